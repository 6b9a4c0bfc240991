#include "web/endpoints/Cases.h"

#include <algorithm>
#include <ranges>

#include "base/Text.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/CaseJson.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

desk::CaseQuery queryOf(const Call& call) {
    desk::CaseQuery query{.text = base::trimmed(call.asked("q")),
                          .statuses = {},
                          .office = call.asked("office"),
                          .item = call.asked("item"),
                          .desk = {},
                          .courier = {},
                          .collectedBy = {}};
    for (const auto& word : base::split(call.asked("state"), ','))
        if (const auto status = handoff::caseStatusNamed(word))
            query.statuses.push_back(*status);
        else if (!word.empty())
            refuseInput("没有状态 " + word + "。", "There is no state " + word + ".");
    return query;
}

/// "red,none"
desk::ListPart partOf(const Call& call) {
    desk::ListPart part{.lights = {}, .cursor = call.asked("cursor"), .limit = call.askedNumber("limit", 50, 1, 200)};
    for (const auto& word : base::split(call.asked("light"), ',')) {
        if (word.empty()) continue;
        part.anyLight = false;
        using enum cases::DeadlineLight;
        const auto before = part.lights.size();
        for (const auto light : {Normal, Yellow, Red, Overdue})
            if (word == cases::codeOf(light)) part.lights.push_back(light);
        if (word == "none")
            part.unclocked = true;
        else if (part.lights.size() == before)
            refuseInput("没有期限灯 " + word + "。", "There is no light " + word + ".");
    }
    return part;
}

bool fits(const desk::FoundCase& found, const desk::ListPart& part) {
    if (part.anyLight) return true;
    if (found.limit.standing != desk::CaseLimit::Standing::Running) return part.unclocked;
    return std::ranges::find(part.lights, found.limit.deadline.light) != part.lights.end();
}

/// Of names and numbers that hold a text, looked at one by one; the cursor is the last one's sequence.
Response searchedCases(const Call& call, const desk::CaseQuery& query, const desk::ListPart& part) {
    Json cases = Json::array();
    CaseCounts counts;
    std::string next, last;
    const auto before = store::sequenceBefore(part.cursor);
    call.desk().finding.find(call.actor(), query, [&](const desk::FoundCase& found) {
        counts.add(found);
        if (!fits(found, part) || found.record.sequence >= before) return true;
        if (cases.size() < static_cast<std::size_t>(part.limit)) {
            cases.push_back(caseRowJson(call.station, found, call.words()));
            last = std::to_string(found.record.sequence);
        } else {
            next = last;
        }
        return true;
    });
    return json({{"cases", cases}, {"next", next}, {"counts", counts.json()}});
}

Response caseAnswer(const Call& call) {
    return json(caseDetailJson(call, call.keyAt("key")));
}

std::string keyOf(const Call& call) {
    return call.keyAt("key");
}

}  // namespace

Response findCases(const Call& call) {
    const auto query = queryOf(call);
    const auto part = partOf(call);
    if (!query.text.empty()) return searchedCases(call, query, part);
    const auto found = call.desk().finding.list(call.actor(), query, part);
    Json cases = Json::array();
    CaseCounts counts;  // of all that fit but for the light: the filter shows how many each light has
    for (const auto& one : found.cases) cases.push_back(caseRowJson(call.station, one, call.words()));
    for (const auto& [office, statuses] : found.tally.statuses) counts.add(found.tally, office);
    return json({{"cases", cases}, {"next", found.nextCursor}, {"counts", counts.json()}});
}

Response getCase(const Call& call) {
    return caseAnswer(call);
}

Response stopClock(const Call& call) {
    const Input input(call.request.body, {"reason", "from"});
    const auto reason = cases::stopReasonOf(input.text("reason"));
    if (!reason) refuseInput("没有这种停时原因。", "There is no such reason to stop.");
    (void)call.desk().cases.stopClock(call.actor(), keyOf(call), *reason, input.day("from"));
    return caseAnswer(call);
}

Response resumeClock(const Call& call) {
    const Input input(call.request.body, {"until", "take_back"});
    if (input.flag("take_back"))
        (void)call.desk().cases.takeBackStop(call.actor(), keyOf(call));
    else
        (void)call.desk().cases.resumeClock(call.actor(), keyOf(call), input.day("until"));
    return caseAnswer(call);
}

Response closeCase(const Call& call) {
    const auto step = handoff::caseStepNamed(Input(call.request.body, {"step"}).text("step"));
    using handoff::CaseStep;
    if (!step || (*step != CaseStep::Archived && *step != CaseStep::Withdrawn && *step != CaseStep::SentBack))
        refuseInput("办件只能归档、撤件或退件。", "A case is archived, withdrawn or sent back.");
    (void)call.desk().cases.close(call.actor(), keyOf(call), *step);
    return caseAnswer(call);
}

Response reopenCase(const Call& call) {
    (void)call.desk().cases.reopen(call.actor(), keyOf(call), Input(call.request.body, {"reason"}).text("reason"));
    return caseAnswer(call);
}

Response chooseSituations(const Call& call) {
    call.desk().cases.chooseSituations(call.actor(), keyOf(call),
                                       Input(call.request.body, {"situations"}).texts("situations"));
    (void)call.desk().cases.check(call.actor(), keyOf(call));
    return caseAnswer(call);
}

Response revealCaseApplicant(const Call& call) {
    const auto applicant = call.desk().cases.revealApplicant(call.actor(), keyOf(call));
    return json({{"name", applicant.name}, {"id_number", applicant.idNumber}});
}

Response correctApplicant(const Call& call) {
    const Input input(call.request.body, {"name", "id_number", "reason"});
    (void)call.desk().cases.correctApplicant(
        call.actor(), keyOf(call),
        {.name = input.textOr("name"), .idNumber = input.textOr("id_number"), .reason = input.text("reason")});
    return caseAnswer(call);
}

Response exportCase(const Call& call) {
    const intake::ReadingPlace pictures(call.station.parts().readers, call.station.today(),
                                        intake::ReadingDepth::Pictures);
    auto response = file("application/pdf",
                         call.desk().papers.exported(call.actor(), keyOf(call), call.station.readers(), pictures,
                                                     "daiban " + call.station.parts().version),
                         "private, no-store");
    const auto record = call.desk().cases.find(call.actor(), keyOf(call));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + record.number + ".pdf\"");
    return response;
}

namespace {

Json wordsJson(const std::vector<desk::FoundWords>& words) {
    constexpr std::size_t mostMarked = 40;
    Json json = Json::array();
    for (const auto& one : words | std::views::take(mostMarked))
        json.push_back({{"page", one.page.text()}, {"quad", base::toJson(one.quad)}});
    return json;
}

}  // namespace

Response search(const Call& call) {
    const std::string text = base::trimmed(call.asked("q"));
    if (text.empty()) refuseInput("请输入要找的内容。", "Say what is looked for.");
    const std::string kind = call.asked("kind");
    const auto most = static_cast<std::size_t>(call.askedNumber("limit", 20, 1, 200));
    Json hits = Json::array();
    const auto add = [&](const char* of, const std::string& key, const std::string& title, const std::string& detail,
                         const std::string& office, Json words = Json::array(), const std::string& formerly = {}) {
        hits.push_back({{"kind", of},
                        {"key", key},
                        {"title", title},
                        {"detail", detail},
                        {"fragment", text},
                        {"office", office},
                        {"words", std::move(words)},
                        {"formerly", formerly}});
        return hits.size() < most;
    };
    if (kind.empty() || kind == "case") {
        const auto addCase = [&](const desk::FoundCase& found) {
            return add("case", found.record.id.text(), found.record.applicantName + " " + found.record.number,
                       found.itemName + " · " + said(handoff::chineseNameOf(found.record.status), call.words()),
                       found.record.office, wordsJson(found.words), found.formerName);
        };
        desk::CaseQuery query{.text = text, .office = {}, .item = {}, .desk = {}, .courier = {}, .collectedBy = {}};
        call.desk().finding.find(call.actor(), query, addCase);
        // Then by words, whose pages are read one by one: no further than the list is long.
        query.words = true;
        if (hits.size() < most)
            call.desk().finding.find(call.actor(), query,
                                     [&](const desk::FoundCase& found) { return found.byKey || addCase(found); });
    }
    if ((kind.empty() || kind == "handoff") && hits.size() < most) {
        for (const auto& record : call.desk().handoffs.list(call.actor(), {.cursor = {}, .limit = 200}).handoffs)
            if (record.handoff.number.find(text) != std::string::npos && hits.size() < most)
                (void)add("handoff", record.handoff.id.text(), record.handoff.number,
                          call.station.models().officeName(record.handoff.from) + " → " +
                              call.station.models().officeName(record.handoff.to),
                          record.handoff.from);
    }
    if ((kind.empty() || kind == "item") && hits.size() < most)
        for (const auto* item : call.station.models().items().search(text))
            if (hits.size() >= most || !add("item", item->code, item->name, item->department, "")) break;
    return json({{"hits", hits}, {"next", ""}});
}

Response getOverview(const Call& call) {
    const auto& finding = call.desk().finding;
    constexpr std::size_t mostShown = 20;
    const auto [tally, urgent] = finding.standing(call.actor(), mostShown);
    CaseCounts all;
    Json offices = Json::array(), worst = Json::array();
    for (const auto& [office, statuses] : tally.statuses) {
        CaseCounts counts;
        counts.add(tally, office);
        all.add(tally, office);
        offices.push_back({{"office", office},
                           {"name", call.station.models().officeName(office)},
                           {"open", counts.open()},
                           {"counts", counts.json()}});
    }
    for (const auto& found : urgent) worst.push_back(caseRowJson(call.station, found, call.words()));
    const auto count = [](const auto& ask) -> std::size_t {
        try {
            return ask().size();
        } catch (const base::Error&) {
            return 0;  // not this account's to see
        }
    };
    constexpr int overdueDays = 30;
    return json({{"counts", all.json()},
                 {"by_office", offices},
                 {"worst", worst},
                 {"discrepancies", count([&] { return call.desk().handoffs.discrepancies(call.actor(), false); })},
                 {"overdue_pickups", count([&] { return call.desk().pickups.overdue(call.actor(), overdueDays); })},
                 {"in_transit", finding.thingsInTransit(call.actor())}});
}

}  // namespace daiban::web
