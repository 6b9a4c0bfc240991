#include "printing/PrinterBook.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Json.h"
#include "base/Yaml.h"

namespace daiban::printing {

namespace {

constexpr std::string_view fileName = "printers.yaml";
// Printers shift by a few millimetres and stretch by up to about 1 %; twice and more of that is a slip of the pen.
constexpr double mostShift = 10;
constexpr double mostStretch = 0.03;

[[noreturn]] void cannotWrite(const std::filesystem::path& file) {
    throw base::Error(base::ErrorKind::StorageFailed,
                      base::Sentence("The file {} cannot be written; make room or check its owner.", file.string()));
}

PrinterCalibration calibrationOfNode(const base::YamlNode& node) {
    node.onlyKeys({"scale-x", "scale-y", "offset-x", "offset-y"});
    return {.scaleX = node.at("scale-x").number(),
            .scaleY = node.at("scale-y").number(),
            .offsetX = node.at("offset-x").number(),
            .offsetY = node.at("offset-y").number()};
}

PrinterBook::Entry entryFrom(const base::YamlNode& node) {
    node.onlyKeys({"address", "calibration"});
    PrinterBook::Entry entry{.address = node.stringOr("address", ""), .calibration = {}};
    if (const auto calibration = node.find("calibration")) entry.calibration = calibrationOfNode(*calibration);
    return entry;
}

/// JSON's strings are YAML's double-quoted ones.
std::string quoted(const std::string& text) {
    return base::toLine(base::Json(text));
}

std::string textOf(const std::map<std::string, PrinterBook::Entry>& entries) {
    std::string text =
        "# The printers of this station: daiban label printers. Calibration: what is drawn at x is printed at scale * "
        "x + offset.\n";
    text += entries.empty() ? "printers: {}\n" : "printers:\n";
    for (const auto& [name, entry] : entries) {
        text += fmt::format("  {}:\n    address: {}\n", quoted(name), quoted(entry.address));
        if (const auto& c = entry.calibration)
            text += fmt::format(
                "    calibration: {{scale-x: {:.6f}, scale-y: {:.6f}, offset-x: {:.3f}, offset-y: {:.3f}}}\n",
                c->scaleX, c->scaleY, c->offsetX, c->offsetY);
    }
    return text;
}

void mustBeName(const std::string& name) {
    const bool visible = std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) >= 0x20; });
    if (name.find_first_not_of(' ') == std::string::npos || !visible)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A printer needs a name of letters; give it one."));
}

}  // namespace

PrinterCalibration calibrationFrom(const MeasuredCrosses& measured) {
    PrinterCalibration calibration;
    calibration.scaleX = (measured.secondX - measured.firstX) / (secondCrossX - firstCrossX);
    calibration.scaleY = (measured.secondY - measured.firstY) / (secondCrossY - firstCrossY);
    calibration.offsetX = measured.firstX - calibration.scaleX * firstCrossX;
    calibration.offsetY = measured.firstY - calibration.scaleY * firstCrossY;
    const auto plausible = [](double scale, double offset) {
        return std::abs(scale - 1) <= mostStretch && std::abs(offset) <= mostShift;
    };
    if (!plausible(calibration.scaleX, calibration.offsetX) || !plausible(calibration.scaleY, calibration.offsetY))
        throw base::Error(
            base::ErrorKind::BadArguments,
            base::Sentence("No printer is that far off: the crosses are drawn at {},{} and {},{} mm; measure "
                           "from the paper's left and upper edges and give x1,y1,x2,y2.",
                           firstCrossX, firstCrossY, secondCrossX, secondCrossY));
    return calibration;
}

PrinterBook PrinterBook::open(const std::filesystem::path& dataFolder) {
    PrinterBook book;
    book.file_ = dataFolder / fileName;
    std::error_code ignored;
    if (!std::filesystem::exists(book.file_, ignored)) return book;
    const auto root = base::YamlNode::load(book.file_);
    root.onlyKeys({"printers"});
    for (const auto& [name, node] : root.at("printers").entries()) book.entries_[name] = entryFrom(node);
    return book;
}

std::string PrinterBook::addressOf(const std::string& nameOrAddress) const {
    const auto found = entries_.find(nameOrAddress);
    return found == entries_.end() || found->second.address.empty() ? nameOrAddress : found->second.address;
}

std::optional<PrinterCalibration> PrinterBook::calibrationOf(const std::string& nameOrAddress) const {
    auto found = entries_.find(nameOrAddress);
    if (found == entries_.end())
        found =
            std::ranges::find_if(entries_, [&](const auto& entry) { return entry.second.address == nameOrAddress; });
    return found == entries_.end() ? std::nullopt : found->second.calibration;
}

void PrinterBook::setAddress(const std::string& name, const std::string& address) {
    mustBeName(name);
    entries_[name].address = address;
    save();
}

void PrinterBook::setCalibration(const std::string& name, const PrinterCalibration& calibration) {
    mustBeName(name);
    entries_[name].calibration = calibration;
    save();
}

void PrinterBook::save() const {
    std::error_code ignored;
    std::filesystem::create_directories(file_.parent_path(), ignored);
    if (base::writeDurably(file_, textOf(entries_))) cannotWrite(file_);
}

}  // namespace daiban::printing
