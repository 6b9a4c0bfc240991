#include <fmt/format.h>

#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "store/StoreImpl.h"

// What is put right of a case: reopened, its applicant corrected, a page taken out and put back; and pages of no case.
namespace daiban::store {

namespace {

using handoff::CaseStatus;

void demandReason(const std::string& reason) {
    if (base::trimmed(reason).empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Say why; the reason is kept with the change."));
}

bool hasStandingReturn(Database& database, const base::CaseId& caseId) {
    return database.row(sql("return.standingOfCase"), {{"case_id", caseId.text()}}).has_value();
}

bool certificatesAreHere(Database& database, const CaseRecord& record) {
    const handoff::Whereabouts here{record.office, {}, {}};
    for (const Row& row : database.rows(sql("thing.ofCase"), {{"case_id", record.id.text()}}))
        if (const Thing thing = thingFrom(row);
            thing.kind == codes::TokenKind::Certificate && !(thing.whereabouts == here))
            return false;
    return true;
}

/// Where a case stands by what is recorded of it, had it never been closed; its folder may have moved since.
CaseStatus standingOf(Database& database, const CaseRecord& record) {
    const Parameters ofCase{{"case_id", record.id.text()}};
    if (database.row(sql("pickup.standingOfCase"), ofCase)) return CaseStatus::PickedUp;
    if (hasStandingReturn(database, record.id))
        return certificatesAreHere(database, record) ? CaseStatus::AwaitingPickup : CaseStatus::Circulating;
    return database.row(sql("case.everSentOut"), ofCase) ? CaseStatus::Circulating : CaseStatus::Received;
}

/// The case's row for the page. Throws Error{NotFound} when the page never was in the case.
Row casePage(Database& database, const base::CaseId& caseId, const base::PageId& page) {
    if (auto row = database.row(sql("row.case_page"), {{"id", caseId.text() + "/" + page.text()}})) return *row;
    throw base::Error(base::ErrorKind::NotFound, base::Sentence("This page is not in the case; see daiban case show."));
}

void demandNothingRestsOn(Database& database, const CaseRecord& record, const base::PageId& page) {
    const auto pickup = database.row(sql("pickup.standingOfCase"), {{"case_id", record.id.text()}});
    if (pickup && pickup->text("authorization_page") == page.text())
        throw base::Error(
            base::ErrorKind::NotFound,
            base::Sentence(
                "Somebody collected the certificate on this page's authority; the pickup must be undone first."));
    for (const Row& row : database.rows(sql("return.standingOfCase"), {{"case_id", record.id.text()}}))
        if (row.text("page") == page.text())
            throw base::Error(
                base::ErrorKind::NotFound,
                base::Sentence("This page is the certificate that came back; take that back first (return --reject)."));
}

std::string officeIn(const Row& row) {
    return base::parseJson(row.text("kept_with"), base::Sentence("An audit entry")).value("office", "");
}

}  // namespace

void Store::reopenCase(const base::CaseId& caseId, const std::string& reason, const staff::Actor& actor) {
    demandReason(reason);
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("case.reopened", actor);
    const CaseRecord record = caseById(impl_->database, caseId);
    if (record.status != CaseStatus::Closed)
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("Case {} is not closed.", record.number));
    if (record.erased) refuseClosed(record, base::Sentence("its person's data was deleted; open a new case"));
    const std::string status(nameOf(standingOf(impl_->database, record)));
    impl_->database.run(sql("case.reopen"),
                        {{"id", caseId.text()}, {"status", status}, {"audit", change.sequenceValue()}});
    change.touched(Table::CaseFile, caseId.text());
    change.isAbout(caseId.text());
    change.belongsTo(caseId);
    change.detail("status", status);
    change.detail("reason", reason);
    change.commit();
}

void Store::correctApplicant(const base::CaseId& caseId, const cases::Identity& applicant, const std::string& reason,
                             const staff::Actor& actor) {
    demandReason(reason);
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("case.applicant-corrected", actor);
    const CaseRecord record = caseById(database, caseId);
    const bool sameName = record.applicantName == applicant.name;
    const bool sameNumber = record.applicantIdNumber == applicant.idNumber;
    if (sameName && sameNumber) return;
    if (record.status == CaseStatus::Closed) refuseClosed(record, base::Sentence("keeps its applicant"));
    if (hasStandingReturn(database, caseId))
        throw base::Error(
            base::ErrorKind::NotFound,
            base::Sentence("A certificate was taken in for the applicant as he is named now; take it back first "
                           "(return --reject), correct the applicant, then take it in again."));
    const std::string id = std::to_string(change.sequence());
    database.run(sql("case.correctApplicant"), {{"id", caseId.text()},
                                                {"name", applicant.name},
                                                {"id_number", applicant.idNumber},
                                                {"audit", change.sequenceValue()}});
    database.run(sql("applicant.correct"), {{"id", id},
                                            {"case_id", caseId.text()},
                                            {"name", applicant.name},
                                            {"id_number", applicant.idNumber},
                                            {"reason", reason},
                                            {"actor", actor.account},
                                            {"made_at", change.atValue()},
                                            {"sequence", change.sequenceValue()}});
    indexApplicant(database, record.sequence, applicant.name, applicant.idNumber);
    change.touched(Table::CaseFile, caseId.text());
    change.touched(Table::ApplicantCorrection, id);
    change.isAbout(caseId.text());
    change.belongsTo(caseId);
    change.detail("name", !sameName);
    change.detail("number", !sameNumber);
    change.detail("reason", reason);
    change.commit();
}

std::vector<cases::Identity> Store::formerApplicants(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    const auto opened = snapshot->row(sql("row.case_file"), {{"id", caseId.text()}});
    if (!opened || opened->isNull("corrected_name")) return {};
    std::vector<cases::Identity> former{{opened->text("applicant_name"), opened->text("applicant_id_number")}};
    for (const Row& row : snapshot->rows(sql("applicant.corrections"), {{"case_id", caseId.text()}}))
        former.push_back({row.text("applicant_name"), row.text("applicant_id_number")});
    former.pop_back();  // as it stands now
    return former;
}

std::vector<ApplicantCorrection> Store::applicantCorrections(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    std::vector<ApplicantCorrection> corrections;
    for (const Row& row : snapshot->rows(sql("applicant.corrections"), {{"case_id", caseId.text()}}))
        corrections.push_back({.name = row.text("applicant_name"),
                               .idNumber = row.text("applicant_id_number"),
                               .reason = row.text("reason"),
                               .actor = row.text("actor"),
                               .madeAt = row.time("made_at"),
                               .sequence = row.number("sequence")});
    return corrections;
}

void Store::removePage(const base::CaseId& caseId, const base::PageId& page, const std::string& reason,
                       const staff::Actor& actor) {
    demandReason(reason);
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("case.page-removed", actor);
    const CaseRecord record = caseById(database, caseId);
    const Row row = casePage(database, caseId, page);
    if (!row.isNull("removed_by")) return;
    if (record.status == CaseStatus::Closed) refuseClosed(record, base::Sentence("keeps its pages"));
    demandNothingRestsOn(database, record, page);
    database.run(sql("case.removePage"), {{"id", row.text("id")},
                                          {"removed_by", actor.account},
                                          {"reason", reason},
                                          {"removed_at", change.atValue()},
                                          {"audit", change.sequenceValue()}});
    change.touched(Table::CasePage, row.text("id"));
    change.isAbout(page.text());
    change.belongsTo(caseId);
    change.detail("reason", reason);
    change.commit();
}

void Store::restorePage(const base::CaseId& caseId, const base::PageId& page, const std::string& reason,
                        const staff::Actor& actor) {
    demandReason(reason);
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("case.page-restored", actor);
    const CaseRecord record = caseById(database, caseId);
    const Row row = casePage(database, caseId, page);
    if (row.isNull("removed_by")) return;
    if (record.status == CaseStatus::Closed) refuseClosed(record, base::Sentence("takes no more pages"));
    database.run(sql("case.restorePage"), {{"id", row.text("id")}, {"audit", change.sequenceValue()}});
    change.touched(Table::CasePage, row.text("id"));
    change.isAbout(page.text());
    change.belongsTo(caseId);
    change.detail("reason", reason);
    change.commit();
}

std::vector<RemovedPage> Store::removedPages(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    std::vector<RemovedPage> removed;
    for (const Row& row : snapshot->rows(sql("case.removedPages"), {{"case_id", caseId.text()}}))
        removed.push_back({.page = pageFrom(row),
                           .reason = row.text("removed_reason"),
                           .actor = row.text("removed_by"),
                           .removedAt = row.time("removed_at")});
    return removed;
}

std::vector<LoosePage> Store::loosePages() const {
    const Snapshot snapshot = impl_->read();
    std::vector<LoosePage> loose;
    for (const Row& row : snapshot->rows(sql("page.loose")))
        loose.push_back({.page = pageFrom(row), .office = officeIn(row), .actor = row.text("kept_by")});
    return loose;
}

std::string Store::officeOf(const base::PageId& page) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("page.keptWith"), {{"id", page.text()}});
    if (!row) notFound(base::Sentence("page"));
    return officeIn(*row);
}

}  // namespace daiban::store
