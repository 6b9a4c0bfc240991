#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "store/StoreImpl.h"

// Handoffs and custody.
namespace daiban::store {

namespace {

using handoff::CustodyEvent;
using handoff::OutcomeKind;
using handoff::RecordedEvent;

bool isSame(const NewHandoff& opened, const Row& stored) {
    return stored.text("from_office") == opened.from && stored.text("to_office") == opened.to &&
           stored.text("courier") == opened.courier && stored.text("sheet_token") == opened.sheetToken;
}

void checkHandoff(const NewHandoff& opened) {
    requireUuid(opened.id.text(), "handoff id");
    if (!opened.sheetToken.empty()) requireTokenId(opened.sheetToken);
    const auto isCode = [](const std::string& code) {
        return !code.empty() && code.find_first_of("%_,") == std::string::npos;
    };
    if (!isCode(opened.from) || !isCode(opened.to) || opened.from == opened.to)
        throw base::Error(base::ErrorKind::BadArguments, "A handoff needs the codes of two different offices.");
}

HandoffRecord handoffById(Database& database, const base::HandoffId& id) {
    const auto row = database.row(sql("row.handoff"), {{"id", id.text()}});
    if (!row) notFound("handoff");
    return handoffFrom(*row);
}

std::vector<RecordedEvent> eventsFrom(const std::vector<Row>& rows) {
    std::vector<RecordedEvent> events;
    for (const Row& row : rows) events.push_back(custodyFrom(row));
    return events;
}

std::vector<RecordedEvent> eventsOf(Database& database, const base::HandoffId& handoff) {
    return eventsFrom(database.rows(sql("custody.ofHandoff"), {{"handoff", handoff.text()}}));
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
                                      {"sender_time", timeValue(event.senderTime)},
                                      {"recorded_at", change.atValue()},
                                      {"outcome", std::string(nameOf(outcome.kind))},
                                      {"sentence", outcome.sentence},
                                      {"sequence", change.sequenceValue()}});
    change.touched(Table::CustodyEvent, event.id.text());
    change.isAbout(event.id.text());
    change.detail("side", nameOf(event.side));
    change.detail("verdict", nameOf(event.verdict));
    change.detail("outcome", nameOf(outcome.kind));
}

void moveThing(Database& database, Change& change, const Thing& thing, const handoff::Whereabouts& to) {
    if (thing.whereabouts == to) return;
    database.run(sql("thing.move"), {{"id", thing.tokenId},
                                     {"desk", to.desk},
                                     {"in_transit_by", nullIfEmpty(to.inTransitBy.text())},
                                     {"audit", change.sequenceValue()}});
    change.touched(Table::Thing, thing.tokenId);
}

/// A case circulates once its papers leave the counter where it was opened.
void stepCaseOf(Database& database, Change& change, const Thing& thing, const CustodyEvent& event,
                const handoff::Handoff& handoff) {
    const CaseRecord opened = caseById(database, thing.caseId);
    if (event.verdict != handoff::Verdict::SignedOut || handoff.from != opened.office) return;
    stepCase(database, change, opened,
             thing.kind == codes::TokenKind::Folder ? handoff::CaseStep::FolderSentOut
                                                    : handoff::CaseStep::CertificateSentOut);
}

void describe(Change& change, const handoff::Handoff& handoff) {
    change.detail("number", handoff.number);
    change.detail("from", handoff.from);
    change.detail("to", handoff.to);
}

}  // namespace

HandoffRecord handoffFrom(const Row& row) {
    HandoffRecord record{
        .handoff = {.id = base::HandoffId(row.text("id")),
                    .number = row.text("number"),
                    .from = row.text("from_office"),
                    .to = row.text("to_office"),
                    .courier = row.text("courier"),
                    .state = row.text("state") == nameOf(handoff::HandoffState::Open) ? handoff::HandoffState::Open
                                                                                      : handoff::HandoffState::Closed,
                    .closedAfter = row.number("closed_after")},
        .sheetToken = row.text("sheet_token"),
        .openedAt = row.time("opened_at"),
        .openedBy = row.text("opened_by"),
        .closedAt = {},
        .closedBy = row.text("closed_by"),
        .sequence = row.number("sequence")};
    if (!row.isNull("closed_at")) record.closedAt = row.time("closed_at");
    return record;
}

RecordedEvent custodyFrom(const Row& row) {
    return {.event = {.id = base::EventId(row.text("id")),
                      .handoff = base::HandoffId(row.text("handoff")),
                      .thing = row.text("scanned"),
                      .side = handoff::sideNamed(row.text("side")).value_or(handoff::Side::Giver),
                      .verdict = handoff::verdictNamed(row.text("verdict")).value_or(handoff::Verdict::SignedOut),
                      .reason = row.text("reason"),
                      .actor = {.account = row.text("actor")},
                      .senderTime = row.time("sender_time"),
                      .sequence = row.number("sequence")},
            .outcome = handoff::outcomeKindNamed(row.text("outcome")).value_or(OutcomeKind::Refused),
            .sentence = row.text("sentence")};
}

OpenedHandoff Store::openHandoff(const NewHandoff& opened) {
    checkHandoff(opened);
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("handoff.opened", opened.actor);
    if (const auto row = impl_->database.row(sql("row.handoff"), {{"id", opened.id.text()}})) {
        if (!isSame(opened, *row)) refuseOtherContent("handoff");
        return {row->text("number"), row->number("sequence"), false};
    }
    if (!opened.sheetToken.empty() && impl_->database.row(sql("handoff.bySheet"), {{"sheet_token", opened.sheetToken}}))
        throw base::Error(base::ErrorKind::BadArguments, "This sheet label is on another handoff; print a new one.");
    const std::string number = nextNumber(impl_->database, "H", change.at());
    impl_->database.run(sql("handoff.add"), {{"id", opened.id.text()},
                                             {"number", number},
                                             {"from_office", opened.from},
                                             {"to_office", opened.to},
                                             {"courier", opened.courier},
                                             {"sheet_token", nullIfEmpty(opened.sheetToken)},
                                             {"state", std::string(nameOf(handoff::HandoffState::Open))},
                                             {"opened_at", change.atValue()},
                                             {"opened_by", opened.actor.account},
                                             {"sequence", change.sequenceValue()}});
    change.touched(Table::Handoff, opened.id.text());
    change.isAbout(opened.id.text());
    describe(change, {.id = {}, .number = number, .from = opened.from, .to = opened.to, .courier = {}});
    change.commit();
    return {number, change.sequence(), true};
}

std::optional<HandoffRecord> Store::findHandoff(std::string_view key) const {
    const std::lock_guard lock(impl_->mutex);
    auto row = impl_->database.row(sql("row.handoff"), {{"id", base::trimmed(key)}});
    if (!row) row = impl_->database.row(sql("handoff.byNumber"), {{"number", upperCase(key)}});
    if (!row) row = impl_->database.row(sql("handoff.bySheet"), {{"sheet_token", upperCase(key)}});
    return row ? std::optional(handoffFrom(*row)) : std::nullopt;
}

HandoffList Store::listHandoffs(const HandoffFilter& filter) const {
    const std::lock_guard lock(impl_->mutex);
    const std::int64_t limit = pageSize(filter.limit);
    const auto rows =
        impl_->database.rows(sql("handoff.list"), {{"before", sequenceBefore(filter.cursor)},
                                                   {"offices", wordList(filter.offices)},
                                                   {"state", std::string(filter.state ? nameOf(*filter.state) : "")},
                                                   {"most", limit + 1}});
    HandoffList list;
    for (const Row& row : rows) {
        if (static_cast<std::int64_t>(list.handoffs.size()) == limit) {
            list.nextCursor = std::to_string(list.handoffs.back().sequence);
            break;
        }
        list.handoffs.push_back(handoffFrom(row));
    }
    return list;
}

RecordedCustody Store::recordCustody(const CustodyEvent& event) {
    requireUuid(event.id.text(), "event id");
    requireTokenId(event.thing);
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("custody.recorded", event.actor);
    std::optional<Thing> thing;
    if (const auto row = database.row(sql("row.thing"), {{"id", event.thing}})) thing = thingFrom(*row);
    const auto whereabouts = thing ? std::optional(thing->whereabouts) : std::nullopt;
    if (const auto row = database.row(sql("row.custody_event"), {{"id", event.id.text()}})) {
        const RecordedEvent before = custodyFrom(*row);
        if (!before.event.saysTheSameAs(event)) refuseOtherContent("scan");
        return {{before.outcome, before.sentence, whereabouts.value_or(handoff::Whereabouts{})},
                before.event.sequence,
                false};
    }

    const HandoffRecord record = handoffById(database, event.handoff);
    const auto earlier = eventsFrom(
        database.rows(sql("custody.ofThingInHandoff"), {{"handoff", event.handoff.text()}, {"scanned", event.thing}}));
    const auto outcome =
        handoff::apply({.handoff = record.handoff, .whereabouts = whereabouts, .earlier = earlier}, event);
    insertEvent(database, change, event, outcome, thing.has_value());
    describe(change, record.handoff);
    if (thing) {
        change.belongsTo(thing->caseId);
        change.detail("short_number", thing->shortNumber);
    }
    if (thing && outcome.kind == OutcomeKind::Applied) {
        moveThing(database, change, *thing, outcome.whereabouts);
        stepCaseOf(database, change, *thing, event, record.handoff);
    }
    change.commit();
    return {outcome, change.sequence(), true};
}

std::vector<RecordedEvent> Store::custodyOf(const base::HandoffId& handoff) const {
    const std::lock_guard lock(impl_->mutex);
    return eventsOf(impl_->database, handoff);
}

handoff::HandoffReport Store::reportOf(const base::HandoffId& handoff) const {
    const std::lock_guard lock(impl_->mutex);
    const Transaction snapshot(impl_->database, Access::Read);
    return handoff::reportOf(handoffById(impl_->database, handoff).handoff, eventsOf(impl_->database, handoff));
}

ClosedHandoff Store::closeHandoff(const base::HandoffId& id, handoff::Differences differences,
                                  const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("handoff.closed", actor);
    const HandoffRecord record = handoffById(impl_->database, id);
    const auto events = eventsOf(impl_->database, id);
    ClosedHandoff closed{{}, handoff::reportOf(record.handoff, events)};
    closed.decision = handoff::mayClose(record.handoff, closed.report, differences);
    if (closed.decision.kind != handoff::CloseDecision::Kind::Closes) return closed;

    impl_->database.run(sql("handoff.close"), {{"id", id.text()},
                                               {"state", std::string(nameOf(handoff::HandoffState::Closed))},
                                               {"closed_at", change.atValue()},
                                               {"closed_by", actor.account},
                                               {"audit", change.sequenceValue()}});
    change.touched(Table::Handoff, id.text());
    change.isAbout(id.text());
    describe(change, record.handoff);
    change.detail("differences", closed.report.differences());
    closed.report = handoff::reportOf(handoffById(impl_->database, id).handoff, events);
    change.commit();
    return closed;
}

}  // namespace daiban::store
