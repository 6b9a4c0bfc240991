#include "store/Quality.h"

#include <algorithm>
#include <set>

#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "store/StoreImpl.h"

namespace daiban::store {

namespace {

std::string idsToText(const std::vector<base::PageId>& pages) {
    base::Json ids = base::Json::array();
    for (const auto& page : pages) ids.push_back(page.text());
    return base::toLine(ids);
}

std::vector<base::PageId> idsFrom(const std::string& text) {
    std::vector<base::PageId> pages;
    for (const auto& id : base::parseJson(text, base::Sentence("A stored sample")))
        pages.emplace_back(id.get<std::string>());
    return pages;
}

std::string codesToText(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) text += (text.empty() ? "" : ",") + code;
    return text;
}

std::vector<std::string> codesFrom(const std::string& text) {
    std::vector<std::string> codes;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find(',', at), text.size());
        codes.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return codes;
}

Sample sampleFrom(const Row& row) {
    return {.id = SampleId(row.text("id")),
            .of = {.scope = row.text("scope") == nameOf(SampleScope::Day) ? SampleScope::Day : SampleScope::Case,
                   .subject = row.text("subject"),
                   .office = row.text("office")},
            .share = static_cast<int>(row.number("share")),
            .seed = row.text("seed"),
            .pages = idsFrom(row.text("pages")),
            .drawn = idsFrom(row.text("drawn")),
            .actor = row.text("actor"),
            .drawnAt = row.time("drawn_at"),
            .sequence = row.number("sequence")};
}

std::vector<Sample> samplesIn(Database& database, const SampleOf& of) {
    std::vector<Sample> samples;
    const Parameters asked{{"scope", std::string(nameOf(of.scope))}, {"subject", of.subject}, {"office", of.office}};
    for (const Row& row : database.rows(sql("quality.samplesOf"), asked)) samples.push_back(sampleFrom(row));
    return samples;
}

/// A page is drawn from once: else whoever does not like a sample draws another.
bool wasDrawnFrom(Database& database, const NewSample& sample) {
    std::set<base::PageId> before;
    for (const Sample& earlier : samplesIn(database, sample.of))
        before.insert(earlier.pages.begin(), earlier.pages.end());
    return std::ranges::any_of(sample.pages, [&](const base::PageId& page) { return before.contains(page); });
}

bool isSame(const NewQualityVerdict& verdict, const Row& row) {
    return row.text("sample") == verdict.sample.text() && row.text("page") == verdict.page.text() &&
           row.text("defects") == codesToText(verdict.defects) && row.text("note") == verdict.note &&
           row.text("actor") == verdict.actor.account;
}

}  // namespace

std::string_view nameOf(SampleScope scope) {
    return scope == SampleScope::Case ? "case" : "day";
}

void Store::savePageChecks(const std::vector<StoredPageCheck>& checks, const staff::Actor& actor) {
    if (checks.empty()) return;
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("quality.checked", actor);
    for (const StoredPageCheck& check : checks) {
        requirePage(impl_->database, check.page);
        impl_->database.run(sql("quality.saveCheck"), {{"id", check.page.text()},
                                                       {"input_hash", check.inputHash},
                                                       {"version", std::int64_t{check.version}},
                                                       {"json", check.json},
                                                       {"made_at", change.atValue()},
                                                       {"audit", change.sequenceValue()}});
        change.touched(Table::PageCheck, check.page.text());
    }
    change.isAbout(checks.front().page.text());
    change.detail("pages", checks.size());
    change.commit();
}

std::optional<StoredPageCheck> Store::pageCheck(const base::PageId& page) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("row.page_check"), {{"id", page.text()}});
    if (!row) return std::nullopt;
    return StoredPageCheck{.page = page,
                           .inputHash = row->text("input_hash"),
                           .version = static_cast<int>(row->number("version")),
                           .json = row->text("json"),
                           .madeAt = row->time("made_at")};
}

std::vector<PageOfCase> Store::pagesReceived(const std::optional<std::vector<std::string>>& offices, base::Instant from,
                                             base::Instant before) const {
    const Snapshot snapshot = impl_->read();
    std::vector<PageOfCase> pages;
    std::set<std::string> seen;
    const Parameters asked{{"offices", listOrNull(offices)}, {"from", timeValue(from)}, {"before", timeValue(before)}};
    for (const Row& row : snapshot->rows(sql("quality.pagesReceived"), asked))
        if (seen.insert(row.text("id")).second)  // a page of two cases counts at the first
            pages.push_back({pageFrom(row), base::CaseId(row.text("case_id"))});
    return pages;
}

bool Store::addSample(const NewSample& sample) {
    requireUuid(sample.id.text(), base::Sentence("sample id"));
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("quality.drawn", sample.actor);
    if (wasDrawnFrom(impl_->database, sample)) return false;
    impl_->database.run(sql("quality.addSample"), {{"id", sample.id.text()},
                                                   {"scope", std::string(nameOf(sample.of.scope))},
                                                   {"subject", sample.of.subject},
                                                   {"office", sample.of.office},
                                                   {"share", std::int64_t{sample.share}},
                                                   {"seed", sample.seed},
                                                   {"pages", idsToText(sample.pages)},
                                                   {"drawn", idsToText(sample.drawn)},
                                                   {"actor", sample.actor.account},
                                                   {"drawn_at", change.atValue()},
                                                   {"sequence", change.sequenceValue()}});
    change.touched(Table::QualitySample, sample.id.text());
    change.isAbout(sample.id.text());
    if (sample.of.scope == SampleScope::Case) change.belongsTo(base::CaseId(sample.of.subject));
    change.detail("pages", sample.pages.size());
    change.detail("drawn", sample.drawn.size());
    change.commit();
    return true;
}

std::vector<Sample> Store::samplesOf(const SampleOf& of) const {
    return samplesIn(*impl_->read(), of);
}

std::optional<Sample> Store::findSample(const SampleId& id) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("row.quality_sample"), {{"id", id.text()}});
    return row ? std::optional(sampleFrom(*row)) : std::nullopt;
}

Added Store::recordQualityVerdict(const NewQualityVerdict& verdict) {
    requireUuid(verdict.id.text(), base::Sentence("verdict id"));
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("quality.judged", verdict.actor);
    if (const auto row = database.row(sql("row.quality_verdict"), {{"id", verdict.id.text()}})) {
        if (!isSame(verdict, *row)) refuseOtherContent(base::Sentence("verdict"));
        return {row->number("sequence"), false};
    }
    const auto sample = database.row(sql("row.quality_sample"), {{"id", verdict.sample.text()}});
    if (!sample) notFound(base::Sentence("sample"));
    const Sample drawn = sampleFrom(*sample);
    if (std::ranges::find(drawn.drawn, verdict.page) == drawn.drawn.end())
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("That page is not in this sample."));
    requirePage(database, verdict.page);
    database.run(sql("quality.addVerdict"), {{"id", verdict.id.text()},
                                             {"sample", verdict.sample.text()},
                                             {"page", verdict.page.text()},
                                             {"defects", codesToText(verdict.defects)},
                                             {"note", verdict.note},
                                             {"actor", verdict.actor.account},
                                             {"recorded_at", change.atValue()},
                                             {"sequence", change.sequenceValue()}});
    change.touched(Table::QualityVerdict, verdict.id.text());
    change.isAbout(verdict.sample.text());
    if (drawn.of.scope == SampleScope::Case) change.belongsTo(base::CaseId(drawn.of.subject));
    change.detail("defects", verdict.defects);
    change.commit();
    return {change.sequence(), true};
}

std::vector<QualityVerdict> Store::qualityVerdicts(const SampleId& sample) const {
    const Snapshot snapshot = impl_->read();
    std::vector<QualityVerdict> verdicts;
    for (const Row& row : snapshot->rows(sql("quality.verdictsOf"), {{"sample", sample.text()}}))
        verdicts.push_back({.page = base::PageId(row.text("page")),
                            .defects = codesFrom(row.text("defects")),
                            .note = row.text("note"),
                            .actor = row.text("actor"),
                            .at = row.time("recorded_at"),
                            .sequence = row.number("sequence")});
    return verdicts;
}

}  // namespace daiban::store
