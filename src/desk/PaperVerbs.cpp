// What a person says of the papers of a case: what one is, where it lies, which situation holds.
#include <algorithm>

#include "base/Error.h"
#include "desk/Cases.h"
#include "desk/PaperWord.h"

namespace daiban::desk {

namespace {

using base::Error;
using base::ErrorKind;

/// What the paper is taken for so far, by the reading and by what was said before. Throws Error{NotFound} when it is
/// not there.
std::string typeOf(const intake::CasePapers& papers, int document) {
    for (const auto& paper : papers.papers)
        if (paper.place.document == document - 1) return paper.document.classification.type;
    if (papers.papers.empty())
        throw Error(ErrorKind::NotFound,
                    base::Sentence("This page was not read yet, so no paper is known on it; read it first."));
    throw Error(ErrorKind::NotFound,
                base::Sentence("There is no document {} on this page; it has {}.", document, papers.papers.size()));
}

/// What the machine says of a material now, for the record.
std::string saidOf(const cases::Checklist& checklist, const std::string& material) {
    for (const auto& requirement : checklist.requirements)
        if (material == requirement.material.name || material == cases::titleOf(requirement.material)) {
            std::string said(cases::codeOf(requirement.state));
            for (const auto& note : requirement.notes) said += "; " + note.text();
            return said;
        }
    return {};
}

}  // namespace

store::StoredPage Cases::pageOf(const store::CaseRecord& record, int number) const {
    const auto pages = parts_.store.pagesOf(record.id);
    if (number < 1 || static_cast<std::size_t>(number) > pages.size())
        throw Error(ErrorKind::NotFound, base::Sentence("The case has {} pages; see daiban case show.", pages.size()));
    return pages[static_cast<std::size_t>(number - 1)];
}

void Cases::confirm(const staff::Actor& actor, const std::string& key, const PaperWord& word) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::ConfirmPaper, record);
    const auto page = pageOf(record, word.page);
    if (!word.correction.material.empty()) demandMaterial(itemOf(parts_, record), word.correction.material);
    const auto papers = intake::papersOf(parts_.store, {page});
    checkWord(word.correction, typeOf(papers, word.document), parts_.models.types(), parts_.today());
    const auto earlier = intake::correctionOf(parts_.store, page.id, word.document - 1);
    intake::confirmPaper(parts_.store, page.id, word.document - 1, joinedWords(earlier, word.correction), actor);
}

void Cases::overrule(const staff::Actor& actor, const std::string& key, const PaperRuling& ruling) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::Overrule, record);
    const auto page = pageOf(record, ruling.page);
    const cases::Item& item = itemOf(parts_, record);
    if (!ruling.material.empty()) demandMaterial(item, ruling.material);
    auto papers = intake::papersOf(parts_.store, {page});
    (void)typeOf(papers, ruling.document);  // it must be there
    const cases::Overrule overrule{
        .about = ruling.about,
        .ruling = ruling.ruling,
        .material = ruling.material,
        .said =
            saidOf(checklistOf(parts_, record, item, intake::papersOf(parts_.store, parts_.store.pagesOf(record.id))),
                   ruling.material),
        .reason = ruling.reason,
        .by = actor.account};
    cases::demandSound(overrule);
    const auto earlier = intake::correctionOf(parts_.store, page.id, ruling.document - 1);
    intake::confirmPaper(
        parts_.store, page.id, ruling.document - 1,
        joinedWords(earlier, {.type = {}, .fields = {}, .material = {}, .overrules = {overrule}, .confirmed = false}),
        actor);
}

void Cases::draw(const staff::Actor& actor, const std::string& key, const DocumentDrawing& drawing) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::AdjustCorners, record);
    const auto page = pageOf(record, drawing.page);
    base::Quad drawn{};
    if (drawing.corners) {
        drawn = *drawing.corners;
    } else {
        const auto documents = intake::documentsAsRead(parts_.store, page.id);
        if (drawing.document < 1 || static_cast<std::size_t>(drawing.document) > documents.size())
            throw Error(ErrorKind::NotFound,
                        base::Sentence("The page has {} documents; give --corners to add one.", documents.size()));
        drawn = documents[static_cast<std::size_t>(drawing.document - 1)];
    }
    // Turned clockwise by a quarter, what was bottom-left comes to lie top-left.
    drawn = base::startingAt(drawn, -static_cast<int>(drawing.turn) / 90);
    // Tried on the picture before it is kept.
    const auto picture =
        intake::pictureOf(intake::bytesOf(parts_.store, page), {.number = page.number}, parts_.fileWorkers());
    intake::demandOnPage(drawn, picture.width(), picture.height());
    intake::drawDocument(parts_.store, page.id, drawing.document - 1, drawn, actor);
}

void Cases::chooseSituations(const staff::Actor& actor, const std::string& key,
                             const std::vector<std::string>& situations) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::ChooseSituations, record);
    // Wrong situations are told before anything is kept.
    (void)cases::check(itemOf(parts_, record), situations, {}, {}, parts_.today(), parts_.models.types(),
                       parts_.models.bundleRules());
    parts_.store.chooseSituations(record.id, situations, actor);
}

}  // namespace daiban::desk
