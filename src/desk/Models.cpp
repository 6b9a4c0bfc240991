#include "desk/Models.h"

#include <mutex>

#include "base/Error.h"
#include "staff/OfficeBook.h"

namespace daiban::desk {

namespace {

/// Made once, by whichever thread asks first; made again when that failed.
template <class Value>
class Once {
  public:
    template <class Make>
    const Value& get(const Make& make) {
        std::call_once(made_, [&] { value_.emplace(make()); });
        return *value_;
    }

  private:
    std::once_flag made_;
    std::optional<Value> value_;
};

/// The file of a design. Throws Error{NotFound}.
std::filesystem::path fileOf(const std::filesystem::path& folder, const std::string& name, const base::Sentence& what,
                             const char* where) {
    const bool isName = !name.empty() && name.find('/') == std::string::npos && name.front() != '.';
    auto file = folder / (name + ".yaml");
    if (!isName || !std::filesystem::exists(file))
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no {} '{}'; see {}.", what, name, where));
    return file;
}

}  // namespace

struct Models::Parts {
    Once<documents::DocumentTypes> types;
    Once<cases::Items> items;
    Once<cases::BundleRules> bundleRules;
    Once<cases::WorkCalendar> calendar;
    Once<staff::Offices> offices;
};

Models::Models(std::filesystem::path folder, std::filesystem::path dataFolder)
    : folder_(std::move(folder)), dataFolder_(std::move(dataFolder)), parts_(std::make_unique<Parts>()) {}

Models::~Models() = default;

const documents::DocumentTypes& Models::types() const {
    return parts_->types.get([&] { return documents::DocumentTypes::load(folder_ / "documents"); });
}

const cases::Items& Models::items() const {
    return parts_->items.get([&] { return cases::Items::load(folder_ / "items"); });
}

const cases::BundleRules& Models::bundleRules() const {
    return parts_->bundleRules.get([&] {
        const auto knows = [this](const std::string& type) { return types().find(type) != nullptr; };
        return cases::BundleRules::load(folder_ / "documents" / "shared" / "bundles.yaml", knows);
    });
}

const cases::WorkCalendar& Models::calendar() const {
    return parts_->calendar.get(
        [&] { return cases::WorkCalendar::load(folder_ / "calendars", dataFolder_ / "calendars"); });
}

const staff::Offices& Models::offices() const {
    return parts_->offices.get([&] { return staff::OfficeBook(folder_, dataFolder_).offices(); });
}

printing::LabelDesign Models::labelDesign(const std::string& name) const {
    return printing::loadLabelDesign(fileOf(folder_ / "labels", name, base::Sentence("label"), "models/labels"));
}

printing::LabelSheet Models::labelSheet(const std::string& name) const {
    return printing::loadLabelSheet(
        fileOf(folder_ / "labels" / "sheets", name, base::Sentence("label sheet"), "models/labels/sheets"));
}

printing::SlipDesign Models::slipDesign(const std::string& name) const {
    return printing::loadSlipDesign(fileOf(folder_ / "slips", name, base::Sentence("slip"), "daiban slip list"));
}

std::string Models::officeName(const std::string& code) const {
    const auto* office = offices().find(code);
    return office == nullptr ? code : office->name;
}

std::string Models::typeName(const std::string& code) const {
    const auto* type = types().find(code);
    return type == nullptr ? std::string{} : type->name;
}

}  // namespace daiban::desk
