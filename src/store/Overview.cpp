#include "store/Overview.h"

#include <algorithm>

#include "store/StoreImpl.h"

// What is counted over very many cases. Each is one statement over an index (docs/store.md has their times).
namespace daiban::store {

namespace {

using handoff::CaseStatus;

Value openStatuses() {
    std::vector<std::string> names;
    for (const auto status : {CaseStatus::Received, CaseStatus::Circulating, CaseStatus::AwaitingPickup})
        names.emplace_back(nameOf(status));
    return names;
}

/// The first change at or after that time, by halving: the log's own order is that of time.
std::int64_t sequenceAt(Database& database, base::Instant time) {
    const auto head = database.row(sql("audit.head"));
    if (!head) return 0;
    std::int64_t low = 1, high = head->number("sequence") + 1;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        const auto row = database.row(sql("audit.from"), {{"sequence", middle}});
        if (row && row->time("at") < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// The values every statement about an actor's cases takes.
Parameters sight(const CaseFilter& filter) {
    return {{"offices", listOrNull(filter.offices)}, {"handed_to", nullIfEmpty(filter.handedTo)}};
}

Parameters with(Parameters values, std::initializer_list<Parameters::value_type> more) {
    values.insert(values.end(), more.begin(), more.end());
    return values;
}

}  // namespace

std::vector<ThingsAt> Store::thingsByPlace(const CaseFilter& filter, base::Instant movedBefore) const {
    const Snapshot snapshot = impl_->read();
    std::vector<ThingsAt> places;
    snapshot->forEach(
        sql("overview.places"),
        with(sight(filter), {{"statuses", openStatuses()}, {"moved_before", sequenceAt(*snapshot, movedBefore)}}),
        [&](const Row& row) {
            places.push_back(
                {.desk = row.text("desk"),
                 .courier = row.text("courier"),
                 .carried = row.number("carried") != 0,
                 .kind = row.text("kind") == "folder" ? codes::TokenKind::Folder : codes::TokenKind::Certificate,
                 .things = row.number("things"),
                 .still = row.number("still")});
        });
    return places;
}

StillList Store::stillThings(const CaseFilter& filter, const StillFilter& still) const {
    const Snapshot snapshot = impl_->read();
    const auto most = static_cast<std::size_t>(pageSize(still.limit));
    StillList list;
    const auto rows = snapshot->rows(
        sql("overview.still"),
        with(sight(filter), {{"statuses", openStatuses()},
                             {"moved_before", sequenceAt(*snapshot, still.before)},
                             {"after", still.cursor.empty() ? std::int64_t{0} : sequenceBefore(still.cursor)},
                             {"desk", nullIfEmpty(still.desk)},
                             {"courier", nullIfEmpty(still.courier)},
                             {"most", pageSize(still.limit) + 1}}));
    for (const Row& row : rows) {
        if (list.things.size() == most) {
            list.nextCursor = rows[most - 1].text("audit");
            break;
        }
        list.things.push_back({thingFrom(row), row.time("moved_at")});
    }
    return list;
}

std::vector<std::int64_t> Store::casesOpened(const CaseFilter& filter, const std::vector<base::Instant>& marks) const {
    const Snapshot snapshot = impl_->read();
    std::vector<std::int64_t> opened;
    for (std::size_t i = 0; i + 1 < marks.size(); ++i) {
        const auto row = snapshot->row(sql("overview.opened"),
                                       with(sight(filter), {{"from", sequenceAt(*snapshot, marks[i])},
                                                            {"before", sequenceAt(*snapshot, marks[i + 1])}}));
        opened.push_back(row->number("cases"));
    }
    return opened;
}

std::vector<EndedCases> Store::casesEnded(const CaseFilter& filter, base::Instant from, base::Instant before) const {
    const Snapshot snapshot = impl_->read();
    const auto ticksOf = [](auto duration) {
        return std::int64_t{std::chrono::duration_cast<base::Instant::duration>(duration).count()};
    };
    std::vector<EndedCases> ended;
    snapshot->forEach(sql("overview.ended"),
                      with(sight(filter), {{"from", timeValue(from)},
                                           {"before", timeValue(before)},
                                           {"week", ticksOf(std::chrono::weeks{1})},
                                           {"day", ticksOf(std::chrono::days{1})}}),
                      [&](const Row& row) {
                          ended.push_back({.itemCode = row.text("item_code"),
                                           .week = row.number("week"),
                                           .days = row.number("days"),
                                           .cases = row.number("cases")});
                      });
    return ended;
}

std::vector<WorkerCases> Store::casesByWorker(const CaseFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    std::vector<WorkerCases> workers;
    snapshot->forEach(sql("overview.work"), with(sight(filter), {{"statuses", openStatuses()}}), [&](const Row& row) {
        workers.push_back(
            {.office = row.text("office"), .account = row.text("opened_by"), .cases = row.number("cases")});
    });
    return workers;
}

std::vector<base::Instant> Store::certificatesBackSince(const CaseFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    std::vector<base::Instant> since;
    snapshot->forEach(sql("overview.waiting"), sight(filter),
                      [&](const Row& row) { since.push_back(row.time("back_at")); });
    return since;
}

AuditList Store::auditLines(const AuditFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    const auto most = static_cast<std::size_t>(pageSize(filter.limit));
    AuditList list;
    // The office stands in the entry's text, so it is asked for here, a page of entries at a time.
    for (std::int64_t before = sequenceBefore(filter.cursor);;) {
        const auto rows = snapshot->rows(sql("audit.list"), {{"before", before},
                                                             {"actor", nullIfEmpty(filter.actor)},
                                                             {"action", nullIfEmpty(filter.action)},
                                                             {"case_id", nullIfEmpty(filter.caseId.text())},
                                                             {"most", std::int64_t{pageSize(500)}}});
        if (rows.empty()) return list;
        for (const Row& row : rows) {
            const AuditEntry entry = auditEntryFrom(row);
            before = entry.sequence;
            const std::string office =
                base::parseJson(entry.content, base::Sentence("An audit entry")).value("office", "");
            if (filter.offices && std::ranges::find(*filter.offices, office) == filter.offices->end()) continue;
            if (list.lines.size() == most) {
                list.nextCursor = std::to_string(list.lines.back().sequence);
                return list;
            }
            std::string number;
            if (!entry.caseId.empty())
                if (const auto record = snapshot->row(sql("row.case_file"), {{"id", entry.caseId}}))
                    number = record->text("number");
            list.lines.push_back({.sequence = entry.sequence,
                                  .at = entry.at,
                                  .actor = entry.actor,
                                  .office = office,
                                  .action = entry.action,
                                  .caseNumber = std::move(number),
                                  .sentence = sentenceFor(*snapshot, entry)});
        }
    }
}

}  // namespace daiban::store
