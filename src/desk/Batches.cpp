#include "desk/Batches.h"

#include <algorithm>

#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "desk/Lookup.h"

namespace daiban::desk {

namespace {

using base::Error;
using base::ErrorKind;
using intake::BatchPage;
using intake::BatchSection;
using intake::SheetKind;
using Kind = store::BatchWord::Kind;

/// What barcodes of separators say in the place of bars: the name of the patch.
constexpr std::string_view patchText = "PATCHT";
/// The heading of our own separators, models/slips/separator.yaml: a sheet whose code was not read is known by it.
constexpr std::string_view separatorTitle = "办件分隔页";

bool saysSeparator(const base::Json& reading) {
    for (const auto& document : reading.value("documents", base::Json::array()))
        if (base::squeezed(document.value("text", "")).find(separatorTitle) != std::string::npos) return true;
    return false;
}

bool isPatchText(const base::Json& code) {
    return code.value("text", "") == patchText;
}

const BatchSection& sectionIn(const BatchView& view, const base::PageId& section) {
    const auto found = std::ranges::find(view.sections, section, &BatchSection::begins);
    if (found == view.sections.end())
        throw Error(ErrorKind::NotFound, base::Sentence("This batch has no such section; look at it again."));
    return *found;
}

void demandNotTaken(const BatchSection& section) {
    if (section.taken.empty()) return;
    throw Error(ErrorKind::CheckFailed,
                base::Sentence("The pages of this section went to their case already; mend them there."));
}

bool isKept(const store::Store& store, const store::StoredPage& page) {
    const auto reading = store.reading(page.id);
    return reading && reading->inputHash == page.blob;
}

}  // namespace

int BatchView::numberOf(const base::PageId& page) const {
    const auto found = std::ranges::find(pages, page, &store::StoredPage::id);
    return found == pages.end() ? 0 : static_cast<int>(found - pages.begin()) + 1;
}

std::size_t BatchView::count(BatchSection::State state) const {
    return static_cast<std::size_t>(std::ranges::count(sections, state, &BatchSection::state));
}

std::size_t BatchView::waiting() const {
    return static_cast<std::size_t>(std::ranges::count(facts, BatchPage::State::Waiting, &BatchPage::state));
}

store::PaperBatch Batches::demanded(const staff::Actor& actor, const base::BatchId& id) const {
    auto batch = parts_.store.findBatch(id);
    if (!batch) throw Error(ErrorKind::NotFound, base::Sentence("There is no such batch here."));
    parts_.demand(actor, staff::Verb::AddPages, batch->office, id.text());
    return *std::move(batch);
}

store::PaperBatch Batches::open(const staff::Actor& actor, const base::BatchId& id, const std::string& source) const {
    parts_.demand(actor, staff::Verb::AddPages, actor.office, id.text());
    return parts_.store.openBatch({.id = id, .account = actor.account, .office = actor.office, .source = source});
}

store::PaperBatch Batches::find(const staff::Actor& actor, const base::BatchId& id) const {
    return demanded(actor, id);
}

std::vector<store::PaperBatch> Batches::list(const staff::Actor& actor, Which which) const {
    constexpr int most = 100;
    parts_.demand(actor, staff::Verb::AddPages, actor.office);
    const auto state = which == Which::Open ? std::optional(store::BatchState::Open) : std::nullopt;
    return parts_.store.batchesOf(actor.office, state, most);
}

std::vector<base::CaseId> Batches::caseOfToken(const staff::Actor& actor, const std::string& tokenId) const {
    const auto record = parts_.store.findCase(tokenId);
    if (!record || !cases_.allows(actor, staff::Verb::AddPages, *record)) return {};
    return {record->id};
}

BatchPage Batches::factsOf(const staff::Actor& actor, const store::StoredPage& page) const {
    BatchPage facts{.id = page.id, .content = page.blob + "/" + std::to_string(page.number)};
    const auto reading = parts_.store.reading(page.id);
    if (!reading || reading->inputHash != page.blob) return facts;
    const base::Json json = base::parseJson(reading->json, base::Sentence("A stored reading"));
    facts.state = json.contains("error") ? BatchPage::State::Unreadable : BatchPage::State::Read;
    facts.blank = json.contains("quality") && json["quality"].value("blank", false);
    if (facts.blank) facts.content.clear();  // blank pages of a copier are the same
    if (json.contains("patch_t")) facts.sheet = SheetKind::PatchT;
    bool isOurs = false;
    for (const auto& code : json.value("codes", base::Json::array())) {
        if (isPatchText(code)) facts.sheet = SheetKind::PatchT;
        if (!code.contains("token")) continue;
        const bool separates = code["token"].value("kind", "") == codes::nameOf(codes::TokenKind::Separator);
        isOurs = isOurs || separates;
        for (const auto& caseId : caseOfToken(actor, code["token"].value("id", ""))) {
            auto& named = separates ? facts.separates : facts.labels;
            if (std::ranges::find(named, caseId) == named.end()) named.push_back(caseId);
        }
    }
    if (!facts.separates.empty())
        facts.sheet = SheetKind::CaseSeparator;
    else if (isOurs || (facts.sheet == SheetKind::Page && saysSeparator(json)))
        facts.sheet = SheetKind::UnreadSeparator;
    for (const auto& paper : intake::papersOf(parts_.store, {page}).papers) {
        facts.types.push_back(paper.document.classification.type);
        for (auto& person : cases::everybodyOn(paper, parts_.today(), parts_.models.types()))
            if (!person.isBlank()) facts.persons.push_back(std::move(person));
    }
    return facts;
}

BatchView Batches::show(const staff::Actor& actor, const base::BatchId& id) const {
    BatchView view{
        .batch = demanded(actor, id), .pages = parts_.store.pagesOf(id), .facts = {}, .sections = {}, .cases = {}};
    const auto words = parts_.store.batchWords(id);
    std::vector<base::CaseId> named;
    for (const auto& page : view.pages) {
        view.facts.push_back(factsOf(actor, page));
        named.insert(named.end(), view.facts.back().separates.begin(), view.facts.back().separates.end());
    }
    for (const auto& word : words)
        if (!word.caseId.empty()) named.push_back(word.caseId);
    intake::BatchApplicants applicants;
    for (const auto& caseId : named)
        if (const auto record = view.cases.contains(caseId) ? std::nullopt : parts_.store.findCase(caseId.text())) {
            applicants[caseId] = {.name = record->applicantName, .idNumber = record->applicantIdNumber};
            view.cases.emplace(caseId, *record);
        }
    view.sections = intake::splitBatch(view.facts, words, applicants);
    return view;
}

intake::StoredFile Batches::keep(const staff::Actor& actor, const base::BatchId& id, const std::string& key,
                                 const std::filesystem::path& file, const std::string& name) const {
    const auto batch = demanded(actor, id);
    intake::StoredFile kept;
    intake::storeFiles(parts_.store, {file},
                       {.batch = id,
                        .actor = actor,
                        .limits = {},
                        .workers = parts_.fileWorkers(),
                        .alsoKeep = {},
                        .names = {name},
                        .key = key},
                       [&](const intake::StoredFile& stored) { kept = stored; });
    const bool isNew = std::ranges::any_of(kept.added, &store::Added::wasNew);
    if (isNew && batch.state == store::BatchState::Done) parts_.store.setBatchState(id, store::BatchState::Open);
    return kept;
}

std::vector<base::PageId> Batches::keptUnder(const base::BatchId& id, const std::string& key) const {
    std::vector<base::PageId> pages;
    for (int number = 1;; ++number) {
        const auto page = intake::pageIdOf(id, key, number);
        if (!parts_.store.findPage(page)) return pages;
        pages.push_back(page);
    }
}

void Batches::read(const staff::Actor& actor, const base::BatchId& id, const Readers& readers,
                   const std::function<void(const intake::PageOutcome&)>& onPage) const {
    (void)demanded(actor, id);
    intake::readStoredPages(parts_.store, parts_.store.pagesOf(id), readers.place, readers.options, actor, onPage);
}

void Batches::readPage(const staff::Actor& actor, const base::BatchId& id, const base::PageId& page,
                       const Readers& readers) const {
    (void)demanded(actor, id);
    const auto stored = parts_.store.findPage(page);
    if (!stored || stored->batch != id) throw Error(ErrorKind::NotFound, base::Sentence("There is no such page here."));
    intake::readStoredPages(parts_.store, {*stored}, readers.place, readers.options, actor, {});
}

std::vector<store::StoredPage> Batches::unread(const base::BatchId& id) const {
    auto pages = parts_.store.pagesOf(id);
    std::erase_if(pages, [&](const store::StoredPage& page) { return isKept(parts_.store, page); });
    return pages;
}

void Batches::move(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
                   const std::vector<base::PageId>& pages, const base::PageId& section) const {
    const BatchView view = show(actor, id);
    if (pages.empty()) throw Error(ErrorKind::BadArguments, base::Sentence("Say which pages are to be moved."));
    const bool isNew = std::ranges::find(pages, section) != pages.end();
    if (!isNew) (void)sectionIn(view, section);
    for (const auto& page : pages) {
        if (view.numberOf(page) == 0)
            throw Error(ErrorKind::NotFound, base::Sentence("There is no such page in this batch."));
        for (const auto& from : view.sections)
            if (std::ranges::find(from.taken, page) != from.taken.end()) demandNotTaken(from);
    }
    (void)parts_.store.addBatchWord({.id = event, .batch = id, .kind = Kind::Move, .section = section, .pages = pages},
                                    actor);
}

void Batches::name(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
                   const base::PageId& section, const std::string& caseKey) const {
    const BatchView view = show(actor, id);
    demandNotTaken(sectionIn(view, section));
    const auto record = caseBy(parts_, caseKey);
    parts_.demand(actor, staff::Verb::AddPages, record);
    (void)parts_.store.addBatchWord(
        {.id = event, .batch = id, .kind = Kind::Name, .section = section, .caseId = record.id}, actor);
}

void Batches::confirm(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
                      const base::PageId& section) const {
    const BatchView view = show(actor, id);
    const auto& found = sectionIn(view, section);
    (void)parts_.store.addBatchWord({.id = event,
                                     .batch = id,
                                     .kind = Kind::Confirm,
                                     .section = section,
                                     .pages = found.pages,
                                     .caseId = found.caseId},
                                    actor);
}

BatchTaking Batches::take(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
                          const base::PageId& onlySection) const {
    const BatchView view = show(actor, id);
    if (view.waiting() > 0)
        throw Error(ErrorKind::CheckFailed,
                    base::Sentence("Pages not read yet: {}. Each may be a separator; wait for them.", view.waiting()));
    if (!onlySection.empty() && sectionIn(view, onlySection).state == BatchSection::State::Doubt)
        throw Error(
            ErrorKind::CheckFailed,
            base::Sentence("This section is in doubt; move its pages, or confirm that they are all of this case."));
    BatchTaking taking;
    std::int64_t version = view.batch.version;
    for (const auto& section : view.sections) {
        if (section.state != BatchSection::State::Clear || (!onlySection.empty() && section.begins != onlySection))
            continue;
        try {
            parts_.demand(actor, staff::Verb::AddPages, view.cases.at(section.caseId));
            (void)parts_.store.addBatchWord(
                {.id = base::EventId(base::derivedUuid(event.text(), section.begins.text())),
                 .batch = id,
                 .kind = Kind::Taken,
                 .section = section.begins,
                 .pages = section.pages,
                 .caseId = section.caseId},
                actor, version);
            ++version;  // our own word
            (void)cases_.check(actor, section.caseId.text());
            taking.taken.push_back(section.begins);
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::StorageFailed) throw;
            taking.refused.emplace_back(section.begins, error.sentence());
        }
    }
    endIfDone(actor, id);
    return taking;
}

store::Intake Batches::takeAsIntake(const staff::Actor& actor, const base::BatchId& id, const base::EventId& event,
                                    const base::PageId& section, const store::IntakeId& intake) const {
    const BatchView view = show(actor, id);
    const auto& found = sectionIn(view, section);
    if (found.state == BatchSection::State::Taken && found.intake == intake) return intakes_.find(actor, intake);
    demandNotTaken(found);
    // That nothing said whose they are is what is settled by this.
    const bool inDoubt = std::ranges::any_of(found.doubts, [](const intake::BatchDoubt& doubt) {
        return doubt.kind != intake::DoubtKind::BeforeFirstSeparator &&
               doubt.kind != intake::DoubtKind::UnreadSeparator;
    });
    if (view.waiting() > 0 || inDoubt || found.pages.empty() || !found.caseId.empty())
        throw Error(ErrorKind::CheckFailed,
                    base::Sentence("Only a section without a case, read and without doubts, becomes a new resident."));
    const auto opened = intakes_.open(actor, intake, {}, {});
    (void)parts_.store.addBatchWord(
        {.id = event, .batch = id, .kind = Kind::Taken, .section = section, .pages = found.pages, .intake = intake},
        actor, view.batch.version);
    endIfDone(actor, id);
    return opened;
}

void Batches::endIfDone(const staff::Actor& actor, const base::BatchId& id) const {
    const BatchView view = show(actor, id);
    const bool isDone = std::ranges::all_of(view.sections, [](const BatchSection& section) {
        return section.state == BatchSection::State::Taken || section.state == BatchSection::State::Nothing;
    });
    if (isDone && view.batch.state == store::BatchState::Open) parts_.store.setBatchState(id, store::BatchState::Done);
}

base::Sentence sentenceOf(const BatchView& view, const intake::BatchDoubt& doubt) {
    const int page = view.numberOf(doubt.page);
    switch (doubt.kind) {
        case intake::DoubtKind::BeforeFirstSeparator:
            return base::Sentence("这些页在第一张分隔页之前，不知道是谁的。");
        case intake::DoubtKind::OtherPerson:
            return doubt.name.empty() ? base::Sentence("第 {} 页写的是另一个人：可能少放了一张分隔页。", page)
                                      : base::Sentence("第 {} 页写的是{}，和这一段不是同一人：可能少放了一张分隔页。",
                                                       page, doubt.name);
        case intake::DoubtKind::OtherLabel:
            return base::Sentence("第 {} 页上是另一个办件的标签。", page);
        case intake::DoubtKind::TwoSeparators:
            return base::Sentence("第 {} 页上有两个办件的分隔码，不知道后面是谁的。", page);
        case intake::DoubtKind::UnreadSeparator:
            return base::Sentence("第 {} 页像是分隔页，但认不出是哪个办件。", page);
        case intake::DoubtKind::Unreadable:
            return base::Sentence("第 {} 页读不出来，请看原图。", page);
        case intake::DoubtKind::SameAgain:
            return base::Sentence("第 {} 页和前面的一页完全相同，可能扫了两次。", page);
        case intake::DoubtKind::Empty:
            return base::Sentence("第 {} 页的分隔页后面没有材料。", page);
    }
    return {};
}

}  // namespace daiban::desk
