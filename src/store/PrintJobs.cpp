#include "store/PrintJobs.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/Error.h"
#include "base/Json.h"
#include "store/StoreImpl.h"

// What was given to printers.
namespace daiban::store {

namespace {

struct StateName {
    PrintState state;
    std::string_view name;
    std::string_view chinese;
};
constexpr std::array stateNames{
    StateName{PrintState::Queued, "queued", "排队"},     StateName{PrintState::Sending, "sending", "正在打印"},
    StateName{PrintState::Printed, "printed", "已打印"}, StateName{PrintState::Failed, "failed", "没有打印"},
    StateName{PrintState::Unknown, "unknown", "不确定"},
};

const StateName& entryOf(PrintState state) {
    return *std::ranges::find(stateNames, state, &StateName::state);
}

PrintJob jobFrom(const Row& row) {
    return {.id = PrintJobId(row.text("id")),
            .printer = row.text("printer"),
            .content = row.text("content"),
            .state = printStateNamed(row.text("state")).value_or(PrintState::Unknown),
            .sentence = base::sentenceFromStored(row.text("sentence")),
            .attempts = static_cast<int>(row.number("attempts")),
            .reprintOf = PrintJobId(row.text("reprint_of")),
            .reprintedAs = {},
            .actor = row.text("actor"),
            .queuedAt = row.time("queued_at"),
            .changedAt = row.time("changed_at"),
            .sequence = row.number("sequence")};
}

PrintJob jobWithReprint(const Row& row) {
    PrintJob job = jobFrom(row);
    job.reprintedAs = PrintJobId(row.text("reprinted_as"));
    return job;
}

PrintJob jobById(Database& database, const PrintJobId& id) {
    const auto row = database.row(sql("row.print_job"), {{"id", id.text()}});
    if (!row) notFound(base::Sentence("print job"));
    return jobFrom(*row);
}

bool isSame(const NewPrintJob& asked, const PrintJob& stored) {
    return stored.printer == asked.printer && stored.content == asked.content && stored.reprintOf == asked.reprintOf;
}

void move(Database& database, Change& change, PrintJob& job, PrintState state, const base::Sentence& sentence) {
    job.state = state;
    job.sentence = sentence;
    job.changedAt = change.at();
    database.run(sql("print.move"), {{"id", job.id.text()},
                                     {"state", std::string(nameOf(state))},
                                     {"sentence", base::toStored(sentence)},
                                     {"attempts", std::int64_t{job.attempts}},
                                     {"now", change.atValue()},
                                     {"audit", change.sequenceValue()}});
    change.touched(Table::PrintJob, job.id.text());
    change.isAbout(job.id.text());
    change.detail("state", std::string(nameOf(state)));
}

/// A job printed twice by accident is what all this is about: only an uncertain or finished one is printed again so.
void mustBeReprintable(Database& database, const PrintJobId& id) {
    const PrintState state = jobById(database, id).state;
    if (state == PrintState::Printed || state == PrintState::Unknown) return;
    throw base::Error(base::ErrorKind::NotFound,
                      base::Sentence("Only what was printed, or may have been, is printed again; what was not sent is "
                                     "sent with 'daiban label queue --send'."));
}

}  // namespace

std::string_view nameOf(PrintState state) {
    return entryOf(state).name;
}

std::string_view chineseNameOf(PrintState state) {
    return entryOf(state).chinese;
}

std::optional<PrintState> printStateNamed(std::string_view name) {
    const auto found = std::ranges::find(stateNames, name, &StateName::name);
    return found == stateNames.end() ? std::nullopt : std::optional(found->state);
}

Added Store::queuePrint(const NewPrintJob& asked) {
    requireUuid(asked.id.text(), base::Sentence("print job's id"));
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("print.queued", asked.actor);
    if (const auto row = impl_->database.row(sql("row.print_job"), {{"id", asked.id.text()}})) {
        const PrintJob stored = jobFrom(*row);
        if (!isSame(asked, stored)) refuseOtherContent(base::Sentence("print job"));
        return {stored.sequence, false};
    }
    if (!asked.reprintOf.empty()) mustBeReprintable(impl_->database, asked.reprintOf);
    impl_->database.run(sql("print.add"), {{"id", asked.id.text()},
                                           {"printer", asked.printer},
                                           {"content", asked.content},
                                           {"reprint_of", nullIfEmpty(asked.reprintOf.text())},
                                           {"actor", asked.actor.account},
                                           {"sender_time", timeValue(base::timeOfUuidV7(asked.id.text()))},
                                           {"now", change.atValue()},
                                           {"sequence", change.sequenceValue()}});
    change.touched(Table::PrintJob, asked.id.text());
    change.isAbout(asked.id.text());
    if (!asked.reprintOf.empty()) change.detail("reprint_of", asked.reprintOf.text());
    change.commit();
    return {change.sequence(), true};
}

std::optional<PrintJob> Store::beginSending(const PrintJobId& id, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("print.sending", actor);
    PrintJob job = jobById(impl_->database, id);
    if (job.state != PrintState::Queued && job.state != PrintState::Failed) return std::nullopt;
    ++job.attempts;
    move(impl_->database, change, job, PrintState::Sending, {});
    change.commit();
    return job;
}

void Store::finishSending(const PrintJobId& id, PrintState state, const base::Sentence& sentence,
                          const staff::Actor& actor) {
    const bool isEnd = state == PrintState::Printed || state == PrintState::Failed || state == PrintState::Unknown;
    if (!isEnd)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A print job ends printed, failed or unknown."));
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("print." + std::string(nameOf(state)), actor);
    PrintJob job = jobById(impl_->database, id);
    if (job.state != PrintState::Sending)
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("This print job is not being sent; see daiban label queue."));
    move(impl_->database, change, job, state, sentence);
    change.commit();
}

std::vector<PrintJob> Store::jobsBeingSent(const std::string& printer) const {
    const Snapshot snapshot = impl_->read();
    std::vector<PrintJob> jobs;
    for (const Row& row : snapshot->rows(sql("print.beingSent"), {{"printer", nullIfEmpty(printer)}}))
        jobs.push_back(jobFrom(row));
    return jobs;
}

std::optional<PrintJob> Store::findPrintJob(const PrintJobId& id) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("print.one"), {{"id", id.text()}});
    return row ? std::optional(jobWithReprint(*row)) : std::nullopt;
}

PrintJobList Store::listPrintJobs(const PrintJobFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    std::vector<std::string> states;
    for (const PrintState state : filter.states) states.emplace_back(nameOf(state));
    const std::int64_t most = pageSize(filter.limit);
    PrintJobList list;
    for (const Row& row : snapshot->rows(sql("print.list"), {{"before", sequenceBefore(filter.cursor)},
                                                             {"states", states.empty() ? Value{} : Value{states}},
                                                             {"printer", nullIfEmpty(filter.printer)},
                                                             {"most", most}}))
        list.jobs.push_back(jobWithReprint(row));
    if (static_cast<std::int64_t>(list.jobs.size()) == most)
        list.nextCursor = std::to_string(list.jobs.back().sequence);
    return list;
}

}  // namespace daiban::store
