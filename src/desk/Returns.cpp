#include "desk/Returns.h"

#include <algorithm>

#include "base/Error.h"
#include "base/Json.h"
#include "desk/Lookup.h"
#include "desk/Pictures.h"
#include "intake/CasePapers.h"
#include "intake/ReadingPlace.h"

namespace daiban::desk {

namespace {

using handoff::ReturnDecision;

/// A case as a certificate is held against it, with the papers that were handed in for it.
handoff::OpenCase openCaseOf(const Parts& parts, const store::CaseRecord& record) {
    const cases::Item* item = parts.models.items().find(record.itemCode);
    handoff::OpenCase open{.caseId = record.id,
                           .number = record.number,
                           .applicantName = record.applicantName,
                           .applicantIdNumber = record.applicantIdNumber,
                           .item = record.itemCode,
                           .expectedType = item == nullptr ? "" : item->resultType,
                           .enterpriseName = {},
                           .openedOn = base::dayOf(record.openedAt)};
    std::vector<documents::Document> papers;
    for (const auto& paper : intake::papersOf(parts.store, parts.store.pagesOf(record.id)).papers)
        papers.push_back(paper.document);
    open.enterpriseName = handoff::enterpriseNameOn(papers);
    for (const auto& paper : papers) open.handedIn.push_back(handoff::markOf(paper));
    return open;
}

std::string textOf(const CertificateCandidates& certificate, const base::CaseId& id) {
    base::Json json{{"document", certificate.document},
                    {"type", certificate.type},
                    {"verdict", "by-person"},
                    {"reasons", base::Json::array()}};
    for (const auto& match : certificate.matches)
        if (match.openCase.caseId == id) {
            json["verdict"] = handoff::nameOf(match.verdict);
            json["reasons"] = base::textsOf(match.reasons);
        }
    return base::toLine(json);
}

/// The id of what follows from one scan of a certificate for a case: the same scan again, whoever makes it, is the
/// same.
base::EventId scanOf(const base::CaseId& caseId, const std::string& hash) {
    constexpr std::string_view nobody = "00000000-0000-7000-8000-000000000000";  // of no case
    return base::EventId(base::derivedUuid(caseId.empty() ? nobody : caseId.text(), hash));
}

/// The id of a decision nobody gave one. A yes that was taken back may be said again: that is another decision.
base::EventId decisionId(const base::EventId& scan, const ReturnRequest& request, const base::CaseId& caseId,
                         const std::vector<store::Return>& earlier) {
    const auto takenBack = std::ranges::count_if(earlier, [&](const store::Return& one) {
        return one.caseId == caseId && one.decision == ReturnDecision::Rejected;
    });
    return base::EventId(base::derivedUuid(
        scan.text(), std::to_string(request.page) + "/" + std::to_string(request.certificate.document) + "/" +
                         std::string(handoff::nameOf(request.decision)) + "/" + std::to_string(takenBack)));
}

}  // namespace

std::vector<handoff::OpenCase> Returns::openCases(const staff::Actor& actor) const {
    std::vector<handoff::OpenCase> open;
    const Sight sight = parts_.sightOf(actor);
    store::CaseFilter filter{.offices = sight.offices,
                             .handedTo = sight.handedTo,
                             .statuses = {handoff::CaseStatus::Received, handoff::CaseStatus::Circulating,
                                          handoff::CaseStatus::AwaitingPickup},
                             .cursor = {}};
    do {
        const store::CaseList list = parts_.store.listCases(filter);
        for (const auto& record : list.cases) open.push_back(openCaseOf(parts_, record));
        filter.cursor = list.nextCursor;
    } while (!filter.cursor.empty());
    return open;
}

std::vector<CertificateCandidates> Returns::match(const staff::Actor& actor, const intake::PageReading& reading) const {
    parts_.demand(actor, staff::Verb::ReceiveReturn, actor.office);
    const auto open = openCases(actor);
    std::vector<CertificateCandidates> found;
    for (std::size_t i = 0; i < reading.documents.size(); ++i) {
        const auto& document = reading.documents[i].document;
        const auto mark = handoff::markOf(document);
        std::vector<handoff::ReturnedCertificate> returned;
        if (!mark.number.empty())
            for (const auto& earlier : parts_.store.returnsOfNumber(mark.number))
                returned.push_back({.caseId = earlier.caseId, .mark = earlier.mark});
        found.push_back({.document = static_cast<int>(i),
                         .type = document.classification.type,
                         .mark = mark,
                         .matches = handoff::matchReturn(document, open, parts_.models.types(), returned)});
    }
    return found;
}

ReturnAnswer Returns::decide(const staff::Actor& actor, const ReturnRequest& request) const {
    const bool noCase = request.decision == ReturnDecision::NoCase;
    const auto record = noCase ? std::nullopt : std::optional(caseBy(parts_, request.caseKey));
    const auto verb =
        request.decision == ReturnDecision::Rejected ? staff::Verb::RejectMatch : staff::Verb::ConfirmMatch;
    if (record)
        parts_.demand(actor, verb, *record);
    else
        parts_.demand(actor, verb, actor.office);
    if (record && request.decision == ReturnDecision::Confirmed)
        if (auto why = handoff::whyNotConfirm(request.certificate.matches, record->id, request.reason); !why.empty())
            return {.problem = std::move(why), .caseNumber = {}};
    const auto bytes = page::PageBytes::open(request.file);
    const base::CaseId caseId = record ? record->id : base::CaseId{};
    const auto scan = scanOf(caseId, intake::lookAt(bytes, {}, parts_.fileWorkers()).sha256);
    const auto pages = keepPagesOf(parts_, actor, scan, "certificate", request.file);
    const auto& page = pages.at(static_cast<std::size_t>(request.page - 1));
    const auto id = request.id.empty() ? decisionId(scan, request, caseId, parts_.store.decisionsOn(page)) : request.id;
    auto decided = parts_.store.recordReturn({.id = id,
                                              .decision = request.decision,
                                              .caseId = caseId,
                                              .page = page,
                                              .document = request.certificate.document,
                                              .matchJson = textOf(request.certificate, caseId),
                                              .reason = request.reason,
                                              .mark = request.certificate.mark,
                                              .actor = actor});
    return {.problem = std::move(decided.problem), .caseNumber = record ? record->number : ""};
}

}  // namespace daiban::desk
