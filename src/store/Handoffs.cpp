#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "store/StoreImpl.h"

// Handoffs: opened, found, closed. Their scans are in Custody.cpp.
namespace daiban::store {

namespace {

bool isSame(const NewHandoff& opened, const Row& stored) {
    return stored.text("from_office") == opened.from && stored.text("to_office") == opened.to &&
           stored.text("courier") == opened.courier && stored.text("outside") == opened.outside &&
           stored.text("sheet_token") == opened.sheetToken;
}

void checkHandoff(const NewHandoff& opened) {
    requireUuid(opened.id.text(), base::Sentence("handoff id"));
    if (!opened.sheetToken.empty()) requireTokenId(opened.sheetToken);
    const auto isCode = [](const std::string& code) {
        return !code.empty() && code.find_first_of("%_,") == std::string::npos;
    };
    if (!isCode(opened.from) || !isCode(opened.to) || opened.from == opened.to)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A handoff needs the codes of two different offices."));
}

void describe(Change& change, const handoff::Handoff& handoff) {
    change.detail("number", handoff.number);
    change.detail("from", handoff.from);
    change.detail("to", handoff.to);
}

void noteHowLinesStand(Database& database, Change& change, const base::HandoffId& handoff) {
    for (const Row& line : database.rows(sql("line.ofHandoff"), {{"handoff", handoff.text()}})) {
        database.run(sql("line.close"), {{"id", line.text("id")}, {"audit", change.sequenceValue()}});
        change.touched(Table::CustodyLine, line.text("id"));
    }
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
                    .closedAfter = row.number("closed_after"),
                    .sequence = row.number("sequence"),
                    .outside = row.text("outside")},
        .sheetToken = row.text("sheet_token"),
        .openedAt = row.time("opened_at"),
        .openedBy = row.text("opened_by"),
        .closedAt = {},
        .closedBy = row.text("closed_by"),
        .sequence = row.number("sequence")};
    if (!row.isNull("closed_at")) record.closedAt = row.time("closed_at");
    return record;
}

HandoffRecord handoffById(Database& database, const base::HandoffId& id) {
    const auto row = database.row(sql("row.handoff"), {{"id", id.text()}});
    if (!row) notFound(base::Sentence("handoff"));
    return handoffFrom(*row);
}

OpenedHandoff Store::openHandoff(const NewHandoff& opened) {
    checkHandoff(opened);
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("handoff.opened", opened.actor);
    if (const auto row = impl_->database.row(sql("row.handoff"), {{"id", opened.id.text()}})) {
        if (!isSame(opened, *row)) refuseOtherContent(base::Sentence("handoff"));
        return {row->text("number"), row->number("sequence"), false};
    }
    if (!opened.sheetToken.empty() && impl_->database.row(sql("handoff.bySheet"), {{"sheet_token", opened.sheetToken}}))
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("This sheet label is on another handoff; print a new one."));
    const std::string number = nextNumber(impl_->database, "H", change.at());
    impl_->database.run(sql("handoff.add"), {{"id", opened.id.text()},
                                             {"number", number},
                                             {"from_office", opened.from},
                                             {"to_office", opened.to},
                                             {"courier", opened.courier},
                                             {"outside", nullIfEmpty(opened.outside)},
                                             {"sheet_token", nullIfEmpty(opened.sheetToken)},
                                             {"state", std::string(nameOf(handoff::HandoffState::Open))},
                                             {"opened_at", change.atValue()},
                                             {"opened_by", opened.actor.account},
                                             {"sequence", change.sequenceValue()}});
    change.touched(Table::Handoff, opened.id.text());
    change.isAbout(opened.id.text());
    describe(change, {.id = {}, .number = number, .from = opened.from, .to = opened.to, .courier = {}});
    if (!opened.outside.empty()) change.detail("outside", opened.outside);
    change.commit();
    return {number, change.sequence(), true};
}

std::optional<HandoffRecord> Store::findHandoff(std::string_view key) const {
    const Snapshot snapshot = impl_->read();
    auto row = snapshot->row(sql("row.handoff"), {{"id", base::trimmed(key)}});
    if (!row) row = snapshot->row(sql("handoff.byNumber"), {{"number", upperCase(key)}});
    if (!row) row = snapshot->row(sql("handoff.bySheet"), {{"sheet_token", upperCase(key)}});
    return row ? std::optional(handoffFrom(*row)) : std::nullopt;
}

HandoffList Store::listHandoffs(const HandoffFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    const std::int64_t limit = pageSize(filter.limit);
    const auto rows = snapshot->rows(sql("handoff.list"),
                                     {{"before", sequenceBefore(filter.cursor)},
                                      {"offices", listOrNull(filter.offices)},
                                      {"state", nullIfEmpty(std::string(filter.state ? nameOf(*filter.state) : ""))},
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

handoff::HandoffReport Store::reportOf(const base::HandoffId& handoff) const {
    const Snapshot snapshot = impl_->read();
    return reportFrom(*snapshot, handoffById(*snapshot, handoff).handoff);
}

ClosedHandoff Store::closeHandoff(const base::HandoffId& id, handoff::Differences differences,
                                  const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("handoff.closed", actor);
    const HandoffRecord record = handoffById(impl_->database, id);
    ClosedHandoff closed{{}, reportFrom(impl_->database, record.handoff)};
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
    noteHowLinesStand(impl_->database, change, id);
    reviewWaiting(impl_->database, change);
    closed.report = reportFrom(impl_->database, handoffById(impl_->database, id).handoff);
    change.commit();
    return closed;
}

}  // namespace daiban::store
