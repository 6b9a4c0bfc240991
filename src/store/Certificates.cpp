#include <algorithm>

#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "store/StoreImpl.h"

// Certificates that come back, and what a person said of them.
namespace daiban::store {

namespace {

using handoff::CaseStep;
using handoff::ReturnDecision;

Return returnFrom(const Row& row) {
    return {.id = base::EventId(row.text("id")),
            .decision = handoff::returnDecisionNamed(row.text("decision")).value_or(ReturnDecision::Confirmed),
            .caseId = base::CaseId(row.text("case_id")),
            .page = base::PageId(row.text("page")),
            .document = static_cast<int>(row.number("document")),
            .matchJson = row.text("match_json"),
            .reason = row.text("reason"),
            .mark = {.type = row.text("certificate_type"),
                     .number = row.text("certificate_number"),
                     .issued = base::parseIsoDate(row.text("issued_on"))},
            .actor = row.text("actor"),
            .recordedAt = row.time("recorded_at"),
            .sequence = row.number("sequence")};
}

bool isSame(const NewReturn& returned, const Return& stored) {
    return returned.decision == stored.decision && returned.caseId == stored.caseId && returned.page == stored.page &&
           returned.document == stored.document && returned.matchJson == stored.matchJson &&
           returned.reason == stored.reason && returned.mark == stored.mark &&
           returned.actor.account == stored.actor;
}

std::vector<Return> returnsBy(Database& database, std::string_view statement, const Parameters& parameters) {
    std::vector<Return> returns;
    for (const Row& row : database.rows(statement, parameters)) returns.push_back(returnFrom(row));
    return returns;
}

void checkReturn(const NewReturn& returned) {
    requireUuid(returned.id.text(), base::Sentence("id of the return"));
    if (returned.caseId.empty() != (returned.decision == ReturnDecision::NoCase))
        throw base::Error(
            base::ErrorKind::BadArguments,
            base::Sentence("A certificate is confirmed for or rejected by one case, and by none when no case has it."));
}

void insertReturn(Database& database, Change& change, const NewReturn& returned) {
    const auto& mark = returned.mark;
    database.run(sql("return.add"), {{"id", returned.id.text()},
                                     {"case_id", nullIfEmpty(returned.caseId.text())},
                                     {"page", returned.page.text()},
                                     {"document", std::int64_t{returned.document}},
                                     {"decision", std::string(nameOf(returned.decision))},
                                     {"match_json", returned.matchJson},
                                     {"reason", returned.reason},
                                     {"certificate_type", mark.type},
                                     {"certificate_number", nullIfEmpty(mark.number)},
                                     {"issued_on", mark.issued ? Value{base::isoDate(*mark.issued)} : Value{}},
                                     {"actor", returned.actor.account},
                                     {"recorded_at", change.atValue()},
                                     {"sequence", change.sequenceValue()}});
    change.touched(Table::CertificateReturn, returned.id.text());
    change.isAbout(returned.id.text());
    change.detail("decision", nameOf(returned.decision));
    if (!returned.reason.empty()) change.detail("reason", returned.reason);
    if (!returned.caseId.empty()) change.belongsTo(returned.caseId);
}

/// An exchanged card may keep its number: then the day of issue tells.
bool isSameCertificate(const handoff::CertificateMark& one, const handoff::CertificateMark& other) {
    return one.type == other.type && (!one.issued || !other.issued || one.issued == other.issued);
}

base::Sentence whyNotConfirm(Database& database, const NewReturn& returned) {
    const auto ofAnother = [&](const Return& other) { return other.caseId != returned.caseId; };
    for (const Return& other : returnsBy(database, sql("return.standingOfBlob"), {{"page", returned.page.text()}}))
        if (ofAnother(other) && other.document == returned.document)
            return base::Sentence("这本证照已经登记给另一个办件；请先在那个办件上撤销登记。");
    if (!returned.mark.number.empty())
        for (const Return& other :
             returnsBy(database, sql("return.standingOfNumber"), {{"number", returned.mark.number}}))
            if (ofAnother(other) && isSameCertificate(returned.mark, other.mark))
                return base::Sentence("同一编号的证照已经登记给另一个办件；请先在那个办件上撤销登记。");
    const Parameters paper{{"case_id", returned.caseId.text()}, {"page", returned.page.text()}};
    if (database.row(sql("return.handedIn"), paper)->number("found") != 0 && base::trimmed(returned.reason).empty())
        return base::Sentence("这一页是收件时交来的材料，不是办出来的证照；确实是的，请写明理由。");
    return {};
}

/// The case's own confirmation of the same certificate, when it stands.
std::optional<Return> standingFor(Database& database, const NewReturn& returned) {
    for (Return& other : returnsBy(database, sql("return.standingOfCase"), {{"case_id", returned.caseId.text()}}))
        if (other.page == returned.page && other.document == returned.document) return std::move(other);
    return std::nullopt;
}

base::Sentence whyNotReject(const NewReturn& returned, const std::optional<Return>& standing,
                            const CaseRecord& record) {
    if (!standing) return {};
    if (base::trimmed(returned.reason).empty()) return base::Sentence("撤销已登记的回证要写明原因。");
    if (record.status == handoff::CaseStatus::PickedUp)
        return base::Sentence("证照已经领取；请先撤销领取，再撤销回证。");
    return record.status == handoff::CaseStatus::Closed ? base::Sentence("办件已关闭，不能撤销回证。")
                                                        : base::Sentence();
}

void withdraw(Database& database, Change& change, const Return& standing, const NewReturn& by,
              const CaseRecord& record) {
    database.run(sql("return.withdraw"), {{"id", standing.id.text()},
                                          {"withdrawn_by", by.id.text()},
                                          {"audit", change.sequenceValue()}});
    change.touched(Table::CertificateReturn, standing.id.text());
    if (database.rows(sql("return.standingOfCase"), {{"case_id", record.id.text()}}).empty())
        stepCase(database, change, record, CaseStep::ReturnWithdrawn);
}

}  // namespace

Decided Store::recordReturn(const NewReturn& returned) {
    checkReturn(returned);
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("return.recorded", returned.actor);
    if (const auto row = database.row(sql("row.certificate_return"), {{"id", returned.id.text()}})) {
        if (!isSame(returned, returnFrom(*row))) refuseOtherContent(base::Sentence("return"));
        return {{}, row->number("sequence"), false};
    }
    requirePage(database, returned.page);
    if (returned.decision == ReturnDecision::NoCase) {
        insertReturn(database, change, returned);
        change.commit();
        return {{}, change.sequence(), true};
    }
    const CaseRecord record = caseById(database, returned.caseId);
    const auto standing = standingFor(database, returned);
    const bool confirms = returned.decision == ReturnDecision::Confirmed;
    if (confirms && standing) return {{}, standing->sequence, false};
    base::Sentence why = confirms ? whyNotConfirm(database, returned) : whyNotReject(returned, standing, record);
    if (!why.empty()) return {std::move(why), 0, false};
    insertReturn(database, change, returned);
    indexPageOfCase(database, returned.caseId, returned.page);
    if (confirms)
        stepCase(database, change, record, CaseStep::CertificateReturned);
    else if (standing)
        withdraw(database, change, *standing, returned, record);
    change.commit();
    return {{}, change.sequence(), true};
}

std::vector<Return> Store::returnsOf(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    return returnsBy(*snapshot, sql("return.standingOfCase"), {{"case_id", caseId.text()}});
}

std::vector<Return> Store::decisionsOn(const base::PageId& page) const {
    const Snapshot snapshot = impl_->read();
    return returnsBy(*snapshot, sql("return.ofPage"), {{"page", page.text()}});
}

std::vector<Return> Store::returnsOfNumber(std::string_view number) const {
    const Snapshot snapshot = impl_->read();
    return returnsBy(*snapshot, sql("return.standingOfNumber"), {{"number", std::string(number)}});
}

}  // namespace daiban::store
