#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "store/StoreImpl.h"

// A person's data is deleted: rows and files of closed cases, so that verify() still finds everything in order.
namespace daiban::store {

namespace {

using handoff::CaseStatus;

std::vector<std::string> idsBy(Database& database, std::string_view statement, const Parameters& parameters) {
    std::vector<std::string> ids;
    for (const Row& row : database.rows(statement, parameters))
        ids.push_back(row.columns().front().second.value_or(""));
    return ids;
}

/// What of the cases goes: found before anything is deleted, so that what is announced is what happens.
struct Survey {
    Erasure report;
    std::vector<std::string> pages;  ///< that no other case has
    std::vector<std::string> blobs;  ///< that no other page has
};

std::vector<base::Sentence> problemsOf(const CaseRecord& record) {
    if (record.status != CaseStatus::Closed)
        return {base::Sentence("办件 {} 还没有办结（{}），先归档、撤件或退件。", record.number,
                               base::word(chineseNameOf(record.status)))};
    if (record.erased) return {base::Sentence("办件 {} 的个人信息已经删除。", record.number)};
    return {};
}

class Surveyor {
  public:
    Surveyor(Database& database, const std::vector<base::CaseId>& cases) : database_(database) {
        for (const auto& id : cases)
            if (std::ranges::find(cases_, id.text()) == cases_.end()) cases_.push_back(id.text());
    }

    [[nodiscard]] Survey run() {
        for (const std::string& id : cases_) lookAt(id);
        for (const std::string& page : idsBy(database_, sql("erasure.pages"), {{"cases", cases_}}))
            if (!isElsewhere(page)) survey_.pages.push_back(page);
        countPages();
        findBlobs();
        return std::move(survey_);
    }

  private:
    std::int64_t countOf(std::string_view statement, const Parameters& parameters) {
        return static_cast<std::int64_t>(database_.rows(statement, parameters).size());
    }
    bool isElsewhere(const std::string& page) {
        return database_.row(sql("erasure.pageElsewhere"), {{"page", page}, {"cases", cases_}}).has_value();
    }

    void lookAt(const std::string& id) {
        const CaseRecord record = caseById(database_, base::CaseId(id));
        for (base::Sentence& problem : problemsOf(record)) survey_.report.problems.push_back(std::move(problem));
        const Parameters ofCase{{"case_id", id}};
        survey_.report.cases.push_back({.id = record.id,
                                        .number = record.number,
                                        .corrections = countOf(sql("erasure.correctionsOfApplicant"), ofCase),
                                        .checklists = countOf(sql("erasure.checklistsOfCase"), ofCase),
                                        .returns = countOf(sql("erasure.returnsOfCase"), ofCase),
                                        .pickups = countOf(sql("erasure.pickupsOfCase"), ofCase)});
    }

    /// A page of two of the cases counts at the first.
    void countPages() {
        std::set<std::string> counted;
        for (ErasedCase& one : survey_.report.cases)
            for (const std::string& page :
                 idsBy(database_, sql("erasure.pages"), {{"cases", std::vector{one.id.text()}}})) {
                if (!counted.insert(page).second) continue;
                if (std::ranges::find(survey_.pages, page) == survey_.pages.end()) {
                    ++one.sharedPages;
                    continue;
                }
                ++one.pages;
                one.readings += countOf(sql("erasure.readingOfPage"), {{"page", page}});
                one.corrections += countOf(sql("erasure.correctionsOfPage"), {{"page", page}});
            }
    }

    void findBlobs() {
        std::set<std::string> seen;
        for (const std::string& page : survey_.pages) {
            const std::string blob = database_.row(sql("row.page"), {{"id", page}})->text("blob");
            if (!seen.insert(blob).second) continue;
            const auto users = idsBy(database_, sql("erasure.pagesOfBlob"), {{"blob", blob}});
            const bool shared = std::ranges::any_of(users, [&](const std::string& user) {
                return std::ranges::find(survey_.pages, user) == survey_.pages.end();
            });
            if (shared) {
                ++survey_.report.sharedFiles;
                continue;
            }
            survey_.blobs.push_back(blob);
            ++survey_.report.files;
            survey_.report.bytes += database_.row(sql("row.blob"), {{"id", blob}})->number("size");
        }
    }

    Database& database_;
    std::vector<std::string> cases_;
    Survey survey_;
};

struct Drop {
    Table table;
    std::string_view find, drop;
};

void dropAll(Database& database, Change& change, const Drop& what, const Parameters& of) {
    for (const std::string& id : idsBy(database, what.find, of)) {
        database.run(what.drop, {{"id", id}});
        change.erased(what.table, id);
    }
}

void emptyCase(Database& database, Change& change, const std::string& erasure, const std::string& id) {
    const Parameters ofCase{{"case_id", id}};
    database.run(sql("erasure.dropIntakePages"), ofCase);  // the screen's own; the audit log does not answer for them
    database.run(sql("erasure.dropIntakes"), ofCase);
    dropAll(database, change, {Table::Checklist, sql("erasure.checklistsOfCase"), sql("erasure.dropChecklist")},
            ofCase);
    dropAll(database, change, {Table::CertificateReturn, sql("erasure.returnsOfCase"), sql("erasure.dropReturn")},
            ofCase);
    dropAll(database, change,
            {Table::ApplicantCorrection, sql("erasure.correctionsOfApplicant"), sql("erasure.dropApplicantCorrection")},
            ofCase);
    for (const std::string& pickup : idsBy(database, sql("erasure.pickupsOfCase"), ofCase)) {
        database.run(sql("erasure.emptyPickup"), {{"id", pickup}, {"audit", change.sequenceValue()}});
        change.touched(Table::Pickup, pickup);
    }
    dropAll(database, change, {Table::CasePage, sql("erasure.pagesOfCase"), sql("erasure.dropCasePage")}, ofCase);
    database.run(sql("erasure.emptyCase"), {{"id", id}, {"erasure", erasure}, {"audit", change.sequenceValue()}});
    change.touched(Table::CaseFile, id);
    forgetInSearch(database, caseById(database, base::CaseId(id)));
}

void dropPage(Database& database, Change& change, const std::string& page) {
    const Parameters ofPage{{"page", page}};
    database.run(sql("erasure.dropIntakesOfPage"), ofPage);
    dropAll(database, change, {Table::Correction, sql("erasure.correctionsOfPage"), sql("erasure.dropCorrection")},
            ofPage);
    dropAll(database, change, {Table::Reading, sql("erasure.readingOfPage"), sql("erasure.dropReading")}, ofPage);
    dropAll(database, change, {Table::CertificateReturn, sql("erasure.returnsOfPage"), sql("erasure.dropReturn")},
            ofPage);
    dropAll(database, change, {Table::PageCheck, sql("erasure.checkOfPage"), sql("erasure.dropCheck")}, ofPage);
    dropAll(database, change, {Table::QualityVerdict, sql("erasure.verdictsOfPage"), sql("erasure.dropVerdict")},
            ofPage);
    database.run(sql("erasure.dropPage"), {{"id", page}});
    change.erased(Table::Page, page);
}

base::Json reportJson(const Erasure& report) {
    base::Json cases = base::Json::array();
    for (const ErasedCase& one : report.cases)
        cases.push_back({{"id", one.id.text()},
                         {"number", one.number},
                         {"pages", one.pages},
                         {"shared_pages", one.sharedPages},
                         {"readings", one.readings},
                         {"corrections", one.corrections},
                         {"checklists", one.checklists},
                         {"returns", one.returns},
                         {"pickups", one.pickups}});
    return {{"cases", cases}, {"files", report.files}, {"bytes", report.bytes}, {"shared_files", report.sharedFiles}};
}

Erasure reportFrom(const Row& row) {
    const auto json = base::parseJson(row.text("report"), base::Sentence("A report of deletion"));
    Erasure report{.files = json.value("files", std::int64_t{0}),
                   .bytes = json.value("bytes", std::int64_t{0}),
                   .sharedFiles = json.value("shared_files", std::int64_t{0}),
                   .sequence = row.number("sequence")};
    for (const auto& one : json.value("cases", base::Json::array()))
        report.cases.push_back({.id = base::CaseId(one.value("id", "")),
                                .number = one.value("number", ""),
                                .pages = one.value("pages", std::int64_t{0}),
                                .sharedPages = one.value("shared_pages", std::int64_t{0}),
                                .readings = one.value("readings", std::int64_t{0}),
                                .corrections = one.value("corrections", std::int64_t{0}),
                                .checklists = one.value("checklists", std::int64_t{0}),
                                .returns = one.value("returns", std::int64_t{0}),
                                .pickups = one.value("pickups", std::int64_t{0})});
    return report;
}

bool isSame(const NewErasure& asked, const Erasure& stored) {
    return asked.cases.size() == stored.cases.size() && std::ranges::all_of(asked.cases, [&](const base::CaseId& id) {
               return std::ranges::find(stored.cases, id, &ErasedCase::id) != stored.cases.end();
           });
}

}  // namespace

/// Files go while the database is held, so that nobody who stores the same bytes finds them there and then not.
void finishErasures(Database& database, Blobs& blobs, const base::Clock& clock) {
    if (database.rows(sql("erasure.unfinished")).empty()) return;
    const staff::Actor nobody{.account = "daiban", .office = "", .roles = {}};
    Change change(database, clock, "erasure.finished", nobody, true);
    for (const Row& row : database.rows(sql("erasure.unfinished"))) {
        for (const std::string& blob : base::split(row.text("files"), ' '))
            if (!blob.empty() && !database.row(sql("row.blob"), {{"id", blob}})) blobs.remove(blob);
        database.run(sql("erasure.finish"), {{"id", row.text("id")}, {"audit", change.sequenceValue()}});
        change.touched(Table::Erasure, row.text("id"));
        change.isAbout(row.text("id"));
    }
    change.commit();
    (void)database.rows(sql("database.emptyWriteAheadLog"));
}

Erasure Store::planErasure(const std::vector<base::CaseId>& cases) const {
    const Snapshot snapshot = impl_->read();
    return Surveyor(*snapshot, cases).run().report;
}

Erasure Store::erase(const NewErasure& asked) {
    requireUuid(asked.id.text(), base::Sentence("id of the deletion"));
    if (asked.cases.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Say which cases are to be deleted."));
    if (base::trimmed(asked.reason).empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Say why; the reason is kept with the change."));
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Survey survey;
    {
        Change change = impl_->begin("person.erased", asked.actor);
        if (const auto row = database.row(sql("row.erasure"), {{"id", asked.id.text()}})) {
            Erasure stored = reportFrom(*row);
            if (!isSame(asked, stored)) refuseOtherContent(base::Sentence("deletion"));
            return stored;
        }
        survey = Surveyor(database, asked.cases).run();
        if (!survey.report.problems.empty()) return std::move(survey.report);
        for (const ErasedCase& one : survey.report.cases) emptyCase(database, change, asked.id.text(), one.id.text());
        for (const std::string& page : survey.pages) dropPage(database, change, page);
        for (const std::string& blob : survey.blobs) {
            database.run(sql("erasure.dropBlob"), {{"id", blob}});
            change.erased(Table::Blob, blob);
        }
        database.run(sql("erasure.add"), {{"id", asked.id.text()},
                                          {"reason", asked.reason},
                                          {"actor", asked.actor.account},
                                          {"erased_at", change.atValue()},
                                          {"report", base::toLine(reportJson(survey.report))},
                                          {"files", base::joined(survey.blobs, " ")},
                                          {"sequence", change.sequenceValue()}});
        change.touched(Table::Erasure, asked.id.text());
        change.isAbout(asked.id.text());
        change.detail("reason", asked.reason);
        change.detail("cases", survey.report.cases.size());
        change.detail("pages", survey.pages.size());
        survey.report.sequence = change.sequence();
        survey.report.wasNew = true;
        change.commit();
    }
    finishErasures(database, impl_->blobs, impl_->clock);
    return std::move(survey.report);
}

std::vector<RecordedErasure> Store::erasures() const {
    const Snapshot snapshot = impl_->read();
    std::vector<RecordedErasure> all;
    for (const Row& row : snapshot->rows(sql("erasure.newestFirst")))
        all.push_back({.id = base::EventId(row.text("id")),
                       .reason = row.text("reason"),
                       .actor = row.text("actor"),
                       .at = row.time("erased_at"),
                       .report = reportFrom(row)});
    return all;
}

std::vector<CaseRecord> Store::casesCollectedBy(const std::string& idNumber,
                                                const std::optional<std::vector<std::string>>& offices) const {
    if (idNumber.empty() || (offices && offices->empty())) return {};
    const Snapshot snapshot = impl_->read();
    std::vector<CaseRecord> cases;
    for (const std::string& id :
         idsBy(*snapshot, sql("erasure.pickupsBy"), {{"id_number", idNumber}, {"offices", listOrNull(offices)}}))
        cases.push_back(caseById(*snapshot, base::CaseId(id)));
    return cases;
}

}  // namespace daiban::store
