#include <fmt/format.h>

#include <algorithm>

#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "store/StoreImpl.h"

// Cases, their pages and checklists.
namespace daiban::store {

namespace {

using handoff::CaseStatus;
using handoff::CaseStep;

bool isSame(const NewCase& opened, const Row& stored) {
    return stored.text("item_code") == opened.itemCode && stored.text("item_version") == opened.itemVersion &&
           stored.text("situations") == base::joined(opened.situations, ",") &&
           stored.text("applicant_name") == opened.applicantName &&
           stored.text("applicant_id_number") == opened.applicantIdNumber && stored.text("office") == opened.office;
}

void checkCase(const NewCase& opened) {
    requireUuid(opened.id.text(), base::Sentence("case id"));
    if (opened.itemCode.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("A case needs the code of its item."));
    if (opened.office.empty() || opened.office.find_first_of("%_,") != std::string::npos)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A case needs the code of the office that opens it."));
}

void insertCase(Database& database, Change& change, const NewCase& opened, const std::string& number) {
    database.run(sql("case.add"), {{"id", opened.id.text()},
                                   {"number", number},
                                   {"item_code", opened.itemCode},
                                   {"item_version", opened.itemVersion},
                                   {"situations", base::joined(opened.situations, ",")},
                                   {"applicant_name", opened.applicantName},
                                   {"applicant_id_number", opened.applicantIdNumber},
                                   {"office", opened.office},
                                   {"status", std::string(nameOf(CaseStatus::Received))},
                                   {"opened_at", change.atValue()},
                                   {"opened_by", opened.actor.account},
                                   {"sequence", change.sequenceValue()}});
    indexNewCase(database, change.sequence(), number);
    indexApplicant(database, change.sequence(), opened.applicantName, opened.applicantIdNumber);
    change.touched(Table::CaseFile, opened.id.text());
    change.isAbout(opened.id.text());
    change.belongsTo(opened.id);
    change.detail("number", number);
    change.detail("item", opened.itemCode);
    change.detail("office", opened.office);
}

CaseStatus legalStatusAfter(const CaseRecord& opened, CaseStep step) {
    const auto status = handoff::after(opened.status, step);
    if (!status)
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("Case {} is {}, so it cannot be {} now.", opened.number,
                                         base::word(nameOf(opened.status)), base::word(nameOf(step))));
    return *status;
}

std::vector<std::string> namesOf(const std::vector<CaseStatus>& statuses) {
    std::vector<std::string> names;
    for (const CaseStatus status : statuses) names.emplace_back(nameOf(status));
    return names;
}

Value statusesOrNull(const std::vector<CaseStatus>& statuses) {
    return statuses.empty() ? Value{} : Value{namesOf(statuses)};
}

/// A pattern for what holds the text, whose own wildcards mean themselves.
Value likeOrNull(std::string_view text) {
    std::string pattern = "%";
    for (const char c : base::trimmed(text)) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern == "%" ? Value{} : Value{pattern + "%"};
}

std::optional<Row> caseRow(Database& database, std::string_view key) {
    const std::string trimmed = base::trimmed(key);
    if (auto row = database.row(sql("row.case_file"), {{"id", trimmed}})) return row;
    if (auto row = database.row(sql("case.byNumber"), {{"number", upperCase(key)}})) return row;
    return database.row(sql("case.byThing"), {{"key", shortKeyOf(key)}});
}

}  // namespace

int insertPages(Database& database, Change& change, const base::CaseId& caseId,
                const std::vector<base::PageId>& pages) {
    int added = 0;
    for (const base::PageId& page : pages) {
        requirePage(database, page);
        const std::string id = caseId.text() + "/" + page.text();
        if (database.row(sql("row.case_page"), {{"id", id}})) continue;
        database.run(
            sql("case.addPage"),
            {{"id", id}, {"case_id", caseId.text()}, {"page", page.text()}, {"sequence", change.sequenceValue()}});
        change.touched(Table::CasePage, id);
        indexPageOfCase(database, caseId, page);
        ++added;
    }
    change.detail("pages", added);
    return added;
}

CaseRecord caseFrom(const Row& row) {
    CaseRecord opened{
        .id = base::CaseId(row.text("id")),
        .number = row.text("number"),
        .itemCode = row.text("item_code"),
        .itemVersion = row.text("item_version"),
        .situations = {},
        .applicantName = row.text(row.isNull("corrected_name") ? "applicant_name" : "corrected_name"),
        .applicantIdNumber = row.text(row.isNull("corrected_name") ? "applicant_id_number" : "corrected_id_number"),
        .office = row.text("office"),
        .status = handoff::caseStatusNamed(row.text("status")).value_or(CaseStatus::Received),
        .openedAt = row.time("opened_at"),
        .closedAt = {},
        .closing = handoff::caseStepNamed(row.text("closing")),
        .sequence = row.number("sequence")};
    const std::string situations = row.text(row.isNull("chosen_situations") ? "situations" : "chosen_situations");
    if (!situations.empty()) opened.situations = base::split(situations, ',');
    if (!row.isNull("closed_at")) opened.closedAt = row.time("closed_at");
    opened.erased = !row.isNull("erasure");
    opened.corrected = !row.isNull("corrected_name");
    return opened;
}

void refuseClosed(const CaseRecord& record, const base::Sentence& what) {
    throw base::Error(base::ErrorKind::NotFound, base::Sentence("Case {} is closed and {}.", record.number, what));
}

CaseRecord caseById(Database& database, const base::CaseId& id) {
    const auto row = database.row(sql("row.case_file"), {{"id", id.text()}});
    if (!row) notFound(base::Sentence("case"));
    return caseFrom(*row);
}

void stepCase(Database& database, Change& change, const CaseRecord& opened, CaseStep step) {
    const CaseStatus status = legalStatusAfter(opened, step);
    if (status == opened.status) return;
    database.run(sql("case.setStatus"), {{"id", opened.id.text()},
                                         {"status", std::string(nameOf(status))},
                                         {"ended_at", status == CaseStatus::PickedUp ? change.atValue() : Value{}},
                                         {"audit", change.sequenceValue()}});
    change.touched(Table::CaseFile, opened.id.text());
    change.detail("status", nameOf(status));
}

CaseList caseListOf(const std::vector<Row>& rows, std::int64_t limit) {
    CaseList list;
    for (const Row& row : rows) {
        if (static_cast<std::int64_t>(list.cases.size()) == limit) {
            list.nextCursor = std::to_string(list.cases.back().sequence);
            break;
        }
        list.cases.push_back(caseFrom(row));
    }
    return list;
}

OpenedCase Store::openCase(const NewCase& opened) {
    checkCase(opened);
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("case.opened", opened.actor);
    if (const auto row = impl_->database.row(sql("row.case_file"), {{"id", opened.id.text()}})) {
        if (!isSame(opened, *row)) refuseOtherContent(base::Sentence("case"));
        return {row->text("number"), row->number("sequence"), false};
    }
    const std::string number = nextNumber(impl_->database, "", change.at());
    insertCase(impl_->database, change, opened, number);
    insertPages(impl_->database, change, opened.id, opened.pages);
    change.commit();
    return {number, change.sequence(), true};
}

std::optional<CaseRecord> Store::findCase(std::string_view key) const {
    const Snapshot snapshot = impl_->read();
    const auto row = caseRow(*snapshot, key);
    return row ? std::optional(caseFrom(*row)) : std::nullopt;
}

CaseList Store::listCases(const CaseFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    const std::int64_t limit = pageSize(filter.limit);
    const auto rows = snapshot->rows(sql("case.list"), {{"before", sequenceBefore(filter.cursor)},
                                                        {"offices", listOrNull(filter.offices)},
                                                        {"statuses", statusesOrNull(filter.statuses)},
                                                        {"item", nullIfEmpty(filter.item)},
                                                        {"handed_to", nullIfEmpty(filter.handedTo)},
                                                        {"text", likeOrNull(filter.text)},
                                                        {"capitals", likeOrNull(upperCase(filter.text))},
                                                        {"most", limit + 1}});  // one more tells whether there is more
    return caseListOf(rows, limit);
}

std::vector<CaseCount> Store::countCases(const CaseFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    std::vector<CaseCount> counts;
    for (const Row& row : snapshot->rows(sql("case.counts"), {{"offices", listOrNull(filter.offices)},
                                                              {"statuses", statusesOrNull(filter.statuses)},
                                                              {"item", nullIfEmpty(filter.item)},
                                                              {"handed_to", nullIfEmpty(filter.handedTo)}}))
        counts.push_back({.office = row.text("office"),
                          .status = handoff::caseStatusNamed(row.text("status")).value_or(CaseStatus::Received),
                          .cases = row.number("cases")});
    return counts;
}

std::vector<AcceptedCase> Store::acceptedCases(const CaseFilter& filter) const {
    std::vector<CaseStatus> undecided;
    for (const auto status : {CaseStatus::Received, CaseStatus::Circulating})
        if (filter.statuses.empty() || std::ranges::find(filter.statuses, status) != filter.statuses.end())
            undecided.push_back(status);
    if (undecided.empty()) return {};
    const Snapshot snapshot = impl_->read();
    std::vector<AcceptedCase> accepted;
    for (const Row& row : snapshot->rows(sql("case.accepted"), {{"statuses", statusesOrNull(undecided)},
                                                                {"offices", listOrNull(filter.offices)},
                                                                {"item", nullIfEmpty(filter.item)},
                                                                {"handed_to", nullIfEmpty(filter.handedTo)}})) {
        AcceptedCase found{.id = base::CaseId(row.text("id")),
                           .number = row.text("number"),
                           .itemCode = row.text("item_code"),
                           .itemVersion = row.text("item_version"),
                           .office = row.text("office"),
                           .openedAt = row.time("opened_at"),
                           .sequence = row.number("sequence"),
                           .stopped = row.number("stops") > 0};
        if (row.isNull("flag")) {  // saved before there were flags
            const auto newest = checklist(found.id);
            if (!newest || !(newest->complete || newest->completeWithPromise)) continue;
        }
        accepted.push_back(std::move(found));
    }
    std::ranges::sort(accepted, std::greater{}, &AcceptedCase::sequence);
    return accepted;
}

std::int64_t Store::countThingsInTransit(const CaseFilter& filter) const {
    const Snapshot snapshot = impl_->read();
    return snapshot
        ->row(sql("case.thingsInTransit"),
              {{"offices", listOrNull(filter.offices)}, {"handed_to", nullIfEmpty(filter.handedTo)}})
        ->number("things");
}

int Store::addPagesToCase(const base::CaseId& caseId, const std::vector<base::PageId>& pages,
                          const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("case.pages-added", actor);
    const CaseRecord opened = caseById(impl_->database, caseId);
    if (opened.status == CaseStatus::Closed) refuseClosed(opened, base::Sentence("takes no more pages"));
    const int added = insertPages(impl_->database, change, caseId, pages);
    if (added == 0) return 0;
    change.isAbout(caseId.text());
    change.belongsTo(caseId);
    change.commit();
    return added;
}

void Store::chooseSituations(const base::CaseId& caseId, const std::vector<std::string>& situations,
                             const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("case.situations-chosen", actor);
    const CaseRecord opened = caseById(impl_->database, caseId);
    if (opened.situations == situations) return;
    if (opened.status == CaseStatus::Closed) refuseClosed(opened, base::Sentence("keeps its situations"));
    const std::string words = base::joined(situations, ",");
    impl_->database.run(sql("case.choose"),
                        {{"id", caseId.text()}, {"situations", words}, {"audit", change.sequenceValue()}});
    change.touched(Table::CaseFile, caseId.text());
    change.isAbout(caseId.text());
    change.belongsTo(caseId);
    change.detail("situations", words);
    change.commit();
}

void Store::closeCase(const base::CaseId& caseId, CaseStep step, const staff::Actor& actor) {
    if (step != CaseStep::Archived && step != CaseStep::Withdrawn && step != CaseStep::SentBack)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A case is closed as archived, withdrawn or sent-back."));
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("case.closed", actor);
    const CaseRecord opened = caseById(impl_->database, caseId);
    if (opened.closing == step) return;
    const CaseStatus status = legalStatusAfter(opened, step);
    impl_->database.run(sql("case.close"), {{"id", caseId.text()},
                                            {"status", std::string(nameOf(status))},
                                            {"closed_at", change.atValue()},
                                            {"closing", std::string(nameOf(step))},
                                            {"audit", change.sequenceValue()}});
    change.touched(Table::CaseFile, caseId.text());
    change.isAbout(caseId.text());
    change.belongsTo(caseId);
    change.detail("step", nameOf(step));
    change.commit();
}

bool Store::wasHandedTo(const base::CaseId& caseId, std::string_view office) const {
    const Snapshot snapshot = impl_->read();
    return snapshot->row(sql("case.wasHandedTo"), {{"case_id", caseId.text()}, {"office", std::string(office)}})
        .has_value();
}

void Store::saveChecklist(const base::CaseId& caseId, const NewChecklist& checklist, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("checklist.saved", actor);
    (void)caseById(impl_->database, caseId);
    const auto newest = impl_->database.row(sql("checklist.newest"), {{"case_id", caseId.text()}});
    if (newest && newest->text("json") == checklist.json) return;
    const std::string id = std::to_string(change.sequence());
    impl_->database.run(sql("checklist.add"), {{"id", id},
                                               {"case_id", caseId.text()},
                                               {"json", checklist.json},
                                               {"complete", std::int64_t{checklist.complete}},
                                               {"complete_with_promise", std::int64_t{checklist.completeWithPromise}},
                                               {"actor", actor.account},
                                               {"saved_at", change.atValue()},
                                               {"sequence", change.sequenceValue()}});
    change.touched(Table::Checklist, id);
    change.isAbout(caseId.text());
    change.belongsTo(caseId);
    change.commit();
}

std::optional<StoredChecklist> Store::checklist(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("checklist.newest"), {{"case_id", caseId.text()}});
    if (!row) return std::nullopt;
    StoredChecklist found{.json = row->text("json"),
                          .complete = row->number("complete") != 0,
                          .completeWithPromise = row->number("complete_with_promise") != 0,
                          .actor = row->text("actor"),
                          .savedAt = row->time("saved_at"),
                          .sequence = row->number("sequence")};
    if (!row->isNull("complete")) return found;
    const base::Json older =
        base::parseJson(found.json, base::Sentence("The checklist"));  // saved before there were flags
    found.complete = older.value("complete", false);
    found.completeWithPromise = older.value("complete_with_promise", false);
    return found;
}

}  // namespace daiban::store
