#include "web/endpoints/Handoffs.h"

#include <chrono>
#include <sstream>

#include "desk/OfficeNames.h"
#include "handoff/Party.h"
#include "web/FieldNames.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

std::string partyName(const Call& call, const std::string& party) {
    return handoff::isCourier(party) ? handoff::wordsFor(party).in(call.words())
                                     : call.station.models().officeName(party);
}

Json rowJson(const Call& call, const store::HandoffRecord& record) {
    const auto& handoff = record.handoff;
    Json row{{"key", handoff.id.text()},
             {"number", handoff.number},
             {"from", handoff.from},
             {"from_name", partyName(call, handoff.from)},
             {"to", handoff.to},
             {"to_name", partyName(call, handoff.to)},
             {"courier", handoff.courier},
             {"courier_name", handoff.courier.empty() ? "" : call.desk().tracking.personOf(handoff.courier)},
             {"sheet", record.sheetToken},
             {"state", handoff::nameOf(handoff.state)},
             {"opened", moment(record.openedAt)},
             {"opened_by", record.openedBy},
             {"closed", record.closedAt ? moment(*record.closedAt) : ""}};
    if (!handoff.outside.empty()) row["outside"] = handoff.outside;
    return row;
}

Json labelJson(const desk::SeenLabel& label) {
    return {{"thing", label.thing}, {"short_number", label.shortNumber}, {"kind", label.kind}};
}

Json signaturesJson(const Call& call, const std::vector<desk::SignedSheet>& signatures) {
    Json all = Json::array();
    for (const auto& [signature, name, party] : signatures)
        all.push_back({{"id", signature.id.text()},
                       {"side", handoff::nameOf(signature.side)},
                       {"account", signature.actor},
                       {"name", name},
                       {"party", party},
                       {"party_name", partyName(call, party)},
                       {"at", moment(signature.senderTime)},
                       {"recorded", moment(signature.recordedAt)}});
    return all;
}

Json handoffJson(const Call& call, const std::string& key) {
    const auto view = call.desk().handoffs.show(call.actor(), key);
    Json lines = Json::array(), counts = Json::object();
    for (std::size_t i = 0; i < view.report.lines.size(); ++i) {
        const auto& line = view.report.lines[i];
        const std::string state(handoff::nameOf(line.state));
        counts[state] = counts.value(state, 0) + 1;
        Json bySides = Json::array();
        for (const auto& [side, words] :
             {std::pair(handoff::Side::Giver, view.said[i].giver), {handoff::Side::Receiver, view.said[i].receiver}})
            if (words)
                bySides.push_back({{"side", handoff::nameOf(side)},
                                   {"verdict", handoff::nameOf(words->verdict)},
                                   {"at", moment(words->at)}});
        lines.push_back({{"thing", line.thing},
                         {"short_number", view.shortNumbers[i]},
                         {"kind", view.kinds[i]},
                         {"said", bySides},
                         {"state", state},
                         {"word", said(handoff::chineseNameOf(line.state), call.words())},
                         {"reason", line.reason},
                         {"alarm", line.suspicious()},
                         {"settled", line.settled}});
    }
    Json planned = Json::array();
    for (const auto& label : view.planned) planned.push_back(labelJson(label));
    return {{"row", rowJson(call, view.record)},
            {"planned", planned},
            {"signatures", signaturesJson(call, view.signatures)},
            {"summary", view.report.summary().in(call.words())},
            {"counts", counts},
            {"differences", view.report.differences()},
            {"lines", lines}};
}

Json scannedJson(const Call& call, const std::vector<desk::ScannedThing>& scanned) {
    Json all = Json::array();
    for (const auto& one : scanned)
        all.push_back(
            {{"thing", one.thing},
             {"short_number", one.shortNumber},
             {"kind", one.kind},
             {"outcome", handoff::nameOf(one.recorded.outcome.kind)},
             {"sentence", namingOffices(one.recorded.outcome.sentence, call.station.models()).in(call.words())},
             {"new", one.recorded.wasNew}});
    return all;
}

desk::Scan scanFrom(const Input& input) {
    const auto side = handoff::sideNamed(input.text("side"));
    const auto verdict = handoff::verdictNamed(input.text("verdict"));
    if (!side || !verdict) refuseInput("side 或 verdict 不认识。", "Side or verdict is not known.");
    return {
        .id = base::EventId(input.uuid("id")), .side = *side, .verdict = *verdict, .reason = input.textOr("reason")};
}

/// RFC 3339 with Z.
base::Instant momentFrom(const Input& input, std::string_view name) {
    const std::string text = input.text(name);
    int year = 0, month = 0, day = 0, hour = 0, minute = 0;
    double second = 0;
    char z = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%lf%c", &year, &month, &day, &hour, &minute, &second, &z) != 7 ||
        z != 'Z' || hour > 23 || minute > 59 || second < 0 || second >= 61)
        refuse("bad-input", 400, base::Sentence("“{}”应为时刻。", fieldWord(name)));
    const base::Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                          std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) refuseInput("没有这一天。", "There is no such day.");
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           std::chrono::milliseconds(static_cast<std::int64_t>(second * 1000));
}

base::Sentence wordOf(const store::Discrepancy& one) {
    if (!one.labelAlarm.empty()) return base::Sentence("标签密钥已作废");
    return base::word(handoff::isAlarm(one.doubt) ? handoff::chineseNameOf(one.doubt)
                                                  : handoff::chineseNameOf(one.state));
}

}  // namespace

Response findHandoffs(const Call& call) {
    store::HandoffFilter filter{.cursor = call.asked("cursor"), .limit = call.askedNumber("limit", 50, 1, 200)};
    const std::string state = call.asked("state");
    if (state == "open") filter.state = handoff::HandoffState::Open;
    if (state == "closed") filter.state = handoff::HandoffState::Closed;
    const auto list = call.desk().handoffs.list(call.actor(), filter);
    Json handoffs = Json::array();
    for (const auto& record : list.handoffs) handoffs.push_back(rowJson(call, record));
    return json({{"handoffs", handoffs}, {"next", list.nextCursor}});
}

Response findCouriers(const Call& call) {
    Json all = Json::array();
    for (const auto& courier : call.desk().handoffs.couriers(call.actor(), call.asked("from"), call.asked("to")))
        all.push_back({{"account", courier.account},
                       {"name", courier.name},
                       {"office", courier.office},
                       {"office_name", call.station.models().officeName(courier.office)}});
    return json({{"couriers", all}});
}

Response openHandoff(const Call& call) {
    const Input input(call.request.body, {"id", "from", "to", "courier", "outside"});
    const auto record = call.desk().handoffs.open(call.actor(), {.id = base::HandoffId(input.uuid("id")),
                                                                 .from = input.text("from"),
                                                                 .to = input.text("to"),
                                                                 .courier = input.textOr("courier"),
                                                                 .outside = input.textOr("outside")});
    return json(handoffJson(call, record.handoff.id.text()), 201);
}

Response getHandoff(const Call& call) {
    return json(handoffJson(call, call.keyAt("key")));
}

Response scanOnHandoff(const Call& call) {
    const Input input(call.request.body, {"id", "given", "side", "verdict", "reason"});
    const desk::Scan scan = scanFrom(input);
    if (scan.verdict == handoff::Verdict::Undone)
        refuseInput("side 或 verdict 不认识。", "Side or verdict is not known.");
    const auto scanned = call.desk().handoffs.scan(call.actor(), call.keyAt("key"), input.key("given"), scan);
    return json({{"scans", scannedJson(call, scanned)}});
}

Response sendOfflineScans(const Call& call) {
    const Input input(call.request.body, {"device", "events"});
    const std::string device = input.text("device");
    Json answers = Json::array();
    for (auto& event : input.objects("events", 500)) {
        const Input one(event, {"id", "number", "given", "side", "verdict", "reason", "at", "undoes"});
        desk::Scan scan = scanFrom(one);
        if (scan.verdict == handoff::Verdict::Undone) scan.undoes = base::EventId(one.uuid("undoes"));
        scan.order = handoff::SenderOrder{.device = device, .number = one.number("number", 1, 1'000'000'000)};
        scan.senderTime = momentFrom(one, "at");
        Json answer{{"id", scan.id.text()}, {"scans", Json::array()}};
        try {
            answer["scans"] =
                scannedJson(call, call.desk().handoffs.scan(call.actor(), call.keyAt("key"), one.key("given"), scan));
        } catch (const base::Error& error) {
            if (error.kind() == base::ErrorKind::StorageFailed) throw;  // send all of it again
            answer["problem"] = error.what();
        }
        answers.push_back(std::move(answer));
    }
    return json({{"answers", answers}, {"handoff", handoffJson(call, call.keyAt("key"))}});
}

Response readLabelPicture(const Call& call) {
    const Input input(call.request.body, {"upload"});
    const auto found = call.station.uploads.find(input.uuid("upload"), call.actor().account);
    if (!found) refuse("not-found", 404, "没有这个上传。", "There is no such upload.");
    Json labels = Json::array();
    for (const auto& label : call.desk().handoffs.labelsOn(call.actor(), call.station.uploads.fileOf(*found)))
        labels.push_back(labelJson(label));
    return json({{"labels", labels}});
}

Response undoScan(const Call& call) {
    const Input input(call.request.body, {"event", "reason"});
    (void)call.desk().handoffs.undo(call.actor(), call.keyAt("key"), base::EventId(input.uuid("event")),
                                    input.text("reason"));
    return json(handoffJson(call, call.keyAt("key")));
}

Response signHandoff(const Call& call) {
    const Input input(call.request.body, {"id", "side", "upload", "at"});
    const auto side = handoff::sideNamed(input.text("side"));
    if (!side) refuseInput("side 不认识。", "Side is not known.");
    const std::string upload = input.uuid("upload");
    auto& uploads = call.station.uploads;
    const auto found = uploads.find(upload, call.actor().account);
    if (!found) {
        // Sent again when its picture is kept already: the answer that was lost.
        auto shown = handoffJson(call, call.keyAt("key"));
        for (const auto& one : shown["signatures"])
            if (one["id"] == input.uuid("id") && one["account"] == call.actor().account) return json(shown);
        refuse("not-found", 404, "没有这个上传。", "There is no such upload.");
    }
    const auto decided = call.desk().handoffs.sign(call.actor(), call.keyAt("key"),
                                                   {.id = base::EventId(input.uuid("id")),
                                                    .side = *side,
                                                    .picture = uploads.fileOf(*found),
                                                    .senderTime = momentFrom(input, "at")});
    uploads.drop(upload, call.actor().account);  // kept, or refused for good: it lies nowhere else
    if (!decided.recorded()) refuse("not-allowed-now", 409, decided.problem);
    return json(handoffJson(call, call.keyAt("key")), decided.wasNew ? 201 : 200);
}

Response getHandoffSignature(const Call& call) {
    return file(
        "image/png",
        call.desk().handoffs.signaturePicture(call.actor(), call.keyAt("key"), base::EventId(call.uuidAt("signature"))),
        "private, no-store");
}

Response closeHandoff(const Call& call) {
    const bool accepted = Input(call.request.body, {"accept_differences"}).flag("accept_differences");
    const auto closed = call.desk().handoffs.close(
        call.actor(), call.keyAt("key"), accepted ? handoff::Differences::Accepted : handoff::Differences::NotAllowed);
    if (closed.decision.kind == handoff::CloseDecision::Kind::HasDifferences)
        refuse("has-differences", 409, closed.decision.sentence);
    return json(handoffJson(call, call.keyAt("key")));
}

Response getHandoffSheet(const Call& call) {
    const std::string kind = call.asked("kind") == "return-handover" ? "return-handover" : "handover";
    return file("application/pdf", call.desk().papers.ofHandoff(call.actor(), call.keyAt("key"), kind),
                "private, no-store");
}

Response getDiscrepancies(const Call& call) {
    Json all = Json::array();
    for (const auto& one : call.desk().handoffs.discrepancies(call.actor(), call.asked("alarms") == "true")) {
        Json row{{"handoff", one.handoff.text()},
                 {"number", one.number},
                 {"from", one.from},
                 {"to", one.to},
                 {"thing", one.thing},
                 {"short_number", one.shortNumber},
                 {"desk", one.desk},
                 {"state", handoff::nameOf(one.state)},
                 {"word", wordOf(one).in(call.words())},
                 {"alarm", !one.labelAlarm.empty() || handoff::isAlarm(one.doubt)}};
        if (!one.labelAlarm.empty()) row["label_alarm"] = one.labelAlarm.text();
        all.push_back(std::move(row));
    }
    return json({{"discrepancies", all}});
}

Response closeLabelAlarm(const Call& call) {
    call.desk().handoffs.closeLabelAlarm(call.actor(), base::EventId(call.uuidAt("alarm")),
                                         Input(call.request.body, {"reason"}).text("reason"));
    return json({{"recorded", true}});
}

Response settle(const Call& call) {
    const Input input(call.request.body, {"id", "thing", "handoff", "kind", "party", "reason"});
    const auto kind = handoff::settlementKindNamed(input.text("kind"));
    if (!kind) refuseInput("没有这种处理方式。", "There is no such way to settle.");
    const auto decided =
        call.desk().handoffs.settle(call.actor(), {.id = base::EventId(input.uuid("id")),
                                                   .thing = input.key("thing"),
                                                   .handoff = input.has("handoff") ? input.key("handoff") : "",
                                                   .kind = *kind,
                                                   .party = input.textOr("party"),
                                                   .reason = input.text("reason")});
    if (!decided.recorded()) refuse("not-allowed-now", 409, decided.problem);
    return json({{"recorded", true}});
}

}  // namespace daiban::web
