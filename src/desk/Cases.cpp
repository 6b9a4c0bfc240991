#include "desk/Cases.h"

#include <algorithm>

#include "base/Error.h"
#include "cases/items/AwaitedTypes.h"
#include "desk/LabelAlarm.h"

namespace daiban::desk {

namespace {

using base::Error;
using base::ErrorKind;

std::vector<base::PageId> idsOf(const std::vector<store::StoredPage>& pages) {
    std::vector<base::PageId> ids;
    for (const auto& page : pages) ids.push_back(page.id);
    return ids;
}

}  // namespace

base::CaseId caseIdOf(const base::BatchId& batch) {
    return base::CaseId{base::derivedUuid(batch.text(), "case")};
}

void Cases::checkOpening(const staff::Actor& actor, const CaseOpening& opening) const {
    const cases::Item& item = parts_.models.items().at(opening.item, parts_.today());
    // Wrong situations are told by the checklist itself, of no papers.
    (void)cases::check(item, opening.situations, {}, {}, parts_.today(), parts_.models.types(),
                       parts_.models.bundleRules());
    demandOffice(parts_, opening.office);
    if (!opening.applicant.name.empty() || !opening.applicant.idNumber.empty())
        (void)cases::soundApplicant(opening.applicant, parts_.today());
    parts_.demand(actor, staff::Verb::OpenCase, opening.office);
}

void Cases::keep(const staff::Actor& actor, const base::BatchId& batch, const std::vector<std::filesystem::path>& files,
                 const std::function<void(const intake::StoredFile&)>& onFile) const {
    parts_.demand(actor, staff::Verb::AddPages, actor.office, batch.text());
    intake::storeFiles(parts_.store, files,
                       {.batch = batch, .actor = actor, .limits = {}, .workers = parts_.fileWorkers(), .alsoKeep = {}},
                       onFile);
}

CaseView Cases::open(const staff::Actor& actor, const CaseOpening& opening) const {
    checkOpening(actor, opening);
    const base::CaseId id = opening.id.empty() ? caseIdOf(opening.batch) : opening.id;
    const auto pages = parts_.store.pagesOf(opening.batch);
    intake::CasePapers papers = intake::papersOf(parts_.store, pages);
    cases::Identity applicant = opening.applicant;
    if (applicant.name.empty()) applicant = intake::applicantOn(papers.papers, parts_.today(), parts_.models.types());
    if (applicant.name.empty() || applicant.idNumber.empty())
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("Who applies could not be read from an identity card for certain; give --applicant "
                                   "NAME/IDNUMBER. The pages are kept: call again with the same --batch."));
    applicant = cases::soundApplicant(applicant, parts_.today());
    const cases::Item& item = parts_.models.items().at(opening.item, parts_.today());
    (void)parts_.store.openCase({.id = id,
                                 .itemCode = item.code,
                                 .itemVersion = std::to_string(item.version),
                                 .situations = opening.situations,
                                 .applicantName = applicant.name,
                                 .applicantIdNumber = applicant.idNumber,
                                 .office = opening.office,
                                 .pages = idsOf(pages),
                                 .actor = actor});
    return viewOf(actor, *parts_.store.findCase(id.text()), std::move(papers));
}

void Cases::add(const staff::Actor& actor, const std::string& key, const base::BatchId& batch,
                const std::vector<std::filesystem::path>& files,
                const std::function<void(const intake::StoredFile&)>& onFile) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::AddPages, record);
    const auto alsoKeep = [&](const std::vector<base::PageId>& pages) {
        parts_.store.addPagesToCase(record.id, pages, actor);
    };
    intake::storeFiles(
        parts_.store, files,
        {.batch = batch, .actor = actor, .limits = {}, .workers = parts_.fileWorkers(), .alsoKeep = alsoKeep}, onFile);
}

void Cases::addPages(const staff::Actor& actor, const std::string& key, const std::vector<base::PageId>& pages) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::AddPages, record);
    for (const auto& page : pages)
        if (const auto office = parts_.store.officeOf(page); office != actor.office && office != record.office)
            parts_.demand(actor, staff::Verb::AddPages, office, page.text());
    parts_.store.addPagesToCase(record.id, pages, actor);
}

void Cases::read(const staff::Actor& actor, const base::BatchId& batch, const Readers& readers,
                 const std::function<void(const intake::PageOutcome&)>& onPage) const {
    parts_.demand(actor, staff::Verb::AddPages, actor.office, batch.text());
    intake::readStoredPages(parts_.store, parts_.store.pagesOf(batch), readers.place, readers.options, actor, onPage);
}

void Cases::readCase(const staff::Actor& actor, const std::string& key, const Readers& readers,
                     const std::function<void(const intake::PageOutcome&)>& onPage) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::AddPages, record);
    intake::ReadPagesOptions options = readers.options;
    options.expectedTypes = cases::awaitedTypes(itemOf(parts_, record));
    intake::readStoredPages(parts_.store, parts_.store.pagesOf(record.id), readers.place, options, actor, onPage);
}

CaseView Cases::viewOf(const staff::Actor& actor, const store::CaseRecord& record, intake::CasePapers papers) const {
    const cases::Item& item = itemOf(parts_, record);
    cases::Checklist checklist = checklistOf(parts_, record, item, papers);
    parts_.store.saveChecklist(record.id,
                               {.json = base::toLine(cases::toJson(checklist)),
                                .complete = checklist.complete,
                                .completeWithPromise = checklist.completeWithPromise},
                               actor);
    return {.record = record, .item = item, .checklist = std::move(checklist), .papers = std::move(papers)};
}

CaseView Cases::check(const staff::Actor& actor, const std::string& key) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::Check, record);
    return viewOf(actor, record, intake::papersOf(parts_.store, parts_.store.pagesOf(record.id)));
}

CaseDetail Cases::show(const staff::Actor& actor, const std::string& key) const {
    const auto record = find(actor, key);
    auto pages = parts_.store.pagesOf(record.id);
    auto papers = intake::papersOf(parts_.store, pages);
    auto current = checklistOf(parts_, record, itemOf(parts_, record), papers);
    return {.record = record,
            .item = itemOf(parts_, record),
            .pages = std::move(pages),
            .papers = std::move(papers),
            .things = parts_.store.thingsOfCase(record.id),
            .checklist = parts_.store.checklist(record.id),
            .current = std::move(current),
            .limit = limitOf(record)};
}

store::CaseRecord Cases::find(const staff::Actor& actor, const std::string& key) const {
    auto record = withAlarm(parts_, actor, {}, [&] { return caseBy(parts_, key); });
    parts_.demand(actor, staff::Verb::Track, record);
    return record;
}

cases::Identity Cases::revealApplicant(const staff::Actor& actor, const std::string& key) const {
    const auto record = find(actor, key);
    parts_.store.recordSight(actor, "applicant", record.id.text(), record.id);
    return {.name = record.applicantName, .idNumber = record.applicantIdNumber};
}

bool Cases::allows(const staff::Actor& actor, staff::Verb verb, const store::CaseRecord& record) const {
    const bool handed = record.office != actor.office && parts_.store.wasHandedTo(record.id, actor.office);
    return staff::mayDo(actor, verb,
                        staff::placeOf(actor, record.office, parts_.models.offices(),
                                       handed ? staff::Handed::Yes : staff::Handed::No))
        .allowed();
}

std::vector<cases::ClockStop> Cases::stopsOf(const staff::Actor& actor, const std::string& key) const {
    return parts_.store.clockStops(find(actor, key).id);
}

store::CaseList Cases::list(const staff::Actor& actor, store::CaseFilter filter) const {
    const Sight sight = parts_.sightOf(actor);
    if (!filter.offices) filter.offices = sight.offices;
    if (filter.handedTo.empty()) filter.handedTo = sight.handedTo;
    return parts_.store.listCases(filter);
}

store::CaseRecord Cases::close(const staff::Actor& actor, const std::string& key, handoff::CaseStep step) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::CloseCase, record);
    parts_.store.closeCase(record.id, step, actor);
    return *parts_.store.findCase(record.id.text());
}

cases::Checklist checklistOf(const Parts& parts, const store::CaseRecord& record, const cases::Item& item,
                             const intake::CasePapers& papers) {
    const cases::Subjects subjects{{cases::Subject::Applicant, {record.applicantName, record.applicantIdNumber}}};
    return cases::check(item, record.situations, papers.papers, subjects, base::dayOf(record.openedAt),
                        parts.models.types(), parts.models.bundleRules());
}

}  // namespace daiban::desk
