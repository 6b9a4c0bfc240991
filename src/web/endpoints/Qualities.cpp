#include "web/endpoints/Qualities.h"

#include "base/Text.h"
#include "desk/QualityTable.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/CaseJson.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

/// So many pages a request: a few seconds, so that whoever waits sees it go on and may end it.
constexpr int pagesAtOnce = 6;

void demandDay(const std::optional<base::Date>& day) {
    if (!day) refuseInput("day 要写成 YYYY-MM-DD。", "day must be YYYY-MM-DD.");
}

desk::QualityScope askedScope(const Call& call) {
    desk::QualityScope scope{
        .caseKey = call.asked("case"), .day = call.station.today(), .office = call.asked("office")};
    if (!scope.caseKey.empty() && !canBeKey(scope.caseKey))
        refuse("not-found", 404, "没有这个办件。", "There is no such case.");
    if (const std::string day = call.asked("day"); !day.empty()) {
        demandDay(base::parseIsoDate(day));
        scope.day = *base::parseIsoDate(day);
    }
    return scope;
}

desk::QualityScope scopeIn(const Call& call) {
    const Input input(call.request.body, {"case", "day", "office"});
    desk::QualityScope scope{.caseKey = input.has("case") ? input.key("case") : "",
                             .day = call.station.today(),
                             .office = input.textOr("office")};
    if (const auto day = input.day("day")) scope.day = *day;
    return scope;
}

Json countsJson(const std::map<imaging::ArchiveDefect, int>& counts) {
    Json all = Json::array();
    for (const auto& [defect, pages] : counts) all.push_back({{"defect", imaging::codeOf(defect)}, {"pages", pages}});
    return all;
}

Json pageJson(const Call& call, const desk::InspectedPage& page) {
    Json defects = Json::array();
    for (const auto& found : page.defects)
        defects.push_back({{"defect", imaging::codeOf(found.defect)}, {"sentence", found.what.in(call.words())}});
    return {{"page", page.page.text()},     {"case", page.caseNumber}, {"number", page.number},
            {"looked", page.looked},        {"read", page.read},       {"failure", page.failure.in(call.words())},
            {"defects", std::move(defects)}};
}

Json sampledJson(const desk::QualityReport& report, const desk::SampledPage& sampled) {
    Json entry{{"sample", sampled.sample.text()},
               {"page", sampled.page.text()},
               {"at", sampled.erased ? Json(nullptr) : Json(sampled.at)},
               {"verdict", nullptr}};
    (void)report;
    if (const auto& verdict = sampled.verdict)
        entry["verdict"] = {{"defects", verdict->defects},
                            {"note", verdict->note},
                            {"by", verdict->actor},
                            {"at", moment(verdict->at)}};
    return entry;
}

Json reportJson(const Call& call, const desk::QualityReport& report) {
    Json pages = Json::array(), sample = Json::array();
    for (const auto& page : report.pages) pages.push_back(pageJson(call, page));
    for (const auto& sampled : report.sample) sample.push_back(sampledJson(report, sampled));
    const bool isCase = report.of.scope == store::SampleScope::Case;
    return {{"scope", store::nameOf(report.of.scope)},
            {"case", report.caseNumber},
            {"day", isCase ? "" : report.of.subject},
            {"office", report.of.office},
            {"office_name", report.officeName},
            {"at", moment(report.madeAt)},
            {"looked", report.looked},
            {"sound", report.sound},
            {"unread", report.unread},
            {"undrawn", report.undrawn},
            {"verdicts", report.verdicts},
            {"good", report.good},
            {"found", countsJson(report.found)},
            {"judged", countsJson(report.judged)},
            {"pages", std::move(pages)},
            {"sample", std::move(sample)}};
}

}  // namespace

Response getQuality(const Call& call) {
    const std::string as = call.asked("as");
    if (!as.empty() && as != "csv") refuseInput("as 只能是 csv。", "as may only be csv.");
    const auto report = call.desk().quality.report(call.actor(), askedScope(call));
    if (as.empty()) return json(reportJson(call, report));
    Response table = file("text/csv; charset=utf-8", desk::qualityTable(report, call.words()), "private, no-store");
    table.headers.emplace_back("Content-Disposition", "attachment; filename=\"quality.csv\"");
    return table;
}

Response checkQuality(const Call& call) {
    return json({{"left", call.desk().quality.check(call.actor(), scopeIn(call), pagesAtOnce)}});
}

Response drawQualitySample(const Call& call) {
    return json({{"drawn", call.desk().quality.draw(call.actor(), scopeIn(call))}});
}

Response judgeQuality(const Call& call) {
    const Input input(call.request.body, {"id", "page", "defects", "note"});
    call.desk().quality.judge(call.actor(), {.id = base::EventId(input.uuid("id")),
                                             .sample = store::SampleId(call.uuidAt("sample")),
                                             .page = base::PageId(input.uuid("page")),
                                             .defects = input.texts("defects"),
                                             .note = input.textOr("note")});
    return noContent();
}

}  // namespace daiban::web
