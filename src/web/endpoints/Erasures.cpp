#include "web/endpoints/Erasures.h"

#include "base/CsvFile.h"
#include "base/Text.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;
using base::Sentence;

constexpr std::size_t mostCases = 5'000;
constexpr int mostYears = 200;

Json countsJson(const store::Erasure& report) {
    Json cases = Json::array();
    for (const auto& one : report.cases)
        cases.push_back({{"number", one.number},
                         {"pages", one.pages},
                         {"shared_pages", one.sharedPages},
                         {"readings", one.readings},
                         {"corrections", one.corrections},
                         {"checklists", one.checklists},
                         {"returns", one.returns},
                         {"pickups", one.pickups}});
    return {{"cases", cases},
            {"files", report.files},
            {"bytes", report.bytes},
            {"shared_files", report.sharedFiles},
            {"sequence", report.sequence}};
}

Json retentionJson(const desk::Retention& retention) {
    return {{"keep_years", retention.keepYears},
            {"erase_years", retention.eraseYears ? Json(*retention.eraseYears) : Json(nullptr)}};
}

/// A case by number, office and the day it ended; its applicant is named where a person must look.
Json caseJson(const Call& call, const store::CaseRecord& record) {
    const auto* item = call.station.models().items().find(record.itemCode);
    return {{"key", record.id.text()},
            {"number", record.number},
            {"item_name", item == nullptr ? record.itemCode : item->name},
            {"office_name", call.station.models().officeName(record.office)},
            {"applicant", record.applicantName},
            {"closed", record.closedAt ? base::isoDate(base::dayOf(*record.closedAt)) : ""}};
}

Json casesJson(const Call& call, const std::vector<store::CaseRecord>& records) {
    Json all = Json::array();
    for (const auto& record : records) all.push_back(caseJson(call, record));
    return all;
}

Json doneJson(const store::RecordedErasure& one) {
    return {{"id", one.id.text()},
            {"at", moment(one.at)},
            {"account", one.actor},
            {"reason", one.reason},
            {"report", countsJson(one.report)}};
}

/// The report for whoever asked for it: what went, case by case, and what stays.
Response reportTable(const Call& call, const store::RecordedErasure& one) {
    const auto said = [&](const Sentence& sentence) { return sentence.in(call.words()); };
    base::CsvFile table({said(Sentence("办件编号")), said(Sentence("页面")), said(Sentence("保留的页面")),
                         said(Sentence("识别结果")), said(Sentence("更正")), said(Sentence("核对记录")),
                         said(Sentence("收证记录")), said(Sentence("领取人信息"))});
    for (const auto& erased : one.report.cases)
        table.add({erased.number, std::to_string(erased.pages), std::to_string(erased.sharedPages),
                   std::to_string(erased.readings), std::to_string(erased.corrections),
                   std::to_string(erased.checklists), std::to_string(erased.returns), std::to_string(erased.pickups)});
    table.add({said(Sentence("删除时间")), base::isoTime(one.at)});
    table.add({said(Sentence("账号")), one.actor});
    table.add({said(Sentence("原因")), one.reason});
    table.add({said(Sentence("删除的文件")), std::to_string(one.report.files)});
    table.add({said(Sentence("审计序号")), std::to_string(one.report.sequence)});
    Response response = file("text/csv; charset=utf-8", table.bytes(), "private, no-store");
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"deletion.csv\"");
    return response;
}

desk::ErasurePlan planOf(const Call& call, const Input& input) {
    const auto& erasing = call.desk().erasing;
    if (!input.has("person"))
        return erasing.planDue(call.actor(),
                               input.has("years") ? std::optional(input.number("years", 0, mostYears)) : std::nullopt);
    const Input person(input.object("person"), {"name", "id_number"});
    return erasing.planFor(call.actor(), {.name = person.text("name"), .idNumber = person.textOr("id_number")});
}

}  // namespace

Response getErasures(const Call& call) {
    const auto done = call.desk().erasing.done(call.actor());
    if (const std::string id = call.asked("report"); !id.empty()) {
        for (const auto& one : done)
            if (one.id.text() == id) return reportTable(call, one);
        refuse("not-found", 404, "没有这份报告。", "There is no such report.");
    }
    Json all = Json::array();
    for (const auto& one : done) all.push_back(doneJson(one));
    return json({{"erasures", all}, {"retention", retentionJson(call.desk().erasing.retention())}});
}

Response planErasure(const Call& call) {
    const Input input(call.request.body, {"person", "years"});
    const auto plan = planOf(call, input);
    Json problems = Json::array();
    for (const auto& problem : plan.report.problems) problems.push_back(problem.in(call.words()));
    return json({{"cases", casesJson(call, plan.cases)},
                 {"report", countsJson(plan.report)},
                 {"problems", problems},
                 {"other_name", casesJson(call, plan.otherName)},
                 {"collected", casesJson(call, plan.collected)}});
}

Response erase(const Call& call) {
    const Input input(call.request.body, {"id", "cases", "reason"});
    const base::EventId id(input.uuid("id"));
    std::vector<base::CaseId> cases;
    for (const auto& key : input.texts("cases")) {
        if (!canBeKey(key)) refuseInput("没有这个办件。", "There is no such case.");
        cases.emplace_back(key);
    }
    if (cases.empty() || cases.size() > mostCases)
        refuseInput("一次删除 1 到 5000 个办件。", "1 to 5,000 cases are deleted at once.");
    const auto report = call.desk().erasing.erase(call.actor(), cases, input.text("reason"), id);
    if (!report.problems.empty())
        throw Refused(
            {.name = "not-yet", .status = 409, .said = report.problems.front(), .sentences = report.problems});
    for (const auto& one : call.desk().erasing.done(call.actor()))
        if (one.id == id) return json(doneJson(one), report.wasNew ? 201 : 200);
    refuse("not-found", 404, "没有这份报告。", "There is no such report.");
}

}  // namespace daiban::web
