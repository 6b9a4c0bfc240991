#include <algorithm>
#include <map>

#include "base/Error.h"
#include "base/Json.h"
#include "handoff/Journey.h"
#include "store/StoreImpl.h"

// Scans, and what follows from them: where a thing is and how it stands on every handoff it was scanned on. Both are
// made anew from all scans of the thing with each of them (handoff::journeyOf).
namespace daiban::store {

namespace {

using handoff::CustodyEvent;
using handoff::Journey;
using handoff::LineState;
using handoff::OutcomeKind;
using handoff::RecordedEvent;
using handoff::Story;

std::string lineId(const base::HandoffId& handoff, const std::string& scanned) {
    return handoff.text() + "/" + scanned;
}

std::vector<RecordedEvent> eventsFrom(const std::vector<Row>& rows) {
    std::vector<RecordedEvent> events;
    for (const Row& row : rows) events.push_back(custodyFrom(row));
    return events;
}

/// What says something of its journey (RecordedEvent::counts), and where it could not be.
std::vector<RecordedEvent> eventsOfThing(Database& database, const std::string& scanned) {
    return eventsFrom(database.rows(sql("custody.ofThing"), {{"scanned", scanned}}));
}

bool isDismissed(Database& database, const base::HandoffId& handoff, const std::string& scanned) {
    const auto row = database.row(sql("row.custody_line"), {{"id", lineId(handoff, scanned)}});
    return row && row->text("settled") == nameOf(handoff::SettlementKind::Dismissed);
}

std::vector<handoff::Passage> passagesOf(Database& database, const std::string& scanned) {
    std::map<std::string, handoff::Passage> byHandoff;
    for (RecordedEvent& recorded : eventsOfThing(database, scanned)) {
        const base::HandoffId id = recorded.event.handoff;
        auto [entry, isNew] = byHandoff.try_emplace(id.text());
        if (isNew)
            entry->second = {.handoff = handoffById(database, id).handoff,
                             .events = {},
                             .dismissed = isDismissed(database, id, scanned)};
        entry->second.events.push_back(std::move(recorded));
    }
    std::vector<handoff::Passage> passages;
    for (auto& [id, passage] : byHandoff) passages.push_back(std::move(passage));
    return passages;
}

/// Rows from before anchors were kept: where its first journey began.
std::string oldAnchorOf(const Thing& thing, const std::vector<handoff::Passage>& passages) {
    const RecordedEvent* first = nullptr;
    std::string from = thing.whereabouts.desk;
    for (const auto& passage : passages)
        for (const auto& recorded : passage.events) {
            if (!recorded.counts || recorded.event.verdict != handoff::Verdict::SignedOut) continue;
            if (first != nullptr && first->event.sequence < recorded.event.sequence) continue;
            first = &recorded;
            from = passage.handoff.from;
        }
    return from;
}

Story storyOf(Database& database, const Thing& thing, const base::HandoffId& besides = {}) {
    Story story{.anchor = thing.anchor,
                .anchorSequence = thing.anchorSequence,
                .passages = passagesOf(database, thing.tokenId),
                .openRoutes = {}};
    if (story.anchor.empty()) story.anchor = oldAnchorOf(thing, story.passages);
    database.forEach(sql("handoff.openRoutes"),
                     {{"after", story.anchorSequence}, {"besides", besides.text()}, {"scanned", thing.tokenId}},
                     [&](const Row& row) {
                         story.openRoutes.push_back({row.text("from_office"), row.text("to_office")});
                     });
    return story;
}

void moveThing(Database& database, Change& change, const Thing& thing, const handoff::Whereabouts& to) {
    if (thing.whereabouts == to) return;
    database.run(sql("thing.move"), {{"id", thing.tokenId},
                                     {"desk", to.desk},
                                     {"in_transit_by", nullIfEmpty(to.inTransitBy.text())},
                                     {"courier", nullIfEmpty(to.courier)},
                                     {"audit", change.sequenceValue()}});
    change.touched(Table::Thing, thing.tokenId);
}

struct LineNow {
    base::HandoffId handoff;
    std::string scanned;
    std::optional<LineState> state;
    handoff::Doubt doubt = handoff::Doubt::None;
    std::string reason;
};

void writeLine(Database& database, Change& change, const LineNow& line) {
    const std::string id = lineId(line.handoff, line.scanned);
    const auto row = database.row(sql("row.custody_line"), {{"id", id}});
    if (!row && !line.state) return;
    // Undone to the last scan: the line stays and is no difference.
    const std::string state(nameOf(line.state.value_or(LineState::TakenBack)));
    Parameters values{{"id", id},
                      {"state", state},
                      {"doubt", std::string(nameOf(line.doubt))},
                      {"reason", line.reason},
                      {"audit", change.sequenceValue()}};
    if (!row) {
        values.emplace_back("handoff", line.handoff.text());
        values.emplace_back("scanned", line.scanned);
        database.run(sql("line.add"), values);
    } else {
        const bool same = row->text("state") == state && row->text("doubt") == nameOf(line.doubt) &&
                          row->text("reason") == line.reason;
        if (same) return;
        database.run(sql("line.change"), values);
    }
    change.touched(Table::CustodyLine, id);
}

/// A case circulates once its papers leave the counter where it was opened.
void stepCaseOf(Database& database, Change& change, const Thing& thing, const handoff::Whereabouts& now) {
    const CaseRecord opened = caseById(database, thing.caseId);
    const auto atCounter = [&](const handoff::Whereabouts& where) {
        return !where.inTransit() && where.desk == opened.office;
    };
    if (!atCounter(thing.whereabouts) || atCounter(now)) return;
    stepCase(database, change, opened,
             thing.kind == codes::TokenKind::Folder ? handoff::CaseStep::FolderSentOut
                                                    : handoff::CaseStep::CertificateSentOut);
}

/// Where the thing is and how it stands everywhere, by all its scans.
void refreshThing(Database& database, Change& change, const Thing& thing) {
    const Journey journey = journeyOf(storyOf(database, thing));
    moveThing(database, change, thing, journey.whereabouts);
    for (const auto& line : journey.lines)
        writeLine(database, change,
                  {.handoff = line.handoff,
                   .scanned = thing.tokenId,
                   .state = line.state(),
                   .doubt = line.doubt,
                   .reason = line.marks.reason});
    stepCaseOf(database, change, thing, journey.whereabouts);
}

void insertEvent(Database& database, Change& change, const CustodyEvent& event, const handoff::Outcome& outcome,
                 bool known) {
    database.run(sql("custody.add"), {{"id", event.id.text()},
                                      {"handoff", event.handoff.text()},
                                      {"scanned", event.thing},
                                      {"thing", known ? Value{event.thing} : Value{}},
                                      {"side", std::string(nameOf(event.side))},
                                      {"verdict", std::string(nameOf(event.verdict))},
                                      {"reason", event.reason},
                                      {"actor", event.actor.account},
                                      {"actor_office", nullIfEmpty(event.actor.office)},
                                      {"sender_time", timeValue(event.senderTime)},
                                      {"recorded_at", change.atValue()},
                                      {"outcome", std::string(nameOf(outcome.kind))},
                                      {"sentence", base::toStored(outcome.sentence)},
                                      {"device", event.order ? Value{event.order->device} : Value{}},
                                      {"device_number", event.order ? Value{event.order->number} : Value{}},
                                      {"undoes", nullIfEmpty(event.undoes.text())},
                                      {"counts", std::int64_t{outcome.counts ? 1 : 0}},
                                      {"sequence", change.sequenceValue()}});
    change.touched(Table::CustodyEvent, event.id.text());
    change.isAbout(event.id.text());
    change.detail("side", nameOf(event.side));
    change.detail("verdict", nameOf(event.verdict));
    change.detail("outcome", nameOf(outcome.kind));
}

/// A label nobody registered, on every handoff it was scanned on.
void writeUnknown(Database& database, Change& change, const std::string& scanned) {
    for (const RecordedEvent& recorded : eventsOfThing(database, scanned))
        if (recorded.outcome == OutcomeKind::Impossible)
            writeLine(database, change,
                      {.handoff = recorded.event.handoff,
                       .scanned = scanned,
                       .state = LineState::Impossible,
                       .doubt = handoff::Doubt::Copied,
                       .reason = {}});
}

/// Whether who scans has signed the other side of this handoff.
void noteSigners(Database& database, handoff::CustodyScene& scene, const CustodyEvent& event) {
    const auto other = otherSide(event.side);
    const std::string& actor = event.actor.account;
    if (hasSigned(database, scene.handoff.id, other, actor))
        (other == handoff::Side::Giver ? scene.giverAccounts : scene.receiverAccounts).push_back(actor);
}

/// The scan that is taken back, also one that never counted.
void noteUndone(Database& database, handoff::CustodyScene& scene, const CustodyEvent& event) {
    if (event.undoes.empty()) return;
    const auto isIt = [&](const RecordedEvent& recorded) { return recorded.event.id == event.undoes; };
    if (std::ranges::any_of(scene.earlier, isIt)) return;
    const auto row = database.row(sql("row.custody_event"), {{"id", event.undoes.text()}});
    if (row && row->text("handoff") == event.handoff.text() && row->text("scanned") == event.thing)
        scene.earlier.push_back(custodyFrom(*row));
}

handoff::CustodyScene sceneOf(Database& database, const CustodyEvent& event, const std::optional<Thing>& thing) {
    handoff::CustodyScene scene{.handoff = handoffById(database, event.handoff).handoff, .story = {}, .earlier = {}};
    if (thing) {
        scene.story = storyOf(database, *thing, event.handoff);
        for (const auto& passage : scene.story->passages)
            if (passage.handoff.id == event.handoff) scene.earlier = passage.events;
    } else {
        for (RecordedEvent& recorded : eventsOfThing(database, event.thing))
            if (recorded.event.handoff == event.handoff) scene.earlier.push_back(std::move(recorded));
    }
    noteUndone(database, scene, event);
    noteSigners(database, scene, event);
    return scene;
}

/// The sentence when somebody scans what is no thing but stands for things.
std::optional<base::Sentence> whatElseItIs(Database& database, const std::string& scanned) {
    if (const auto row = database.row(sql("handoff.bySheet"), {{"sheet_token", scanned}}))
        return base::Sentence("这是交接单 {} 自己的码，不是一件：整单签收请用整单扫描。", row->text("number"));
    if (database.row(sql("container.known"), {{"container", scanned}})->number("found") != 0)
        return base::Sentence("这是流转袋的码，不是一件：整袋签收请用整袋扫描。");
    return std::nullopt;
}

handoff::ReportLine reportLineFrom(const Row& row) {
    return {.thing = row.text("scanned"),
            .state = handoff::lineStateNamed(row.text("state")).value_or(LineState::Impossible),
            .reason = row.text("reason"),
            .atClose = handoff::lineStateNamed(row.text("at_close")),
            .doubt = handoff::doubtNamed(row.text("doubt")),
            .settled = row.text("settled_reason")};
}

void settleLine(Database& database, Change& change, const std::string& id, const handoff::Settlement& settlement) {
    database.run(sql("line.settle"), {{"id", id},
                                      {"settled", std::string(nameOf(settlement.kind))},
                                      {"reason", settlement.reason},
                                      {"actor", settlement.actor.account},
                                      {"at", change.atValue()},
                                      {"audit", change.sequenceValue()}});
    change.touched(Table::CustodyLine, id);
}

/// What a person says of where it is ends all that was open about it.
void settleAllLines(Database& database, Change& change, const handoff::Settlement& settlement) {
    for (const Row& row : database.rows(sql("line.ofThing"), {{"scanned", settlement.thing}})) {
        const auto state = handoff::lineStateNamed(row.text("state"));
        if (row.isNull("settled") && state && handoff::isDifference(*state))
            settleLine(database, change, row.text("id"), settlement);
    }
}

bool isSame(const handoff::Settlement& settlement, const Row& stored) {
    return stored.text("scanned") == settlement.thing && stored.text("handoff") == settlement.handoff.text() &&
           stored.text("kind") == nameOf(settlement.kind) && stored.text("party") == settlement.party &&
           stored.text("reason") == settlement.reason && stored.text("actor") == settlement.actor.account;
}

void insertSettlement(Database& database, Change& change, const handoff::Settlement& settlement) {
    database.run(sql("settlement.add"), {{"id", settlement.id.text()},
                                         {"scanned", settlement.thing},
                                         {"handoff", nullIfEmpty(settlement.handoff.text())},
                                         {"kind", std::string(nameOf(settlement.kind))},
                                         {"party", settlement.party},
                                         {"reason", settlement.reason},
                                         {"actor", settlement.actor.account},
                                         {"office", settlement.actor.office},
                                         {"recorded_at", change.atValue()},
                                         {"sequence", change.sequenceValue()}});
    change.touched(Table::CustodySettlement, settlement.id.text());
    change.isAbout(settlement.id.text());
    change.detail("kind", nameOf(settlement.kind));
    change.detail("party", settlement.party);
    change.detail("reason", settlement.reason);
}

std::optional<Thing> findThing(Database& database, const std::string& tokenId) {
    const auto row = database.row(sql("row.thing"), {{"id", tokenId}});
    return row ? std::optional(thingFrom(*row)) : std::nullopt;
}

}  // namespace

RecordedEvent custodyFrom(const Row& row) {
    RecordedEvent recorded{
        .event = {.id = base::EventId(row.text("id")),
                  .handoff = base::HandoffId(row.text("handoff")),
                  .thing = row.text("scanned"),
                  .side = handoff::sideNamed(row.text("side")).value_or(handoff::Side::Giver),
                  .verdict = handoff::verdictNamed(row.text("verdict")).value_or(handoff::Verdict::SignedOut),
                  .reason = row.text("reason"),
                  .actor = {.account = row.text("actor"), .office = row.text("actor_office"), .roles = {}},
                  .senderTime = row.time("sender_time"),
                  .sequence = row.number("sequence"),
                  .undoes = base::EventId(row.text("undoes"))},
        .outcome = handoff::outcomeKindNamed(row.text("outcome")).value_or(OutcomeKind::Refused),
        .sentence = base::sentenceFromStored(row.text("sentence"))};
    if (!row.isNull("device")) recorded.event.order = {row.text("device"), row.number("device_number")};
    const bool moved = recorded.outcome == OutcomeKind::Applied || recorded.outcome == OutcomeKind::Surplus;
    recorded.counts = row.isNull("counts") ? moved : row.number("counts") == 1;
    return recorded;
}

handoff::Side otherSide(handoff::Side side) {
    return side == handoff::Side::Giver ? handoff::Side::Receiver : handoff::Side::Giver;
}

bool hasSigned(Database& database, const base::HandoffId& handoff, handoff::Side side, const std::string& account) {
    return database
        .row(sql("custody.signed"),
             {{"handoff", handoff.text()}, {"side", std::string(nameOf(side))}, {"actor", account}})
        .has_value();
}

Thing thingById(Database& database, const std::string& tokenId) {
    auto thing = findThing(database, tokenId);
    if (!thing) notFound(base::Sentence("label"));
    return *thing;
}

handoff::HandoffReport reportFrom(Database& database, const handoff::Handoff& handoff) {
    std::vector<handoff::ReportLine> lines;
    for (const Row& row : database.rows(sql("line.ofHandoff"), {{"handoff", handoff.id.text()}}))
        lines.push_back(reportLineFrom(row));
    return handoff::reportOf(handoff, std::move(lines));
}

void placeThing(Database& database, Change& change, const Thing& thing, const std::string& party) {
    database.run(sql("thing.place"), {{"id", thing.tokenId}, {"desk", party}, {"audit", change.sequenceValue()}});
    change.touched(Table::Thing, thing.tokenId);
    refreshThing(database, change, thingById(database, thing.tokenId));
}

void takeOverOldScans(Database& database, const base::Clock& clock) {
    if (database.row(sql("line.any"))) return;
    if (database.rows(sql("custody.scannedBeforeLines")).empty()) return;
    Change change(database, clock, "custody.taken-over", {.account = "daiban"});
    if (database.row(sql("line.any"))) return;  // another process was here since
    for (const Row& row : database.rows(sql("custody.scannedBeforeLines"))) {
        const std::string scanned = row.text("scanned");
        const auto thing = findThing(database, scanned);
        if (!thing)
            writeUnknown(database, change, scanned);
        else if (thing->anchor.empty() && thing->whereabouts.desk == residentsHands)
            placeThing(database, change, *thing, std::string(residentsHands));  // its scans end before the pickup
        else
            refreshThing(database, change, *thing);
    }
    change.commit();
}

void reviewWaiting(Database& database, Change& change) {
    for (const Row& row : database.rows(sql("line.waiting")))
        if (const auto thing = findThing(database, row.text("scanned"))) refreshThing(database, change, *thing);
}

RecordedCustody Store::recordCustody(const CustodyEvent& event) {
    requireUuid(event.id.text(), base::Sentence("event id"));
    requireTokenId(event.thing);
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("custody.recorded", event.actor);
    const std::optional<Thing> thing = findThing(database, event.thing);
    if (const auto row = database.row(sql("row.custody_event"), {{"id", event.id.text()}})) {
        const RecordedEvent before = custodyFrom(*row);
        if (!before.event.saysTheSameAs(event)) refuseOtherContent(base::Sentence("scan"));
        const auto where = thing ? thing->whereabouts : handoff::Whereabouts{};
        return {{before.outcome, before.sentence, where, before.counts}, before.event.sequence, false};
    }
    if (auto sentence = whatElseItIs(database, event.thing))
        return {{OutcomeKind::Refused, std::move(*sentence), {}, false}, 0, false};

    const handoff::CustodyScene scene = sceneOf(database, event, thing);
    const auto outcome = handoff::apply(scene, event);
    insertEvent(database, change, event, outcome, thing.has_value());
    change.detail("number", scene.handoff.number);
    change.detail("from", scene.handoff.from);
    change.detail("to", scene.handoff.to);
    if (thing) {
        change.belongsTo(thing->caseId);
        change.detail("short_number", thing->shortNumber);
        refreshThing(database, change, *thing);
    } else if (outcome.kind == OutcomeKind::Impossible) {
        writeLine(database, change,
                  {.handoff = event.handoff,
                   .scanned = event.thing,
                   .state = LineState::Impossible,
                   .doubt = handoff::Doubt::Copied,
                   .reason = {}});
    }
    change.commit();
    return {outcome, change.sequence(), true};
}

std::vector<RecordedEvent> Store::custodyOf(const base::HandoffId& handoff) const {
    const Snapshot snapshot = impl_->read();
    return eventsFrom(snapshot->rows(sql("custody.ofHandoff"), {{"handoff", handoff.text()}}));
}

Decided Store::settle(const handoff::Settlement& settlement) {
    requireUuid(settlement.id.text(), base::Sentence("settlement id"));
    requireTokenId(settlement.thing);
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("custody.settled", settlement.actor);
    if (const auto row = database.row(sql("row.custody_settlement"), {{"id", settlement.id.text()}})) {
        if (!isSame(settlement, *row)) refuseOtherContent(base::Sentence("settlement"));
        return {{}, row->number("sequence"), false};
    }
    std::optional<handoff::Handoff> sheet;
    if (!settlement.handoff.empty()) sheet = handoffById(database, settlement.handoff).handoff;
    if (base::Sentence why = whyMayNotSettle(settlement, sheet); !why.empty()) return {std::move(why), 0, false};
    const std::optional<Thing> thing = findThing(database, settlement.thing);
    const bool places = settlement.kind == handoff::SettlementKind::Placed;
    if (places && !thing) notFound(base::Sentence("label"));
    const std::string line = lineId(settlement.handoff, settlement.thing);
    if (!places && !database.row(sql("row.custody_line"), {{"id", line}}))
        return {base::Sentence("这张交接单上没有这一件，没有什么可以了结。"), 0, false};

    insertSettlement(database, change, settlement);
    if (places)
        settleAllLines(database, change, settlement);
    else
        settleLine(database, change, line, settlement);
    if (thing) {
        change.belongsTo(thing->caseId);
        change.detail("short_number", thing->shortNumber);
        if (places)
            placeThing(database, change, *thing, settlement.party);
        else
            refreshThing(database, change, *thing);
    }
    change.commit();
    return {{}, change.sequence(), true};
}

std::vector<Discrepancy> Store::discrepancies(const DiscrepancyFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    std::vector<Discrepancy> open;
    if (filter.offices && filter.offices->empty()) return open;
    snapshot->forEach(sql("line.open"),
                      {{"offices", listOrNull(filter.offices)}, {"alarms", std::int64_t{filter.alarmsOnly ? 1 : 0}}},
                      [&](const Row& row) {
                          const handoff::ReportLine line = reportLineFrom(row);
                          open.push_back({.handoff = base::HandoffId(row.text("handoff")),
                                          .number = row.text("handoff_number"),
                                          .from = row.text("from_office"),
                                          .to = row.text("to_office"),
                                          .thing = line.thing,
                                          .shortNumber = row.text("short_number"),
                                          .desk = row.text("thing_desk"),
                                          .state = line.state,
                                          .doubt = line.doubt,
                                          .sequence = row.number("sequence")});
                      });
    addLabelAlarms(*snapshot, filter, open);
    return open;
}

}  // namespace daiban::store
