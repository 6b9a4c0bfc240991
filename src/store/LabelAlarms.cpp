#include <algorithm>

#include "base/Error.h"
#include "store/StoreImpl.h"

// Labels of withdrawn keys that somebody held out: alarms that a person closes.
namespace daiban::store {

bool Store::raiseLabelAlarm(const NewLabelAlarm& alarm) {
    requireUuid(alarm.id.text(), base::Sentence("event id"));
    requireTokenId(alarm.scanned);
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("label.alarm-raised", alarm.actor);
    if (database.row(sql("row.label_alarm"), {{"id", alarm.id.text()}})) return false;
    if (database.row(sql("alarm.same"),
                     {{"scanned", alarm.scanned}, {"handoff", alarm.handoff.text()}, {"office", alarm.actor.office}}))
        return false;
    database.run(sql("alarm.add"), {{"id", alarm.id.text()},
                                    {"scanned", alarm.scanned},
                                    {"label_key", std::string(1, alarm.key)},
                                    {"withdrawn", alarm.withdrawn},
                                    {"handoff", nullIfEmpty(alarm.handoff.text())},
                                    {"office", alarm.actor.office},
                                    {"raised_by", alarm.actor.account},
                                    {"raised_at", change.atValue()},
                                    {"sequence", change.sequenceValue()}});
    change.touched(Table::LabelAlarm, alarm.id.text());
    change.isAbout(alarm.id.text());
    change.detail("key", std::string(1, alarm.key));
    if (const auto thing = database.row(sql("row.thing"), {{"id", alarm.scanned}})) {
        change.belongsTo(base::CaseId(thing->text("case_id")));
        change.detail("short_number", thing->text("short_number"));
    }
    change.commit();
    return true;
}

void addLabelAlarms(Database& database, const DiscrepancyFilter& filter, std::vector<Discrepancy>& open) {
    database.forEach(sql("alarm.open"), {{"offices", listOrNull(filter.offices)}}, [&](const Row& row) {
        const bool onHandoff = !row.isNull("handoff");
        open.push_back({.handoff = base::HandoffId(row.text("handoff")),
                        .number = row.text("handoff_number"),
                        .from = onHandoff ? row.text("from_office") : row.text("office"),
                        .to = row.text("to_office"),
                        .thing = row.text("scanned"),
                        .shortNumber = row.text("short_number"),
                        .desk = row.text("thing_desk"),
                        .state = handoff::LineState::Impossible,
                        .doubt = handoff::Doubt::None,
                        .sequence = row.number("sequence"),
                        .labelAlarm = base::EventId(row.text("id"))});
    });
    std::ranges::stable_sort(open, {}, &Discrepancy::sequence);
}

std::optional<std::string> Store::officeOfLabelAlarm(const base::EventId& id) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("row.label_alarm"), {{"id", id.text()}});
    return row ? std::optional(row->text("office")) : std::nullopt;
}

void Store::closeLabelAlarm(const base::EventId& id, const std::string& reason, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("label.alarm-closed", actor);
    const auto row = database.row(sql("row.label_alarm"), {{"id", id.text()}});
    if (!row) notFound(base::Sentence("alarm"));
    if (!row->isNull("closed_at")) return;
    database.run(sql("alarm.close"), {{"id", id.text()},
                                      {"closed_by", actor.account},
                                      {"reason", reason},
                                      {"closed_at", change.atValue()},
                                      {"audit", change.sequenceValue()}});
    change.touched(Table::LabelAlarm, id.text());
    change.isAbout(id.text());
    change.detail("reason", reason);
    if (const auto thing = database.row(sql("row.thing"), {{"id", row->text("scanned")}})) {
        change.belongsTo(base::CaseId(thing->text("case_id")));
        change.detail("short_number", thing->text("short_number"));
    }
    change.commit();
}

}  // namespace daiban::store
