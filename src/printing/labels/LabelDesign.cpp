#include "printing/labels/LabelDesign.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/Error.h"
#include "printing/YamlWords.h"

namespace daiban::printing {

namespace {

constexpr double millimetresPerInch = 25.4;

constexpr std::array texts{
    std::pair{std::string_view("short-number"), LabelText::ShortNumber},
    std::pair{std::string_view("title"), LabelText::Title},
    std::pair{std::string_view("item"), LabelText::Item},
    std::pair{std::string_view("office"), LabelText::Office},
    std::pair{std::string_view("date"), LabelText::Date},
    std::pair{std::string_view("fixed"), LabelText::Fixed},
};
constexpr std::array faces{
    std::pair{std::string_view("sans"), TextFace::Sans},
    std::pair{std::string_view("mono"), TextFace::Mono},
};
constexpr std::array frames{
    std::pair{std::string_view("none"), TextFrame::None},
    std::pair{std::string_view("filled"), TextFrame::Filled},
    std::pair{std::string_view("outlined"), TextFrame::Outlined},
};

double positive(const base::YamlNode& at, double most) {
    const double value = at.number();
    if (!(value > 0) || value > most) at.fail(base::Sentence("expected a number above 0 and up to {}.", most));
    return value;
}

bool overlap(const MillimetreBox& a, const MillimetreBox& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

void mustBeOnLabel(const base::YamlNode& at, const MillimetreBox& box, const LabelDesign& design) {
    if (box.x >= 0 && box.y >= 0 && box.x + box.width <= design.width && box.y + box.height <= design.height) return;
    at.fail(base::Sentence("the box {}..{} x {}..{} mm leaves the label of {} x {} mm; move or shrink it.", box.x,
                           box.x + box.width, box.y, box.y + box.height, design.width, design.height));
}

MillimetreBox boxFrom(const base::YamlNode& node, const LabelDesign& design) {
    const MillimetreBox box{.x = node.at("x").number(),
                            .y = node.at("y").number(),
                            .width = positive(node.at("width"), 500),
                            .height = positive(node.at("height"), 500)};
    mustBeOnLabel(node, box, design);
    return box;
}

/// A box on which nothing may lie that would spoil the code.
MillimetreBox besideQr(const base::YamlNode& node, const LabelDesign& design) {
    const MillimetreBox box = boxFrom(node, design);
    if (overlap(box, design.qr))
        node.fail(base::Sentence("the box covers the QR code or its quiet zone; move or shrink it."));
    return box;
}

MillimetreBox qrFrom(const base::YamlNode& node, const LabelDesign& design) {
    node.onlyKeys({"x", "y", "width"});
    const double side = positive(node.at("width"), 500);
    const MillimetreBox box{.x = node.at("x").number(), .y = node.at("y").number(), .width = side, .height = side};
    mustBeOnLabel(node, box, design);
    const double least = leastDotsAModule * (tokenQrModules + 2 * qrQuietModules) * millimetresPerInch / design.dpi;
    if (side < least)
        node.at("width").fail(base::Sentence("a QR code with {} dots a module needs {} mm at {} dpi, here are {} mm.",
                                             leastDotsAModule, fmt::format("{:.2f}", least), design.dpi, side));
    return box;
}

LabelTextBox textFrom(const base::YamlNode& node, const LabelDesign& design) {
    node.onlyKeys(
        {"what", "text", "x", "y", "width", "height", "size", "smallest", "lines", "align", "face", "weight", "frame"});
    LabelTextBox text;
    text.what = chosen(node.at("what"), texts);
    text.box = besideQr(node, design);
    if (text.what == LabelText::Fixed) text.fixed = node.at("text").string();
    text.size = positive(node.at("size"), 200);
    if (const auto smallest = node.find("smallest")) text.smallest = positive(*smallest, text.size);
    text.smallest = std::min(text.smallest, text.size);
    if (const auto lines = node.find("lines")) {
        text.lines = lines->integer();
        if (text.lines < 1 || text.lines > 20) lines->fail(base::Sentence("expected 1 to 20 lines."));
    }
    text.align = chosenOr(node, "align", text.align, aligns);
    text.face = chosenOr(node, "face", text.face, faces);
    text.weight = chosenOr(node, "weight", text.weight, weights);
    text.frame = chosenOr(node, "frame", text.frame, frames);
    return text;
}

codes::TokenKind kindFrom(const base::YamlNode& node) {
    const auto kind = codes::tokenKindNamed(node.string());
    if (!kind)
        node.fail(base::Sentence("'{}' is no kind of label; write folder, certificate, sheet or desk.", node.string()));
    return *kind;
}

bool shows(const LabelDesign& design, LabelText what) {
    return std::any_of(design.texts.begin(), design.texts.end(), [&](const auto& text) { return text.what == what; });
}

}  // namespace

LabelDesign labelDesignFrom(const base::YamlNode& root) {
    root.onlyKeys({"title", "kind", "width", "height", "dpi", "qr", "texts", "rules"});
    LabelDesign design;
    design.name = root.file().stem().string();
    design.title = root.at("title").string();
    design.kind = kindFrom(root.at("kind"));
    design.width = positive(root.at("width"), 500);
    design.height = positive(root.at("height"), 500);
    design.dpi = positive(root.at("dpi"), 2400);
    design.qr = qrFrom(root.at("qr"), design);
    for (const auto& text : root.at("texts").items()) design.texts.push_back(textFrom(text, design));
    if (!shows(design, LabelText::ShortNumber))
        root.at("texts").fail(base::Sentence(
            "the short number is missing; add a box with 'what: short-number', for when no scanner is at hand."));
    if (const auto rules = root.find("rules"))
        for (const auto& rule : rules->items()) {
            rule.onlyKeys({"x", "y", "width", "height"});
            design.rules.push_back(besideQr(rule, design));
        }
    return design;
}

LabelDesign loadLabelDesign(const std::filesystem::path& file) {
    return labelDesignFrom(base::YamlNode::load(file));
}

std::map<std::string, LabelDesign> loadLabelDesigns(const std::filesystem::path& folder) {
    std::map<std::string, LabelDesign> designs;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".yaml") continue;
        auto design = loadLabelDesign(entry.path());
        const std::string name = design.name;
        designs.emplace(name, std::move(design));
    }
    if (designs.empty())
        throw base::Error(
            base::ErrorKind::NotFound,
            base::Sentence("There is no label design (*.yaml) in {}; install the models or name their folder.",
                           folder.string()));
    return designs;
}

}  // namespace daiban::printing
