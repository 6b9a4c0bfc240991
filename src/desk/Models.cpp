#include "desk/Models.h"

#include <algorithm>
#include <set>

#include "base/Error.h"
#include "base/Once.h"
#include "staff/OfficeBook.h"

namespace daiban::desk {

namespace {

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

/// What is known on a day, of the files as they were then.
class Models::Known {
  public:
    Known(const Models& of, base::Date day)
        : folder_(of.folder_),
          dataFolder_(of.dataFolder_),
          day_(day),
          stamp_(of.kept_.stamp()),
          kept_(of.kept_.all()) {}

    /// Whether another one would be made on that day.
    [[nodiscard]] bool isOld(base::Date today, const KeptModels::Stamp& stamp) const {
        if (stamp != stamp_) return true;
        return std::ranges::any_of(kept_, [&](const auto& one) { return one.hasBegun(today) != one.hasBegun(day_); });
    }

    const documents::DocumentTypes& types() const {
        return types_.get(
            [&] { return documents::DocumentTypes::load(folder_ / "documents", chosen(ModelKind::Types)); });
    }
    const cases::Items& items() const {
        return items_.get([&] { return cases::Items::load(folder_ / "items", keptItems()); });
    }
    const cases::BundleRules& bundleRules() const {
        return bundleRules_.get([&] {
            const auto knows = [this](const std::string& type) { return types().find(type) != nullptr; };
            return cases::BundleRules::load(folder_ / "documents" / "shared" / "bundles.yaml", knows);
        });
    }
    const cases::WorkCalendar& calendar() const {
        return calendar_.get(
            [&] { return cases::WorkCalendar::load(folder_ / "calendars", chosen(ModelKind::Calendars)); });
    }
    const staff::Offices& offices() const {
        return offices_.get([&] { return staff::OfficeBook(folder_, dataFolder_).offices(); });
    }

    std::vector<base::Sentence> troubles() const {
        std::vector<base::Sentence> sentences;
        for (const KeptModel* one : newestBegun())
            if (const auto wrong = wrongWith(*one); !wrong.empty())
                sentences.push_back(
                    base::Sentence("本站保存的 {} 第 {} 版现在不能用（{}）；暂按程序自带的版本办理，请改好后另存新版。",
                                   one->code, one->number, wrong));
        return sentences;
    }
    int ownVersion(ModelKind kind, std::string_view code) const {
        for (const KeptModel* one : newestBegun())
            if (one->kind == kind && one->code == code) return wrongWith(*one).empty() ? one->number : 0;
        return 0;
    }

    /// Why it cannot be followed; empty: it can.
    base::Sentence wrongWith(const KeptModel& one) const {
        if (!one.trouble.empty()) return one.trouble;
        const auto problems = problemsOf(one);
        if (problems.empty()) return {};
        const auto& first = problems.front();
        return first.line > 0 ? base::Sentence("第 {} 行：{}", first.line, first.sentence) : first.sentence;
    }

    std::vector<base::ModelSource> chosen(ModelKind kind) const {
        std::vector<base::ModelSource> sources;
        for (const KeptModel* one : newestBegun())
            if (one->kind == kind && wrongWith(*one).empty()) sources.push_back({.file = one->file});
        return sources;
    }

  private:
    /// Of each model the newest version that has begun: it is the one in force, or the program's own is.
    std::vector<const KeptModel*> newestBegun() const {
        std::vector<const KeptModel*> newest;
        for (const KeptModel& one : kept_) {
            if (!one.hasBegun(day_)) continue;  // one whose facts are lost has: then nobody knows by what to go
            if (!newest.empty() && newest.back()->kind == one.kind && newest.back()->code == one.code)
                newest.back() = &one;
            else
                newest.push_back(&one);
        }
        return newest;
    }

    std::vector<base::ModelProblem> problemsOf(const KeptModel& one) const {
        const base::ModelSource source{.file = one.file};
        if (one.kind == ModelKind::Types) return documents::DocumentTypes::problemsOf(source);
        if (one.kind == ModelKind::Calendars) return cases::calendarProblemsOf(source);
        return cases::readItemAmong(source, folder_ / "items", cases::knownTypes(types())).problems;
    }

    /// Every version a case may have begun by; a new one begins by them only where the newest is in order.
    std::vector<cases::KeptItem> keptItems() const {
        std::set<std::string> inOrder;
        for (const KeptModel* one : newestBegun())
            if (one->kind == ModelKind::Items && wrongWith(*one).empty()) inOrder.insert(one->code);
        std::vector<cases::KeptItem> items;
        for (const KeptModel& one : kept_)
            if (one.kind == ModelKind::Items && one.trouble.empty() && one.hasBegun(day_))
                items.push_back({.source = {.file = one.file}, .forNewCases = inOrder.contains(one.code)});
        return items;
    }

    std::filesystem::path folder_;
    std::filesystem::path dataFolder_;
    base::Date day_;
    KeptModels::Stamp stamp_;
    std::vector<KeptModel> kept_;  ///< by kind, code and number
    mutable base::Once<documents::DocumentTypes> types_;
    mutable base::Once<cases::Items> items_;
    mutable base::Once<cases::BundleRules> bundleRules_;
    mutable base::Once<cases::WorkCalendar> calendar_;
    mutable base::Once<staff::Offices> offices_;
};

namespace {

/// What the thread sees, and of which models.
struct Seen {
    const void* models = nullptr;
    std::shared_ptr<const void> known;
    bool isHeld = false;
};
thread_local Seen seen;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): of one thread

}  // namespace

Models::Hold::Hold(const Models& models, base::Date today) : isOuter_(!seen.isHeld || seen.models != &models) {
    if (!isOuter_) return;
    before_ = std::make_shared<const Seen>(seen);
    seen = {.models = &models, .known = models.current(today), .isHeld = true};
}

Models::Hold::~Hold() {
    if (isOuter_) seen = *std::static_pointer_cast<const Seen>(before_);
}

Models::Models(std::filesystem::path folder, std::filesystem::path dataFolder, base::Date today)
    : folder_(std::move(folder)),
      dataFolder_(std::move(dataFolder)),
      kept_(dataFolder_),
      current_(std::make_shared<const Known>(*this, today)) {}

Models::~Models() = default;

std::shared_ptr<const Models::Known> Models::current(base::Date today) const {
    const std::lock_guard lock(mutex_);
    if (current_->isOld(today, kept_.stamp())) current_ = std::make_shared<const Known>(*this, today);
    return current_;
}

/// Without a hold the thread sees what there is, and keeps what it saw last.
const Models::Known& Models::known() const {
    if (!seen.isHeld || seen.models != this) {
        const std::lock_guard lock(mutex_);
        if (seen.isHeld) return *current_;  // of other models: tests have several
        seen = {.models = this, .known = current_, .isHeld = false};
    }
    return *static_cast<const Known*>(seen.known.get());
}

const documents::DocumentTypes& Models::types() const {
    return known().types();
}

const cases::Items& Models::items() const {
    return known().items();
}

const cases::BundleRules& Models::bundleRules() const {
    return known().bundleRules();
}

const cases::WorkCalendar& Models::calendar() const {
    return known().calendar();
}

const staff::Offices& Models::offices() const {
    return known().offices();
}

std::vector<base::Sentence> Models::troubles() const {
    return known().troubles();
}

int Models::ownVersionInForce(ModelKind kind, std::string_view code) const {
    return known().ownVersion(kind, code);
}

base::Sentence Models::whyNotFollowed(const KeptModel& kept) const {
    return known().wrongWith(kept);
}

std::vector<base::ModelSource> Models::ownTypesWith(const base::ModelSource& type) const {
    auto sources = known().chosen(ModelKind::Types);
    std::erase_if(sources, [&](const base::ModelSource& one) { return one.code() == type.code(); });
    sources.push_back(type);
    return sources;
}

std::filesystem::path Models::shippedFile(ModelKind kind, const std::string& code) const {
    return folder_ / std::string(folderOf(kind)) / (code + ".yaml");
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
