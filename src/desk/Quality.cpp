#include "desk/Quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "desk/Lookup.h"
#include "desk/Reason.h"
#include "intake/ArchiveCheck.h"

namespace daiban::desk {

namespace {

using imaging::ArchiveDefect;
using imaging::FoundDefect;

/// DA/T 31-2017, 12: a person looks at 5 in a hundred at least.
constexpr int shareOfSample = 5;
/// What was seen is kept after so many pages.
constexpr std::size_t keptAtOnce = 8;

base::Sentence sentenceFor(const FoundDefect& found, const imaging::ArchiveLook& look) {
    const auto tenths = [&] { return fmt::format("{:.1f}", std::abs(found.measured)); };
    const auto whole = [&] { return fmt::format("{:.0f}", found.measured); };
    switch (found.defect) {
        case ArchiveDefect::LowResolution:
            return found.measured > 0 ? base::Sentence("{} dpi，不到 200 dpi。", whole())
                                      : base::Sentence("像素太少，不到 200 dpi。");
        case ArchiveDefect::Skewed:
            return base::Sentence("倾斜 {} 度。", tenths());
        case ArchiveDefect::CutOff:
            return base::Sentence("内容在画面边缘被切断。");
        case ArchiveDefect::Blank:
            return base::Sentence("整页空白。");
        case ArchiveDefect::Unsharp:
            return base::Sentence("不清晰，笔画边缘宽 {} 像素。", tenths());
        case ArchiveDefect::BadLight:
            return found.measured == look.contrast ? base::Sentence("字迹太浅，与纸面只差 {} 级灰度。", whole())
                                                   : base::Sentence("画面太暗，纸面灰度只有 {} 级。", whole());
        case ArchiveDefect::Streaks:
            return base::Sentence("有黑边或贯穿全页的黑线，宽 {} 毫米。", tenths());
        default:
            return base::word(imaging::chineseNameOf(found.defect));
    }
}

/// Midnight in China at the begin of that day.
base::Instant beginOf(base::Date day) {
    return base::Instant(std::chrono::sys_days(day)) - std::chrono::hours(8);
}

/// The scope after who may has been asked, and its pages.
struct Scope {
    store::SampleOf of;
    std::string caseNumber;
    std::vector<store::PageOfCase> pages;
};

Scope opened(const Parts& parts, const staff::Actor& actor, const QualityScope& asked) {
    Scope scope;
    if (!asked.caseKey.empty()) {
        const auto record = caseBy(parts, asked.caseKey);
        parts.demand(actor, staff::Verb::InspectPages, record);
        scope.of = {store::SampleScope::Case, record.id.text(), record.office};
        scope.caseNumber = record.number;
        for (auto& page : parts.store.pagesOf(record.id)) scope.pages.push_back({std::move(page), record.id});
        return scope;
    }
    if (!asked.day.ok())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Say which case or which day to inspect."));
    const std::string office = asked.office.empty() ? actor.office : asked.office;
    parts.demand(actor, staff::Verb::InspectPages, office);
    scope.of = {store::SampleScope::Day, base::isoDate(asked.day), office};
    std::optional<std::vector<std::string>> offices;
    if (office != staff::wholeStation) offices = parts.models.offices().seenFrom(office);
    const auto next = base::Date(std::chrono::sys_days(asked.day) + std::chrono::days{1});
    scope.pages = parts.store.pagesReceived(offices, beginOf(asked.day), beginOf(next));
    return scope;
}

bool isCurrent(const std::optional<store::StoredPageCheck>& check, const store::StoredPage& page) {
    return check && check->inputHash == page.blob && check->version == imaging::archiveLookVersion;
}

/// What a machine sees on a page, as it is stored; of one that cannot be opened, why.
store::StoredPageCheck checkOf(const Parts& parts, const store::StoredPage& page) {
    store::StoredPageCheck check{
        .page = page.id, .inputHash = page.blob, .version = imaging::archiveLookVersion, .json = {}};
    try {
        const auto look = intake::lookForArchive(intake::bytesOf(parts.store, page),
                                                 {.number = page.number, .sha256 = page.blob}, parts.fileWorkers());
        check.json = base::toLine(intake::toJson(look));
    } catch (const base::Error& error) {
        if (error.kind() != base::ErrorKind::Unreadable) throw;
        check.json = base::toLine(base::Json{{"error_said", base::toJson(error.sentence())}});
    }
    return check;
}

void take(const store::StoredPageCheck& check, InspectedPage& page) {
    const base::Json json = base::parseJson(check.json, base::Sentence("A stored inspection"));
    page.looked = true;
    if (json.contains("error_said")) {
        page.failure = base::sentenceFromJson(json["error_said"]);
        return;
    }
    page.look = intake::archiveLookFrom(json);
    for (const auto& found : page.look.defects)
        page.defects.push_back({found.defect, sentenceFor(found, page.look), found.where});
}

/// What is wrong among the pages of each case, for those of them that are inspected.
class AmongPages {
  public:
    AmongPages(const Parts& parts, std::vector<InspectedPage>& pages) : parts_(parts), pages_(pages) {
        for (std::size_t i = 0; i < pages.size(); ++i) placeOf_.emplace(pages[i].page, i);
    }

    void tell() {
        std::set<base::CaseId> cases;
        for (const auto& page : pages_) cases.insert(page.caseId);
        for (const auto& id : cases) tell(id);
        for (auto& page : pages_) std::ranges::stable_sort(page.defects, {}, &PageDefect::defect);
    }

  private:
    void tell(const base::CaseId& id) {
        const auto record = parts_.store.findCase(id.text());
        const auto all = parts_.store.pagesOf(id);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (const auto place = placeOf_.find(all[i].id); place != placeOf_.end()) {
                InspectedPage& page = pages_[place->second];
                if (page.caseId != id) continue;
                page.caseNumber = record ? record->number : "";
                page.number = static_cast<int>(i) + 1;
                const auto reading = parts_.store.reading(all[i].id);
                page.read = reading && reading->inputHash == all[i].blob;
            }
        for (const auto& found : intake::readDefects(parts_.store, all, parts_.models.types(),
                                                     parts_.models.bundleRules(), parts_.today())) {
            const auto place = placeOf_.find(all[found.page].id);
            if (place == placeOf_.end() || pages_[place->second].caseId != id) continue;
            if (!isBlank(pages_[place->second])) pages_[place->second].defects.push_back({found.defect, found.what});
        }
    }

    /// Nothing else is said of a page on which nothing stands.
    static bool isBlank(const InspectedPage& page) {
        return std::ranges::find(page.defects, ArchiveDefect::Blank, &PageDefect::defect) != page.defects.end();
    }

    const Parts& parts_;
    std::vector<InspectedPage>& pages_;
    std::map<base::PageId, std::size_t> placeOf_;
};

/// The draws, with each page's place among the report's and what was said of it last.
void addSample(const Parts& parts, QualityReport& report) {
    report.draws = parts.store.samplesOf(report.of);
    std::map<base::PageId, std::size_t> placeOf;
    for (std::size_t i = 0; i < report.pages.size(); ++i) placeOf.emplace(report.pages[i].page, i);
    std::set<base::PageId> drawnFromBefore;
    for (const auto& draw : report.draws) {
        drawnFromBefore.insert(draw.pages.begin(), draw.pages.end());
        std::map<base::PageId, store::QualityVerdict> last;
        for (auto& verdict : parts.store.qualityVerdicts(draw.id)) last[verdict.page] = std::move(verdict);
        for (const auto& page : draw.drawn) {
            SampledPage sampled{.sample = draw.id, .page = page};
            const auto place = placeOf.find(page);
            sampled.erased = place == placeOf.end();
            if (!sampled.erased) sampled.at = place->second;
            if (const auto verdict = last.find(page); verdict != last.end()) sampled.verdict = verdict->second;
            report.sample.push_back(std::move(sampled));
        }
    }
    report.undrawn = static_cast<int>(std::ranges::count_if(
        report.pages, [&](const InspectedPage& page) { return !drawnFromBefore.contains(page.page); }));
}

void count(QualityReport& report) {
    for (const auto& page : report.pages) {
        report.looked += page.looked ? 1 : 0;
        report.sound += page.sound() ? 1 : 0;
        report.unread += page.read ? 0 : 1;
        report.failed += page.failure.empty() ? 0 : 1;
        std::set<ArchiveDefect> kinds;
        for (const auto& found : page.defects) kinds.insert(found.defect);
        for (const auto kind : kinds) ++report.found[kind];
    }
    for (const auto& sampled : report.sample) {
        if (!sampled.verdict) continue;
        ++report.verdicts;
        report.good += sampled.verdict->defects.empty() ? 1 : 0;
        for (const auto& code : sampled.verdict->defects)
            if (const auto defect = imaging::archiveDefectNamed(code)) ++report.judged[*defect];
    }
}

std::string hexOf(base::Random& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    std::string hex;
    for (const auto byte : bytes) hex += fmt::format("{:02x}", byte);
    return hex;
}

}  // namespace

std::vector<base::PageId> drawnFrom(const std::vector<base::PageId>& pages, const std::string& seed, int share) {
    const std::size_t many = (pages.size() * static_cast<std::size_t>(share) + 99) / 100;
    std::vector<std::pair<std::string, std::size_t>> ranked;
    for (std::size_t i = 0; i < pages.size(); ++i)
        ranked.emplace_back(base::sha256Hex(seed + " " + pages[i].text()), i);
    std::ranges::sort(ranked);
    std::set<std::size_t> taken;
    for (std::size_t i = 0; i < many && i < ranked.size(); ++i) taken.insert(ranked[i].second);
    std::vector<base::PageId> drawn;
    for (const std::size_t i : taken) drawn.push_back(pages[i]);
    return drawn;
}

QualityReport Quality::report(const staff::Actor& actor, const QualityScope& asked) const {
    const Scope scope = opened(parts_, actor, asked);
    QualityReport report{.of = scope.of,
                         .caseNumber = scope.caseNumber,
                         .officeName = parts_.models.officeName(scope.of.office),
                         .madeAt = parts_.clock.now()};
    for (const auto& [page, caseId] : scope.pages) {
        InspectedPage inspected{.page = page.id, .caseId = caseId};
        if (const auto check = parts_.store.pageCheck(page.id); isCurrent(check, page)) take(*check, inspected);
        report.pages.push_back(std::move(inspected));
    }
    AmongPages(parts_, report.pages).tell();
    addSample(parts_, report);
    count(report);
    return report;
}

int Quality::check(const staff::Actor& actor, const QualityScope& asked, int most,
                   const std::function<bool(int, int)>& onPage) const {
    std::vector<store::StoredPage> pages;
    for (auto& [page, caseId] : opened(parts_, actor, asked).pages)
        if (!isCurrent(parts_.store.pageCheck(page.id), page)) pages.push_back(std::move(page));
    const int all = static_cast<int>(pages.size());
    int done = 0;
    std::vector<store::StoredPageCheck> seen;
    const auto keep = [&] {
        parts_.store.savePageChecks(seen, actor);
        seen.clear();
    };
    while (done < all && done < most) {
        seen.push_back(checkOf(parts_, pages[static_cast<std::size_t>(done)]));
        ++done;
        if (seen.size() == keptAtOnce) keep();
        if (onPage && !onPage(done, all)) break;
    }
    keep();
    return all - done;
}

int Quality::draw(const staff::Actor& actor, const QualityScope& asked) const {
    const Scope scope = opened(parts_, actor, asked);
    std::set<base::PageId> before;
    for (const auto& draw : parts_.store.samplesOf(scope.of)) before.insert(draw.pages.begin(), draw.pages.end());
    store::NewSample sample{.id = parts_.newId<store::SampleId>(),
                            .of = scope.of,
                            .share = shareOfSample,
                            .seed = hexOf(parts_.random),
                            .pages = {},
                            .drawn = {},
                            .actor = actor};
    for (const auto& [page, caseId] : scope.pages)
        if (!before.contains(page.id)) sample.pages.push_back(page.id);
    if (sample.pages.empty()) return 0;
    sample.drawn = drawnFrom(sample.pages, sample.seed, sample.share);
    return parts_.store.addSample(sample) ? static_cast<int>(sample.drawn.size()) : 0;
}

void Quality::judge(const staff::Actor& actor, const QualityWord& word) const {
    const auto sample = parts_.store.findSample(word.sample);
    if (!sample) throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no such sample here."));
    if (sample->of.scope == store::SampleScope::Case)
        parts_.demand(actor, staff::Verb::InspectPages, caseBy(parts_, sample->of.subject));
    else
        parts_.demand(actor, staff::Verb::InspectPages, sample->of.office);
    for (const auto& code : word.defects)
        if (!imaging::archiveDefectNamed(code))
            throw base::Error(base::ErrorKind::BadArguments, base::Sentence("There is no defect '{}'.", code));
    parts_.store.recordQualityVerdict({.id = word.id,
                                       .sample = word.sample,
                                       .page = word.page,
                                       .defects = word.defects,
                                       .note = word.note.empty() ? "" : soundReason(word.note),
                                       .actor = actor});
}

}  // namespace daiban::desk
