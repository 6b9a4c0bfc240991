#include <fmt/format.h>

#include <algorithm>

#include "base/Error.h"
#include "base/Text.h"
#include "store/StoreImpl.h"

// When the clock of a case's time limit stands still.
namespace daiban::store {

namespace {

cases::ClockStop stopFrom(const Row& row) {
    return {.reason = cases::stopReasonOf(row.text("reason")).value_or(cases::StopReason::Supplement),
            .from = base::parseIsoDate(row.text("from_day")).value_or(base::Date{}),
            .until = row.isNull("until_day") ? std::nullopt : base::parseIsoDate(row.text("until_day"))};
}

/// The stop that has no end yet.
std::optional<Row> openStop(Database& database, const base::CaseId& caseId) {
    for (Row& row : database.rows(sql("clock.ofCase"), {{"case_id", caseId.text()}}))
        if (row.isNull("until_day")) return std::move(row);
    return std::nullopt;
}

void note(Change& change, const std::string& id, const base::CaseId& caseId, base::Date day) {
    change.touched(Table::ClockStop, id);
    change.isAbout(caseId.text());
    change.belongsTo(caseId);
    change.detail("day", base::isoDate(day));
}

}  // namespace

void Store::stopClock(const base::CaseId& caseId, cases::StopReason reason, base::Date from,
                      const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("clock.stopped", actor);
    const CaseRecord opened = caseById(impl_->database, caseId);
    if (opened.status == handoff::CaseStatus::Closed) refuseClosed(opened, base::Sentence("has no clock that runs"));
    if (const auto open = openStop(impl_->database, caseId))
        throw base::Error(base::ErrorKind::CheckFailed,
                          base::Sentence("The clock of case {} stands still since {} already.", opened.number,
                                         open->text("from_day")));
    if (from < base::dayOf(opened.openedAt))
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Case {} was opened on {}; its clock cannot stop before.", opened.number,
                                         base::isoDate(base::dayOf(opened.openedAt))));
    const std::string id = std::to_string(change.sequence());
    impl_->database.run(sql("clock.stop"), {{"id", id},
                                            {"case_id", caseId.text()},
                                            {"reason", std::string(cases::codeOf(reason))},
                                            {"from_day", base::isoDate(from)},
                                            {"actor", actor.account},
                                            {"sequence", change.sequenceValue()}});
    note(change, id, caseId, from);
    change.detail("reason", std::string(cases::codeOf(reason)));
    change.commit();
}

void Store::resumeClock(const base::CaseId& caseId, base::Date until, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("clock.resumed", actor);
    const CaseRecord opened = caseById(impl_->database, caseId);
    const auto open = openStop(impl_->database, caseId);
    if (!open)
        throw base::Error(base::ErrorKind::CheckFailed,
                          base::Sentence("The clock of case {} does not stand still.", opened.number));
    if (until < stopFrom(*open).from)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("The clock of case {} stopped on {}; it cannot go on before.", opened.number,
                                         open->text("from_day")));
    const std::string id = open->text("id");
    impl_->database.run(sql("clock.resume"),
                        {{"id", id}, {"until_day", base::isoDate(until)}, {"audit", change.sequenceValue()}});
    note(change, id, caseId, until);
    change.commit();
}

std::vector<cases::ClockStop> Store::clockStops(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    std::vector<cases::ClockStop> stops;
    for (const Row& row : snapshot->rows(sql("clock.ofCase"), {{"case_id", caseId.text()}}))
        stops.push_back(stopFrom(row));
    return stops;
}

}  // namespace daiban::store
