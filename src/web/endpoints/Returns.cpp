// What comes back, and who takes it.
#include "web/endpoints/Returns.h"

#include <algorithm>

#include "base/Text.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/endpoints/ReturnsAtWork.h"
#include "web/json/CaseJson.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

Json matchesJson(const desk::CertificateCandidates& certificate, const base::Words& words) {
    Json matches = Json::array();
    for (const auto& match : certificate.matches) {
        Json reasons = Json::array();
        for (const auto& reason : match.reasons) reasons.push_back(reason.in(words));
        matches.push_back({{"case", match.openCase.caseId.text()},
                           {"number", match.openCase.number},
                           {"applicant", match.openCase.applicantName},
                           {"verdict", handoff::nameOf(match.verdict)},
                           {"reasons", reasons},
                           {"taken", match.taken}});
    }
    return matches;
}

Json returnJson(const Call& call, const std::string& upload, const ReturnState& state) {
    Json pages = Json::array();
    for (const auto& page : state.pages) {
        Json documents = Json::array();
        for (const auto& certificate : page.certificates) {
            documents.push_back({{"document", certificate.document + 1},
                                 {"type", certificate.type},
                                 {"type_name", typeNameOf(call.station.models(), certificate.type, call.words())},
                                 {"certain", certificate.certain()},
                                 {"matches", matchesJson(certificate, call.words())}});
        }
        pages.push_back({{"page", page.page}, {"documents", documents}});
        if (!page.failure.empty()) pages.back()["failure"] = page.failure.in(call.words());
    }
    Json json{{"upload", upload},
              {"state", !state.failure.empty() ? "failed"
                        : state.read           ? "read"
                                               : "reading"},
              {"pages", pages}};
    if (!state.failure.empty()) json["failure"] = state.failure.in(call.words());
    return json;
}

ReturnState stateOf(const Call& call, const std::string& upload) {
    auto state = call.station.returns->find(upload);
    if (!state || state->account != call.actor().account)
        refuse("not-found", 404, "没有这份扫描件；请重新上传。", "There is no such scan; send it again.");
    return *std::move(state);
}

/// Reads every page and holds it against the cases; takes as long as that takes.
void matchAll(Station& station, const staff::Actor& actor, const std::string& upload, ReturnState state) {
    const auto readers = station.readers();
    const auto held = station.models().hold(station.today());
    try {
        intake::readFiles({state.file}, readers.place, readers.options, [&](const intake::PageOutcome& outcome) {
            ReturnedPage page{.page = outcome.number, .failure = outcome.failure, .certificates = {}};
            if (!outcome.failed()) page.certificates = station.desk().returns.match(actor, outcome.reading);
            state.pages.push_back(std::move(page));
            station.returns->set(upload, state);
        });
        state.read = true;
    } catch (const base::Error& error) {
        state.failure = error.sentence();
    } catch (const std::exception&) {
        state.failure = unexpectedProblem().said;
    }
    station.returns->set(upload, std::move(state));
}

std::filesystem::path uploadedFile(const Call& call, const std::string& upload) {
    if (upload.empty()) return {};
    const auto found = call.station.uploads.find(upload, call.actor().account);
    if (!found) refuse("not-found", 404, "没有这个上传。", "There is no such upload.");
    return call.station.uploads.fileOf(*found);
}

}  // namespace

Response beginReturn(const Call& call) {
    const Input input(call.request.body, {"upload"});
    const std::string upload = input.uuid("upload");
    (void)call.desk().returns.match(call.actor(), {});  // refused before anything is read
    if (const auto known = call.station.returns->find(upload); known && known->account == call.actor().account)
        return json(returnJson(call, upload, *known), 202);
    ReturnState state{.account = call.actor().account, .file = uploadedFile(call, upload), .failure = {}, .pages = {}};
    call.station.returns->set(upload, state);
    call.station.returns->later(
        [&station = call.station, actor = call.actor(), upload, state] { matchAll(station, actor, upload, state); });
    return json(returnJson(call, upload, state), 202);
}

Response getReturn(const Call& call) {
    const std::string upload = call.uuidAt("upload");
    return json(returnJson(call, upload, stateOf(call, upload)));
}

Response decideReturn(const Call& call) {
    const Input input(call.request.body, {"id", "page", "document", "decision", "case", "reason"});
    const auto state = stateOf(call, call.uuidAt("upload"));
    const auto decision = handoff::returnDecisionNamed(input.text("decision"));
    if (!decision) refuseInput("没有这种决定。", "There is no such decision.");
    const int page = input.number("page", 1, 10'000), document = input.number("document", 1, 1'000);
    const desk::CertificateCandidates* certificate = nullptr;
    for (const auto& one : state.pages)
        for (const auto& candidate : one.certificates)
            if (one.page == page && candidate.document == document - 1) certificate = &candidate;
    if (certificate == nullptr)
        refuse("not-found", 404, "这一页上没有这份证照。", "There is no such certificate on the page.");
    const auto answer = call.desk().returns.decide(call.actor(), {.id = base::EventId(input.uuid("id")),
                                                                  .file = state.file,
                                                                  .page = page,
                                                                  .certificate = *certificate,
                                                                  .decision = *decision,
                                                                  .caseKey = input.has("case") ? input.key("case") : "",
                                                                  .reason = input.textOr("reason")});
    if (!answer.problem.empty()) refuse("not-confirmed", 409, answer.problem);
    return json({{"case_number", answer.caseNumber}});
}

Response findWaiting(const Call& call) {
    const int least = call.askedNumber("overdue_days", 0, 0, 10'000);
    const auto most = static_cast<std::size_t>(call.askedNumber("limit", 50, 1, 200));
    std::map<std::string, base::Instant> since;
    for (const auto& one : call.desk().pickups.overdue(call.actor(), least)) since[one.waiting.id.text()] = one.since;
    std::vector<Json> waiting;
    call.desk().finding.find(
        call.actor(),
        {.text = base::trimmed(call.asked("q")),
         .statuses = {handoff::CaseStatus::AwaitingPickup},
         .office = {},
         .item = {},
         .desk = {},
         .courier = {},
         .collectedBy = {}},
        [&](const desk::FoundCase& found) {
            const auto at = since.find(found.record.id.text());
            if (least > 0 && at == since.end()) return true;
            Json things = Json::array();
            for (const auto& thing : found.things)
                things.push_back(thingJson(call.station.models(), thing, call.words()));
            const bool known = at != since.end();
            waiting.push_back({{"case", caseRowJson(call.station, found, call.words())},
                               {"things", things},
                               {"since", known ? base::isoDate(base::dayOf(at->second)) : ""},
                               {"days", known ? base::daysBetween(base::dayOf(at->second), call.station.today()) : 0}});
            return true;
        });
    std::ranges::stable_sort(waiting,
                             [](const Json& a, const Json& b) { return a["days"].get<int>() > b["days"].get<int>(); });
    if (waiting.size() > most) waiting.resize(most);
    return json({{"waiting", waiting}});
}

Response pickUp(const Call& call) {
    const Input input(call.request.body, {"id", "cases", "way", "person", "relation", "postal_number", "waiver",
                                          "authorization", "signature", "photo"});
    const Input person(input.object("person"), {"name", "id_number"});
    const auto way = handoff::pickupWayNamed(input.text("way"));
    if (!way) refuseInput("没有这种领取方式。", "There is no such way to collect.");
    const auto keys = input.texts("cases");
    for (const auto& key : keys)
        if (!canBeKey(key)) refuseInput("办件编号不对。", "A case's number is none.");
    const auto readers = call.station.readers();
    const auto answer =
        call.desk().pickups.pickUp(call.actor(),
                                   {.id = base::EventId(input.uuid("id")),
                                    .cases = keys,
                                    .way = *way,
                                    .person = {.name = person.text("name"), .idNumber = person.textOr("id_number")},
                                    .relation = input.textOr("relation"),
                                    .postalNumber = input.textOr("postal_number"),
                                    .waiver = input.textOr("waiver"),
                                    .authorization = uploadedFile(call, input.uuidOr("authorization")),
                                    .signature = uploadedFile(call, input.uuidOr("signature")),
                                    .photo = uploadedFile(call, input.uuidOr("photo"))},
                                   &readers);
    if (!answer.outcome.recorded())
        throw Refused({.name = "not-handed-over",
                       .status = 409,
                       .said = base::joined(answer.outcome.problems, base::Sentence("；")),
                       .sentences = answer.outcome.problems});
    return json({{"case_number", answer.record.number}, {"status", handoff::nameOf(answer.record.status)}});
}

Response undoPickup(const Call& call) {
    const auto key = call.keyAt("key");
    const auto decided =
        call.desk().pickups.undo(call.actor(), key, Input(call.request.body, {"reason"}).text("reason"));
    if (!decided.recorded()) refuse("not-undone", 409, decided.problem);
    return json(caseDetailJson(call, key));
}

}  // namespace daiban::web
