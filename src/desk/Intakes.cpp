#include "desk/Intakes.h"

#include <algorithm>

#include "base/Error.h"
#include "cases/checklist/Persons.h"
#include "cases/items/Applicant.h"
#include "cases/items/AwaitedTypes.h"
#include "desk/Lookup.h"
#include "desk/PaperWord.h"

namespace daiban::desk {

namespace {

using base::Error;
using base::ErrorKind;

const cases::Item* itemOfDraft(const Parts& parts, const store::Intake& intake) {
    return intake.item.empty() ? nullptr : &parts.models.items().at(intake.item, parts.today());
}

/// A case as it would be opened now: what the papers are held against before there is one.
store::CaseRecord recordOfDraft(const Parts& parts, const store::Intake& intake, const cases::Identity& applicant) {
    const std::string number = applicant.idNumber == cases::noNumber ? "" : applicant.idNumber;
    return {.id = base::CaseId(intake.id.text()),
            .number = {},
            .itemCode = intake.item,
            .itemVersion = {},
            .situations = intake.situations,
            .applicantName = applicant.name,
            .applicantIdNumber = number,
            .office = intake.office,
            .openedAt = parts.clock.now()};
}

cases::Identity typedApplicant(const store::Intake& intake) {
    return {.name = intake.applicantName, .idNumber = intake.applicantIdNumber};
}

void fillFromCase(const Parts& parts, IntakeView& view) {
    view.item = &itemOf(parts, *view.record);
    view.situations = view.record->situations;
    view.pages = parts.store.pagesOf(view.record->id);
    for (auto& removed : parts.store.removedPages(view.record->id))
        view.removed.emplace_back(std::move(removed.page), removed.reason);
    for (auto& [page, reason] : parts.store.pagesOfIntake(view.intake.id))
        if (reason && std::ranges::find(view.pages, page.id, &store::StoredPage::id) == view.pages.end())
            view.removed.emplace_back(std::move(page), *reason);
    view.papers = intake::papersOf(parts.store, view.pages);
    view.checklist = checklistOf(parts, *view.record, *view.item, view.papers);
    view.applicant = {.name = view.record->applicantName, .idNumber = view.record->applicantIdNumber};
    view.applicantByPerson = true;
    view.limit = Cases(parts).limitOf(*view.record);
}

void fillFromDraft(const Parts& parts, IntakeView& view) {
    view.item = itemOfDraft(parts, view.intake);
    view.situations = view.intake.situations;
    for (auto& [page, reason] : parts.store.pagesOfIntake(view.intake.id)) {
        if (reason)
            view.removed.emplace_back(std::move(page), *reason);
        else
            view.pages.push_back(std::move(page));
    }
    view.papers = intake::papersOf(parts.store, view.pages);
    view.applicant = typedApplicant(view.intake);
    view.applicantByPerson = !view.applicant.name.empty();
    if (!view.applicantByPerson)
        view.applicant = intake::applicantOn(view.papers.papers, parts.today(), parts.models.types());
    if (view.item != nullptr)
        view.checklist = checklistOf(parts, recordOfDraft(parts, view.intake, view.applicant), *view.item, view.papers);
    view.limit.standing = CaseLimit::Standing::NotAccepted;
}

void demandSituations(const Parts& parts, const cases::Item& item, const std::vector<std::string>& situations) {
    (void)cases::check(item, situations, {}, {}, parts.today(), parts.models.types(), parts.models.bundleRules());
}

void demandDocument(const intake::CasePapers& papers, int document) {
    if (document < 1 || static_cast<std::size_t>(document) > papers.papers.size())
        throw Error(
            ErrorKind::NotFound,
            papers.papers.empty()
                ? base::Sentence("This page was not read yet, so no paper is known on it; wait for it.")
                : base::Sentence("There is no document {} on this page; it has {}.", document, papers.papers.size()));
}

void demandMaterialOfDraft(const cases::Item* item, const std::string& name) {
    if (name.empty()) return;
    if (item == nullptr)
        throw Error(ErrorKind::CheckFailed, base::Sentence("Choose the item first; its materials are not known yet."));
    demandMaterial(*item, name);
}

const cases::Paper& paperAt(const intake::CasePapers& papers, const DocumentPlace& at) {
    for (std::size_t i = 0; i < papers.papers.size(); ++i)
        if (papers.places[i].page == at.page && papers.papers[i].place.document == at.document - 1)
            return papers.papers[i];
    throw Error(ErrorKind::NotFound, base::Sentence("There is no such document on this page."));
}

/// Whether the paper is, by way of others or not, said to be a further page of `lead`.
bool continues(const intake::CasePapers& papers, const cases::Paper& paper, const cases::Paper& lead) {
    const cases::Paper* at = &paper;
    for (std::size_t step = 0; step < papers.papers.size() && at->continues; ++step) {
        at = &*std::ranges::find(papers.papers, *at->continues, &cases::Paper::place);
        if (at == &lead) return true;
    }
    return false;
}

void demandMayContinue(const Models& models, const intake::CasePapers& papers, const cases::Paper& page,
                       const cases::Paper& lead) {
    if (&page == &lead || continues(papers, lead, page))
        throw Error(ErrorKind::BadArguments, base::Sentence("这两页已经是一份，或者就是同一页。"));
    const auto& one = page.document.classification.type;
    const auto& other = lead.document.classification.type;
    const bool known = one != documents::unknownType && other != documents::unknownType;
    if (!known || one == other || !cases::typeIsSure(page) || !cases::typeIsSure(lead)) return;
    const auto title = [&](const std::string& code) {
        const auto* type = models.types().find(code);
        return type == nullptr ? code : type->name;
    };
    throw Error(ErrorKind::BadArguments,
                base::Sentence("这两页是两种材料（{}、{}），清单上各占一行，不用合成一份；认错了请先改类型。",
                               title(one), title(other)));
}

}  // namespace

store::Intake Intakes::demandedFor(const staff::Actor& actor, staff::Verb verb, const store::IntakeId& id) const {
    auto intake = parts_.store.findIntake(id);
    if (!intake) throw Error(ErrorKind::NotFound, base::Sentence("There is no such intake here."));
    if (intake->caseId.empty())
        parts_.demand(actor, verb, intake->office, id.text());
    else
        parts_.demand(actor, verb, caseBy(parts_, intake->caseId.text()));
    return *std::move(intake);
}

store::Intake Intakes::open(const staff::Actor& actor, const store::IntakeId& id, const std::string& item,
                            const std::vector<std::string>& situations) const {
    parts_.demand(actor, staff::Verb::OpenCase, actor.office, id.text());
    if (!item.empty()) demandSituations(parts_, parts_.models.items().at(item, parts_.today()), situations);
    return parts_.store.openIntake({.id = id,
                                    .account = actor.account,
                                    .office = actor.office,
                                    .item = item,
                                    .situations = situations,
                                    .applicantName = {},
                                    .applicantIdNumber = {},
                                    .caseId = {}});
}

std::vector<store::Intake> Intakes::list(const staff::Actor& actor) const {
    auto all = parts_.store.openIntakes(actor.account);
    std::erase_if(all, [&](const store::Intake& intake) { return intake.office != actor.office; });
    return all;
}

store::Intake Intakes::find(const staff::Actor& actor, const store::IntakeId& id) const {
    return demandedFor(actor, staff::Verb::Check, id);
}

IntakeView Intakes::show(const staff::Actor& actor, const store::IntakeId& id) const {
    IntakeView view{.intake = find(actor, id)};
    if (view.intake.caseId.empty()) {
        fillFromDraft(parts_, view);
    } else {
        view.record = parts_.store.findCase(view.intake.caseId.text());
        fillFromCase(parts_, view);
    }
    return view;
}

void Intakes::change(const staff::Actor& actor, const store::IntakeId& id, const IntakeChange& change) const {
    auto intake = demandedFor(actor, staff::Verb::ChooseSituations, id);
    if (!intake.caseId.empty()) {
        const std::string& key = intake.caseId.text();
        if (change.item && *change.item != parts_.store.findCase(key)->itemCode)
            throw Error(
                ErrorKind::CheckFailed,
                base::Sentence("The case is open for its item; withdraw it and take the papers in for another one."));
        if (change.situations) cases_.chooseSituations(actor, key, *change.situations);
        if (change.applicant)
            (void)cases_.correctApplicant(
                actor, key,
                {.name = change.applicant->name, .idNumber = change.applicant->idNumber, .reason = change.reason});
        (void)cases_.check(actor, key);
        return parts_.store.touchIntake(id);
    }
    if (change.item && *change.item != intake.item) {
        intake.item = *change.item;
        intake.situations.clear();
    }
    const cases::Item* item = itemOfDraft(parts_, intake);
    if (change.situations) {
        if (item == nullptr)
            throw Error(ErrorKind::CheckFailed,
                        base::Sentence("Choose the item first; its situations are not known yet."));
        demandSituations(parts_, *item, *change.situations);
        intake.situations = *change.situations;
    }
    if (change.applicant && change.applicant->name.empty() && change.applicant->idNumber.empty()) {
        intake.applicantName.clear();
        intake.applicantIdNumber.clear();
    } else if (change.applicant) {
        const auto sound = cases::soundApplicant(*change.applicant, parts_.today());
        intake.applicantName = sound.name;
        intake.applicantIdNumber = sound.idNumber.empty() ? std::string(cases::noNumber) : sound.idNumber;
    }
    parts_.store.changeIntake(intake);
}

void Intakes::putAside(const staff::Actor& actor, const store::IntakeId& id) const {
    auto intake = demandedFor(actor, staff::Verb::Check, id);
    intake.state = store::IntakeState::Aside;
    parts_.store.changeIntake(intake);
}

store::Intake Intakes::takeUp(const staff::Actor& actor, const std::string& caseKey) const {
    const auto record = caseBy(parts_, caseKey);
    parts_.demand(actor, staff::Verb::Check, record);
    auto intake = parts_.store.openIntake({.id = store::IntakeId(record.id.text()),
                                           .account = actor.account,
                                           .office = record.office,
                                           .item = record.itemCode,
                                           .situations = {},
                                           .applicantName = {},
                                           .applicantIdNumber = {},
                                           .caseId = record.id});
    intake.state = store::IntakeState::Open;
    intake.account = actor.account;
    intake.caseId = record.id;
    parts_.store.changeIntake(intake);
    return *parts_.store.findIntake(intake.id);
}

store::CaseRecord Intakes::openCase(const staff::Actor& actor, const store::IntakeId& id) const {
    const IntakeView view = show(actor, id);
    if (view.record) return *view.record;
    parts_.demand(actor, staff::Verb::OpenCase, view.intake.office, id.text());
    if (view.item == nullptr) throw Error(ErrorKind::CheckFailed, base::Sentence("Choose what is applied for first."));
    if (view.applicant.name.empty() || view.applicant.idNumber.empty())
        throw Error(ErrorKind::CheckFailed,
                    base::Sentence("It is not known who applies: scan the identity card, or type name and number."));
    const auto applicant = cases::soundApplicant(view.applicant, parts_.today());
    std::vector<base::PageId> pages;
    for (const auto& page : view.pages) pages.push_back(page.id);
    (void)parts_.store.openCase({.id = base::CaseId(id.text()),
                                 .itemCode = view.item->code,
                                 .itemVersion = std::to_string(view.item->version),
                                 .situations = view.situations,
                                 .applicantName = applicant.name,
                                 .applicantIdNumber = applicant.idNumber,
                                 .office = view.intake.office,
                                 .pages = pages,
                                 .actor = actor});
    auto intake = view.intake;
    intake.caseId = base::CaseId(id.text());
    parts_.store.changeIntake(intake);
    return cases_.check(actor, id.text()).record;
}

cases::Identity Intakes::revealApplicant(const staff::Actor& actor, const store::IntakeId& id) const {
    const IntakeView view = show(actor, id);
    parts_.store.recordSight(actor, "applicant", id.text(), view.intake.caseId);
    return view.applicant;
}

std::vector<const cases::Item*> Intakes::mostUsedItems(const staff::Actor& actor, std::size_t most) const {
    std::vector<const cases::Item*> items;
    for (const auto& used : parts_.store.itemsUsed(actor.office))
        if (const auto* item = parts_.models.items().find(used.item); item != nullptr && items.size() < most)
            items.push_back(item);
    for (const auto& item : parts_.models.items().all())  // a new office: the first of the list
        if (items.size() < most && std::ranges::find(items, &item) == items.end()) items.push_back(&item);
    return items;
}

int Intakes::numberInCase(const base::CaseId& caseId, const base::PageId& page) const {
    const auto pages = parts_.store.pagesOf(caseId);
    const auto found = std::ranges::find(pages, page, &store::StoredPage::id);
    if (found == pages.end()) throw Error(ErrorKind::NotFound, base::Sentence("This page is not in the case."));
    return static_cast<int>(found - pages.begin()) + 1;
}

store::StoredPage Intakes::pageIn(const store::Intake& intake, const base::PageId& page) const {
    if (!intake.caseId.empty()) {
        const auto pages = parts_.store.pagesOf(intake.caseId);
        return pages[static_cast<std::size_t>(numberInCase(intake.caseId, page) - 1)];
    }
    for (auto& one : parts_.store.pagesOfIntake(intake.id))
        if (one.page.id == page && !one.removedReason) return std::move(one.page);
    throw Error(ErrorKind::NotFound, base::Sentence("This page is not in the intake."));
}

intake::StoredFile Intakes::keep(const staff::Actor& actor, const store::IntakeId& id, const base::BatchId& batch,
                                 const std::filesystem::path& file, const std::string& name) const {
    const auto intake = demandedFor(actor, staff::Verb::AddPages, id);
    const auto alsoKeep = [&](const std::vector<base::PageId>& pages) {
        if (intake.caseId.empty()) return parts_.store.addPagesToIntake(id, pages);
        parts_.store.addPagesToCase(intake.caseId, pages, actor);
        parts_.store.touchIntake(id);
    };
    intake::StoredFile kept;
    intake::storeFiles(parts_.store, {file},
                       {.batch = batch,
                        .actor = actor,
                        .limits = {},
                        .workers = parts_.fileWorkers(),
                        .alsoKeep = alsoKeep,
                        .names = {name}},
                       [&](const intake::StoredFile& stored) { kept = stored; });
    return kept;
}

void Intakes::removePage(const staff::Actor& actor, const store::IntakeId& id, const base::PageId& page,
                         const std::string& reason) const {
    const auto intake = demandedFor(actor, staff::Verb::RemovePage, id);
    (void)pageIn(intake, page);
    if (intake.caseId.empty()) return parts_.store.markIntakePage(id, page, reason);
    (void)cases_.removePage(actor, intake.caseId.text(), numberInCase(intake.caseId, page), reason);
    parts_.store.touchIntake(id);
}

void Intakes::restorePage(const staff::Actor& actor, const store::IntakeId& id, const base::PageId& page,
                          const std::string& reason) const {
    const auto intake = demandedFor(actor, staff::Verb::RemovePage, id);
    if (intake.caseId.empty()) return parts_.store.markIntakePage(id, page, std::nullopt);
    const auto removed = parts_.store.removedPages(intake.caseId);
    const auto isIt = [&](const store::RemovedPage& one) { return one.page.id == page; };
    const auto before = parts_.store.pagesOfIntake(id);
    const auto wasIt = [&](const store::IntakePage& one) { return one.page.id == page; };
    if (std::ranges::any_of(removed, isIt))
        (void)cases_.restorePage(actor, intake.caseId.text(), page, reason);
    else if (std::ranges::any_of(before, wasIt))
        cases_.addPages(actor, intake.caseId.text(), {page});
    else
        throw Error(ErrorKind::NotFound, base::Sentence("This page was never in the case."));
    parts_.store.touchIntake(id);
}

void Intakes::readPage(const staff::Actor& actor, const store::IntakeId& id, const base::PageId& page,
                       const Readers& readers, const std::function<void(const intake::PageOutcome&)>& onPage) const {
    const auto intake = demandedFor(actor, staff::Verb::AddPages, id);
    const auto* item =
        intake.caseId.empty() ? itemOfDraft(parts_, intake) : &itemOf(parts_, caseBy(parts_, intake.caseId.text()));
    intake::ReadPagesOptions options = readers.options;
    if (item != nullptr) options.expectedTypes = cases::awaitedTypes(*item);
    intake::readStoredPages(parts_.store, {pageIn(intake, page)}, readers.place, options, actor, onPage);
    parts_.store.touchIntake(id);
}

std::string Intakes::readingOf(const base::PageId& page) const {
    const auto reading = parts_.store.reading(page);
    const auto stored = parts_.store.findPage(page);
    return reading && stored && reading->inputHash == stored->blob ? reading->json : std::string{};
}

void Intakes::forgetFailure(const staff::Actor& actor, const store::IntakeId& id, const base::PageId& page) const {
    (void)pageIn(demandedFor(actor, staff::Verb::AddPages, id), page);
    auto reading = parts_.store.reading(page);
    if (!reading || !base::parseJson(reading->json, base::Sentence("A stored reading")).contains("error")) return;
    reading->inputHash.clear();  // of no bytes there are: it counts for nothing
    parts_.store.saveReading(*reading, actor);
}

std::vector<store::StoredPage> Intakes::pagesOf(const store::IntakeId& id) const {
    const auto intake = parts_.store.findIntake(id);
    if (!intake) return {};
    if (!intake->caseId.empty()) return parts_.store.pagesOf(intake->caseId);
    std::vector<store::StoredPage> pages;
    for (auto& one : parts_.store.pagesOfIntake(id))
        if (!one.removedReason) pages.push_back(std::move(one.page));
    return pages;
}

void Intakes::confirm(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
                      const intake::PaperCorrection& word) const {
    const auto intake = demandedFor(actor, staff::Verb::ConfirmPaper, id);
    if (!intake.caseId.empty())
        return cases_.confirm(
            actor, intake.caseId.text(),
            {.page = numberInCase(intake.caseId, at.page), .document = at.document, .correction = word});
    const auto papers = intake::papersOf(parts_.store, {pageIn(intake, at.page)});
    demandDocument(papers, at.document);
    demandMaterialOfDraft(itemOfDraft(parts_, intake), word.material);
    const auto& paper = papers.papers[static_cast<std::size_t>(at.document - 1)];
    checkWord(word, paper.document.classification.type, parts_.models.types(), parts_.today());
    const auto earlier = intake::correctionOf(parts_.store, at.page, at.document - 1);
    intake::confirmPaper(parts_.store, at.page, at.document - 1, joinedWords(earlier, word), actor);
}

void Intakes::overrule(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
                       const PaperRuling& ruling) const {
    const auto intake = demandedFor(actor, staff::Verb::Overrule, id);
    PaperRuling here = ruling;
    here.document = at.document;
    if (!intake.caseId.empty()) {
        here.page = numberInCase(intake.caseId, at.page);
        return cases_.overrule(actor, intake.caseId.text(), here);
    }
    demandDocument(intake::papersOf(parts_.store, {pageIn(intake, at.page)}), at.document);
    demandMaterialOfDraft(itemOfDraft(parts_, intake), ruling.material);
    const cases::Overrule overrule{.about = ruling.about,
                                   .ruling = ruling.ruling,
                                   .material = ruling.material,
                                   .reason = ruling.reason,
                                   .by = actor.account};
    cases::demandSound(overrule);
    const auto earlier = intake::correctionOf(parts_.store, at.page, at.document - 1);
    intake::confirmPaper(
        parts_.store, at.page, at.document - 1,
        joinedWords(earlier, {.type = {}, .fields = {}, .material = {}, .overrules = {overrule}, .confirmed = false}),
        actor);
}

void Intakes::draw(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
                   const std::optional<base::Quad>& corners, base::Turn turn) const {
    const auto intake = demandedFor(actor, staff::Verb::AdjustCorners, id);
    if (!intake.caseId.empty())
        return cases_.draw(
            actor, intake.caseId.text(),
            {.page = numberInCase(intake.caseId, at.page), .document = at.document, .corners = corners, .turn = turn});
    const auto page = pageIn(intake, at.page);
    const auto documents = intake::documentsAsRead(parts_.store, at.page);
    if (!corners && (at.document < 1 || static_cast<std::size_t>(at.document) > documents.size()))
        throw Error(ErrorKind::NotFound, base::Sentence("The page has {} documents.", documents.size()));
    base::Quad drawn = corners ? *corners : documents[static_cast<std::size_t>(at.document - 1)];
    drawn = base::startingAt(drawn, -static_cast<int>(turn) / 90);
    const auto picture =
        intake::pictureOf(intake::bytesOf(parts_.store, page), {.number = page.number}, parts_.fileWorkers());
    intake::demandOnPage(drawn, picture.width(), picture.height());
    intake::drawDocument(parts_.store, page.id, at.document - 1, drawn, actor);
}

std::optional<base::Quad> Intakes::cornersOf(const staff::Actor& actor, const store::IntakeId& id,
                                             const DocumentPlace& at) const {
    (void)pageIn(demandedFor(actor, staff::Verb::AdjustCorners, id), at.page);
    const auto documents = intake::documentsAsRead(parts_.store, at.page);
    if (at.document < 1 || static_cast<std::size_t>(at.document) > documents.size()) return std::nullopt;
    return documents[static_cast<std::size_t>(at.document - 1)];
}

void Intakes::join(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
                   const std::optional<DocumentPlace>& to) const {
    (void)demandedFor(actor, staff::Verb::ConfirmPaper, id);
    const auto papers = intake::papersOf(parts_.store, pagesOf(id));
    const auto& page = paperAt(papers, at);
    auto word = intake::correctionOf(parts_.store, at.page, at.document - 1);
    word.continues.reset();
    if (to) {
        demandMayContinue(parts_.models, papers, page, paperAt(papers, *to));
        word.continues = {.page = to->page, .document = to->document - 1};
        word.material.clear();  // it counts where the paper it belongs to counts
    }
    intake::confirmPaper(parts_.store, at.page, at.document - 1, word, actor);
}

intake::PaperCorrection Intakes::wordOn(const staff::Actor& actor, const store::IntakeId& id,
                                        const DocumentPlace& at) const {
    (void)pageIn(demandedFor(actor, staff::Verb::Check, id), at.page);
    return intake::correctionOf(parts_.store, at.page, at.document - 1);
}

void Intakes::sayAgain(const staff::Actor& actor, const store::IntakeId& id, const DocumentPlace& at,
                       const intake::PaperCorrection& word) const {
    (void)pageIn(demandedFor(actor, staff::Verb::ConfirmPaper, id), at.page);
    intake::confirmPaper(parts_.store, at.page, at.document - 1, word, actor);
    parts_.store.touchIntake(id);
}

}  // namespace daiban::desk
