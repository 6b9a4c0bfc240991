#include "cli/ReturnSteps.h"

#include "cli/Context.h"
#include "cli/Things.h"
#include "intake/storeFiles.h"

namespace daiban::cli {

namespace {

std::vector<handoff::OpenCase> openCases(Context& context) {
    std::vector<handoff::OpenCase> open;
    store::CaseFilter filter{.offices = {},
                             .handedTo = {},
                             .statuses = {handoff::CaseStatus::Received, handoff::CaseStatus::Circulating,
                                          handoff::CaseStatus::AwaitingPickup},
                             .cursor = {}};
    do {
        const store::CaseList list = context.store().listCases(filter);
        for (const auto& record : list.cases) {
            const cases::Item* item = context.items().find(record.itemCode);
            open.push_back({.caseId = record.id,
                            .number = record.number,
                            .applicantName = record.applicantName,
                            .applicantIdNumber = record.applicantIdNumber,
                            .item = record.itemCode,
                            .expectedType = item == nullptr ? "" : item->resultType,
                            .enterpriseName = {}});
        }
        filter.cursor = list.nextCursor;
    } while (!filter.cursor.empty());
    return open;
}

base::Json matchJson(const CertificateMatches& certificate, const store::CaseRecord& record) {
    base::Json json{{"document", certificate.document},
                    {"type", certificate.type},
                    {"verdict", "confirmed-by-person"},
                    {"reasons", base::Json::array()}};
    for (const auto& match : certificate.matches)
        if (match.openCase.caseId == record.id) {
            json["verdict"] = handoff::nameOf(match.verdict);
            json["reasons"] = match.reasons;
        }
    return json;
}

}  // namespace

std::vector<CertificateMatches> matchesOf(Context& context, const intake::PageReading& reading) {
    const auto open = openCases(context);
    std::vector<CertificateMatches> found;
    for (std::size_t i = 0; i < reading.documents.size(); ++i) {
        const auto& document = reading.documents[i].document;
        found.push_back({.document = static_cast<int>(i),
                         .type = document.classification.type,
                         .matches = handoff::matchReturn(document, open)});
    }
    return found;
}

void recordReturn(Context& context, const std::string& file, int number, const CertificateMatches& certificate,
                  const store::CaseRecord& record) {
    std::vector<base::PageId> pages;
    const intake::StoreFilesOptions options{.batch = base::BatchId::make(context.clock(), context.random()),
                                            .actor = actor(),
                                            .limits = {},
                                            .alsoKeep = {}};
    intake::storeFiles(context.store(), {file}, options, [&](const intake::StoredFile& stored) {
        if (stored.failed()) throw base::Error(stored.failureKind, stored.failure);
        pages = stored.pages;
    });
    context.store().recordReturn({.caseId = record.id,
                                  .page = pages.at(static_cast<std::size_t>(number - 1)),
                                  .matchJson = base::toLine(matchJson(certificate, record)),
                                  .actor = actor()});
}

}  // namespace daiban::cli
