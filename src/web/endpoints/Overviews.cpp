#include "web/endpoints/Overviews.h"

#include <initializer_list>

#include "base/CsvFile.h"
#include "base/Text.h"
#include "web/Problem.h"
#include "web/json/CaseJson.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;
using base::Sentence;

constexpr int stillDays = 10;  ///< working days, unless asked otherwise
constexpr int mostWeeks = 53;

bool wantsCsv(const Call& call) {
    const std::string as = call.asked("as");
    if (!as.empty() && as != "csv") refuseInput("as 只能是 csv。", "as may only be csv.");
    return as == "csv";
}

int stillDaysOf(const Call& call) {
    return call.askedNumber("days", stillDays, 0, 250);
}

base::CsvFile tableOf(const Call& call, std::initializer_list<Sentence> headings) {
    std::vector<std::string> said;
    for (const auto& heading : headings) said.push_back(heading.in(call.words()));
    return base::CsvFile(said);
}

Response csv(const base::CsvFile& table, const std::string& name) {
    Response response = file("text/csv; charset=utf-8", table.bytes(), "private, no-store");
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    return response;
}

std::string dayIn(base::Instant at) {
    return base::isoDate(base::dayOf(at));
}

}  // namespace

Response getPlaces(const Call& call) {
    const auto places = call.desk().overview.places(call.actor(), stillDaysOf(call));
    if (wantsCsv(call)) {
        auto table = tableOf(
            call, {Sentence("所在"), Sentence("名称"), Sentence("案卷袋"), Sentence("证照"), Sentence("多日未动")});
        for (const auto& place : places)
            table.add({place.party, place.name, std::to_string(place.folders), std::to_string(place.certificates),
                       std::to_string(place.still)});
        return csv(table, "places");
    }
    Json all = Json::array();
    for (const auto& place : places)
        all.push_back({{"kind", place.carried ? "courier" : "office"},
                       {"party", place.party},
                       {"name", place.name},
                       {"folders", place.folders},
                       {"certificates", place.certificates},
                       {"still", place.still}});
    return json({{"places", all}});
}

Response getStill(const Call& call) {
    const bool table = wantsCsv(call);
    const auto& overview = call.desk().overview;
    const auto part = [&](const std::string& cursor, int limit) {
        return overview.still(call.actor(), stillDaysOf(call), call.asked("office"), call.asked("courier"), cursor,
                              limit);
    };
    const auto where = [&](const desk::StillPaper& one) {
        return whereIs(call.station.models(), one.thing).in(call.words());
    };
    if (table) {
        auto rows = tableOf(call, {Sentence("办件编号"), Sentence("标签编号"), Sentence("事项"), Sentence("受理社区"),
                                   Sentence("所在"), Sentence("最后流转"), Sentence("未动工作日")});
        std::string cursor;
        do {
            const auto some = part(cursor, 500);
            for (const auto& one : some.things)
                rows.add({one.record.number, one.thing.shortNumber, one.itemName,
                          call.station.models().officeName(one.record.office), where(one), dayIn(one.movedAt),
                          std::to_string(one.workingDays)});
            cursor = some.nextCursor;
        } while (!cursor.empty());
        return csv(rows, "still");
    }
    const auto found = part(call.asked("cursor"), call.askedNumber("limit", 50, 1, 200));
    Json all = Json::array();
    for (const auto& one : found.things)
        all.push_back({{"key", one.record.id.text()},
                       {"number", one.record.number},
                       {"applicant", one.record.applicantName},
                       {"item_name", one.itemName},
                       {"office_name", call.station.models().officeName(one.record.office)},
                       {"short_number", one.thing.shortNumber},
                       {"kind", one.thing.kind == codes::TokenKind::Folder ? "folder" : "certificate"},
                       {"where", where(one)},
                       {"moved", moment(one.movedAt)},
                       {"days", one.workingDays}});
    return json({{"things", all}, {"next", found.nextCursor}});
}

Response getTrend(const Call& call) {
    const auto trend = call.desk().overview.trend(call.actor(), call.askedNumber("weeks", 12, 1, mostWeeks));
    if (wantsCsv(call) && call.asked("of") == "items") {
        auto table =
            tableOf(call, {Sentence("事项编码"), Sentence("事项"), Sentence("办结"), Sentence("一半不超过（天）"),
                           Sentence("九成不超过（天）"), Sentence("承诺（工作日）")});
        for (const auto& item : trend.items)
            table.add({item.code, item.name, std::to_string(item.ended), std::to_string(item.half),
                       std::to_string(item.ninety), item.limit > 0 ? std::to_string(item.limit) : ""});
        return csv(table, "items");
    }
    if (wantsCsv(call)) {
        auto table = tableOf(call, {Sentence("周一"), Sentence("收件"), Sentence("办结")});
        for (const auto& week : trend.weeks)
            table.add({base::isoDate(week.monday), std::to_string(week.opened), std::to_string(week.ended)});
        return csv(table, "weeks");
    }
    Json weeks = Json::array(), items = Json::array();
    for (const auto& week : trend.weeks)
        weeks.push_back({{"monday", base::isoDate(week.monday)}, {"opened", week.opened}, {"ended", week.ended}});
    for (const auto& item : trend.items)
        items.push_back({{"item", item.code},
                         {"name", item.name},
                         {"ended", item.ended},
                         {"half", item.half},
                         {"ninety", item.ninety},
                         {"limit", item.limit}});
    return json({{"weeks", weeks}, {"items", items}});
}

Response getWorkload(const Call& call) {
    const auto workers = call.desk().overview.workload(call.actor());
    if (wantsCsv(call)) {
        auto table = tableOf(call, {Sentence("受理社区"), Sentence("经办人"), Sentence("账号"), Sentence("在办")});
        for (const auto& worker : workers)
            table.add({worker.officeName, worker.fullName, worker.account, std::to_string(worker.open)});
        return csv(table, "workload");
    }
    Json all = Json::array();
    for (const auto& worker : workers)
        all.push_back({{"office", worker.office},
                       {"office_name", worker.officeName},
                       {"account", worker.account},
                       {"name", worker.fullName},
                       {"open", worker.open}});
    return json({{"workers", all}});
}

Response getWaitingByAge(const Call& call) {
    const auto waiting = call.desk().overview.waiting(call.actor());
    Json ages = Json::array();
    for (std::size_t i = 0; i < waiting.counts.size(); ++i)
        ages.push_back({{"up_to", i < desk::Waiting::bounds.size() ? Json(desk::Waiting::bounds.at(i)) : Json(nullptr)},
                        {"count", waiting.counts.at(i)}});
    return json({{"ages", ages}});
}

Response getAudit(const Call& call) {
    store::AuditFilter filter{.offices = {},
                              .actor = call.asked("account"),
                              .action = call.asked("action"),
                              .caseId = {},
                              .cursor = call.asked("cursor"),
                              .limit = call.askedNumber("limit", 50, 1, 200)};
    if (const std::string key = call.asked("case"); !key.empty())
        filter.caseId = call.desk().cases.find(call.actor(), key).id;
    const auto list = call.desk().overview.audit(call.actor(), filter);
    if (wantsCsv(call)) {
        auto table = tableOf(call, {Sentence("时间"), Sentence("账号"), Sentence("机构"), Sentence("动作"),
                                    Sentence("办件编号"), Sentence("说明")});
        for (const auto& line : list.lines)
            table.add({base::isoTime(line.at), line.actor, line.office, line.action, line.caseNumber,
                       line.sentence.in(call.words())});
        return csv(table, "audit");
    }
    Json all = Json::array();
    for (const auto& line : list.lines)
        all.push_back({{"sequence", line.sequence},
                       {"at", moment(line.at)},
                       {"account", line.actor},
                       {"office", line.office},
                       {"action", line.action},
                       {"number", line.caseNumber},
                       {"sentence", line.sentence.in(call.words())}});
    return json({{"entries", all}, {"next", list.nextCursor}});
}

}  // namespace daiban::web
