#include "web/json/CaseJson.h"

#include <algorithm>
#include <array>

#include "base/Text.h"
#include "handoff/Party.h"
#include "web/json/IntakeJson.h"
#include "web/json/StationJson.h"

namespace daiban::web {

base::Sentence whereIs(const desk::Models& models, const store::Thing& thing) {
    const auto& at = thing.whereabouts;
    if (at.inTransit() && at.courier.empty()) return base::Sentence("在途（{}交出）", models.officeName(at.desk));
    if (at.inTransit()) return base::Sentence("在途（{}）", at.courier);
    return handoff::isCourier(at.desk) ? handoff::wordsFor(at.desk)
                                       : base::Sentence::verbatim(models.officeName(at.desk));
}

namespace {

using base::Json;
using handoff::CaseStatus;

base::Sentence waitsFor(const desk::FoundCase& found) {
    using Standing = desk::CaseLimit::Standing;
    if (found.record.status == CaseStatus::AwaitingPickup) return base::Sentence("领取");
    if (found.record.status == CaseStatus::Closed || found.record.status == CaseStatus::PickedUp) return {};
    if (found.limit.standing == Standing::NotAccepted) return base::Sentence("补齐材料");
    if (found.limit.standing == Standing::Running && found.limit.deadline.stopped)
        return base::word(cases::chineseNameOf(*found.limit.deadline.stopped));
    return found.record.status == CaseStatus::Received ? base::Sentence("送出") : base::Sentence("办理");
}

struct May {
    const char* word;
    staff::Verb verb;
    bool (*now)(const store::CaseRecord&, const desk::CaseLimit&);
};
bool isOpen(const store::CaseRecord& record, const desk::CaseLimit& /*limit*/) {
    return record.status != CaseStatus::Closed;
}
bool runs(const store::CaseRecord& record, const desk::CaseLimit& limit) {
    return isOpen(record, limit) && limit.standing == desk::CaseLimit::Standing::Running;
}
constexpr std::array mays{
    May{"stop", staff::Verb::StopClock,
        [](const auto& r, const auto& l) { return isOpen(r, l) && !(runs(r, l) && l.deadline.stopped); }},
    May{"resume", staff::Verb::ResumeClock,
        [](const auto& r, const auto& l) { return runs(r, l) && l.deadline.stopped.has_value(); }},
    May{"close", staff::Verb::CloseCase, isOpen},
    May{"reopen", staff::Verb::ReopenCase,
        [](const auto& r, const auto& /*l*/) { return r.status == CaseStatus::Closed; }},
    May{"situations", staff::Verb::ChooseSituations, isOpen},
    May{"applicant", staff::Verb::CorrectApplicant, isOpen},
    May{"intake", staff::Verb::Check, isOpen},
    May{"receipt", staff::Verb::Receipt, [](const auto&, const auto&) { return true; }},
    May{"notice", staff::Verb::Notice, isOpen},
    May{"label", staff::Verb::Label, isOpen},
    May{"export", staff::Verb::Export, [](const auto&, const auto&) { return true; }},
    May{"pickup", staff::Verb::PickUp,
        [](const auto& r, const auto& /*l*/) { return r.status == CaseStatus::AwaitingPickup; }},
    May{"undo-pickup", staff::Verb::UndoPickup,
        [](const auto& r, const auto& /*l*/) { return r.status == CaseStatus::PickedUp; }},
};

Json pickupJson(const std::optional<store::PickupRecord>& taken, const base::Words& words) {
    if (!taken) return nullptr;
    return {{"way", handoff::nameOf(taken->pickup.way)},
            {"way_word", said(handoff::chineseNameOf(taken->pickup.way), words)},
            {"person", taken->pickup.personName},
            {"relation", taken->pickup.relation},
            {"at", moment(taken->recordedAt)},
            {"by", taken->actor}};
}

}  // namespace

Json thingJson(const desk::Models& models, const store::Thing& thing, const base::Words& words) {
    return {{"id", thing.tokenId},
            {"kind", thing.kind == codes::TokenKind::Certificate ? "certificate" : "folder"},
            {"short_number", thing.shortNumber},
            {"holder", thing.whereabouts.holder()},
            {"holder_name", whereIs(models, thing).in(words)},
            {"in_transit", thing.whereabouts.inTransit()},
            {"courier", thing.whereabouts.courier}};
}

Json caseRowJson(Station& station, const desk::FoundCase& found, const base::Words& words) {
    const auto& record = found.record;
    const bool running = found.limit.standing == desk::CaseLimit::Standing::Running;
    std::vector<std::string> where;
    for (const auto& thing : found.things) where.push_back(whereIs(station.models(), thing).in(words));
    Json row{{"key", record.id.text()},
             {"number", record.number},
             {"item", record.itemCode},
             {"item_name", found.itemName},
             {"applicant", record.applicantName},
             {"office", record.office},
             {"office_name", station.models().officeName(record.office)},
             {"state", handoff::nameOf(record.status)},
             {"state_word", said(handoff::chineseNameOf(record.status), words)},
             {"light", lightOf(found.limit)},
             {"due", running ? base::isoDate(found.limit.deadline.deadline.date) : ""},
             {"left", running ? found.limit.deadline.left : 0},
             {"sentence", running ? found.limit.deadline.sentence().in(words) : ""},
             {"where", base::joined(where, "、")},
             {"waits_for", waitsFor(found).in(words)},
             {"opened", moment(record.openedAt)}};
    if (!found.formerName.empty()) row["formerly"] = found.formerName;
    return row;
}

Json caseDetailJson(const Call& call, const std::string& key) {
    Station& station = call.station;
    const auto& desk = call.desk();
    const auto detail = desk.cases.show(call.actor(), key);
    const auto& record = detail.record;
    std::vector<std::pair<store::StoredPage, std::string>> removed;
    for (auto& one : desk.cases.removedPages(call.actor(), key)) removed.emplace_back(std::move(one.page), one.reason);
    const PapersView papers{
        .models = station.models(),
        .pictures = desk.pagePictures,
        .pages = detail.pages,
        .removed = removed,
        .papers = detail.papers,
        .checklist = &detail.current,
        .words = call.words(),
        .reading = [&desk](const base::PageId& page) { return desk.intakes.readingOf(page); },
        .progress = [&station](const base::PageId& page) { return station.queue->progressOf(page); }};
    const desk::FoundCase found{
        .record = record, .itemName = detail.item.name, .limit = detail.limit, .things = detail.things, .pickup = {}};
    Json things = Json::array(), story = Json::array(), stops = Json::array(), may = Json::array();
    for (const auto& thing : detail.things) things.push_back(thingJson(station.models(), thing, call.words()));
    const auto track = desk.tracking.track(call.actor(), key);
    std::map<std::string, std::string> people;
    const auto personOf = [&](const std::string& account) {
        const auto [known, isNew] = people.try_emplace(account);
        if (isNew) known->second = desk.tracking.personOf(account);
        return known->second;
    };
    for (const auto& entry : track.history)
        story.push_back({{"at", moment(entry.at)},
                         {"who", personOf(entry.actor)},
                         {"what", entry.action},
                         {"detail", entry.sentence.in(call.words())}});
    for (const auto& stop : desk.cases.stopsOf(call.actor(), key))
        stops.push_back({{"reason", cases::codeOf(stop.reason)},
                         {"word", said(cases::chineseNameOf(stop.reason), call.words())},
                         {"from", base::isoDate(stop.from)},
                         {"until", stop.until ? base::isoDate(*stop.until) : ""}});
    for (const May& one : mays)
        if (one.now(record, detail.limit) && desk.cases.allows(call.actor(), one.verb, record)) may.push_back(one.word);
    return {{"row", caseRowJson(station, found, call.words())},
            {"item", itemRowJson(detail.item)},
            {"situations", {{"asked", situationsJson(detail.item)}, {"chosen", record.situations}}},
            {"applicant", applicantJson({record.applicantName, record.applicantIdNumber}, true, station.today())},
            {"pages", pagesJson(papers)},
            {"checklist", checklistJson(papers)},
            {"questions", questionsJson(desk::doubtsOf(detail.papers, detail.current), call.words())},
            {"things", things},
            {"story", story},
            {"pickup", pickupJson(track.pickup, call.words())},
            {"stops", stops},
            {"limit", limitJson(detail.limit, detail.item, call.words())},
            {"may", may}};
}

void CaseCounts::add(CaseStatus status, std::int64_t cases) {
    states_[std::string(handoff::nameOf(status))] += cases;
    open_ += status == CaseStatus::Closed || status == CaseStatus::PickedUp ? 0 : cases;
}

void CaseCounts::add(const desk::FoundCase& found) {
    add(found.record.status, 1);
    lights_[lightOf(found.limit)] += 1;
}

void CaseCounts::add(const desk::CaseTally& tally, const std::string& office) {
    std::int64_t unclocked = 0;
    if (const auto statuses = tally.statuses.find(office); statuses != tally.statuses.end())
        for (const auto& [status, cases] : statuses->second) {
            add(status, cases);
            unclocked += cases;
        }
    if (const auto lights = tally.lights.find(office); lights != tally.lights.end())
        for (const auto& [light, cases] : lights->second) {
            lights_[std::string(cases::codeOf(light))] += cases;
            unclocked -= cases;
        }
    if (unclocked > 0) lights_["none"] += unclocked;
}

Json CaseCounts::json() const {
    Json states = Json::object(), lights = Json::object();
    for (const auto& [name, count] : states_) states[name] = count;
    for (const auto& [name, count] : lights_) lights[name] = count;
    return {{"states", states}, {"lights", lights}};
}

}  // namespace daiban::web
