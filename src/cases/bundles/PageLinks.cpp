// How strongly a page belongs to a document: what it says is counted in points.

#include "cases/bundles/PageLinks.h"

#include <algorithm>

#include "base/Text.h"

namespace daiban::cases {

namespace {

// Points a page has for belonging to a document. Set by hand so that two independent signs are needed, or one that
// leaves no doubt; the drawn documents of tests/unit/cases hold them to it.
constexpr int pointsDocumentNumber = 8;  // the same 合同编号
constexpr int pointsSameTotal = 6;       // 第2页 共3页 beside 第1页 共3页
constexpr int pointsNextNumber = 3;      // 第2页 where the document goes up to 第1页, no total printed
constexpr int pointsNumberAlone = 2;     // 第2页 共3页 where the first page bears no number
constexpr int pointsNextArticle = 5;     // 第九条 after 第八条
constexpr int pointsNextSection = 4;     // 九、 after 八、: lists have these too
constexpr int pointsLaterArticle = 3;    // 第十二条 after 第八条: a page between may be missing
constexpr int pointsSameTitle = 3;       // the title is repeated as a running head
constexpr int pointsSameHead = 2;        // another running head: a letter of the same office has it too
constexpr int pointsSameType = 2;        // read as the same type
constexpr int pointsSignatures = 3;      // where both parties sign, behind a document without such a place
constexpr int pointsNeighbour = 2;       // scanned right before or behind
constexpr int pointsRightBehind = 2;     // page n + 1 scanned right behind n pages
constexpr int pointsEnough = 5;

/// Of the same length and at most every eighth character another: the same words read twice.
bool sameWords(const std::string& one, const std::string& two) {
    if (one == two) return true;
    const auto a = base::toCodePoints(one);
    const auto b = base::toCodePoints(two);
    if (a.size() != b.size()) return false;
    std::size_t different = 0;
    for (std::size_t n = 0; n < a.size(); ++n) different += a[n] != b[n] ? 1 : 0;
    return different <= a.size() / 8;
}

}  // namespace

bool PageLink::isEnough() const {
    return points > 0 && all() >= pointsEnough;
}

const ClauseRun& runOf(const PageMarks& marks) {
    return marks.articles.there() ? marks.articles : marks.sections;
}

bool PageLinks::isLeafy(const Sheet& sheet) const {
    const BundleRule* rule = rules_.find(sheet.type());
    return rule != nullptr && rule->make == PaperMake::Leaves;
}

bool PageLinks::comesInPages(const Sheet& sheet) const {
    const BundleRule* rule = rules_.find(sheet.type());
    return rule != nullptr && rule->make == PaperMake::Pages;
}

bool PageLinks::isTitled(const Sheet& sheet) const {
    return std::ranges::any_of(sheet.marks().headLines, [&](const std::string& line) { return isTitle(line, sheet); });
}

/// The line holds a title of the sheet's type.
bool PageLinks::isTitle(const std::string& line, const Sheet& sheet) const {
    const auto* type = types_.find(sheet.type());
    if (type == nullptr) return false;
    return std::ranges::any_of(type->titles, [&](const documents::TitleRule& title) {
        return line.find(base::squeezed(title.text)) != std::string::npos;
    });
}

bool PageLinks::continues(const Sheet& sheet) const {
    const PageMarks& marks = sheet.marks();
    if (marks.marked()) return marks.number > 1;
    const ClauseRun& run = runOf(marks);
    if (run.there()) return run.first > 2 || (run.first == 2 && !isTitled(sheet));
    return marks.number > 1 && comesInPages(sheet) && !isTitled(sheet);
}

bool PageLinks::opens(const Sheet& sheet) const {
    if (sheet.blank || sheet.taken) return false;
    const bool saysFirst = sheet.marks().marked() && sheet.marks().number == 1 && sheet.marks().pagesInAll > 1;
    const bool named = !sheet.isUnknown() || !sheet.paper->assignedTo.empty();
    return saysFirst || (named && !continues(sheet));
}

int PageLinks::totalOf(const PageGroup& group) const {
    int total = 0;
    for (const std::size_t member : group.members) total = std::max(total, sheets_[member].marks().pagesInAll);
    return total;
}

int PageLinks::highestNumber(const PageGroup& group) const {
    int highest = 0;
    for (const std::size_t member : group.members)
        if (sheets_[member].marks().marked()) highest = std::max(highest, sheets_[member].marks().number);
    return highest;
}

bool PageLinks::hasNumber(const PageGroup& group, int number) const {
    return std::ranges::any_of(group.members, [&](std::size_t member) {
        return sheets_[member].marks().marked() && sheets_[member].marks().number == number;
    });
}

/// Points for the page number; empty when the number cannot be one of this document's.
std::optional<int> PageLinks::pointsOfNumber(const Sheet& sheet, const PageGroup& group) const {
    const PageMarks& marks = sheet.marks();
    const int total = totalOf(group);
    if (total > 0 && marks.pagesInAll > 0 && total != marks.pagesInAll) return std::nullopt;
    if (total > 0 && static_cast<int>(group.members.size()) >= total) return std::nullopt;
    if (!marks.marked()) return 0;
    const bool leadIsFirst = !group.headless && !lead(group).marks().marked();
    if (hasNumber(group, marks.number) || (leadIsFirst && marks.number == 1)) return std::nullopt;
    if (total > 0 && marks.number > total) return std::nullopt;
    int points = pointsNumberAlone;
    if (total > 0 && marks.pagesInAll == total && highestNumber(group) > 0)
        points = pointsSameTotal;
    else if (highestNumber(group) > 0)
        points = pointsNextNumber;
    const Sheet& last = sheets_[std::ranges::max(group.members)];
    const bool rightBehind = sheet.at == last.at + 1 && marks.number == static_cast<int>(group.members.size()) + 1;
    return points + (rightBehind ? pointsRightBehind : 0);
}

/// Points for the clauses; empty when the document has these clauses already.
std::optional<int> PageLinks::pointsOfRun(const Sheet& sheet, const PageGroup& group, ClauseRun PageMarks::*numbering,
                                          int forNext, int forLater) const {
    const ClauseRun& run = sheet.marks().*numbering;
    if (!run.there()) return 0;
    int highest = 0;
    bool follows = false;
    for (const std::size_t member : group.members) {
        const ClauseRun& other = sheets_[member].marks().*numbering;
        if (!other.there()) continue;
        if (run.first <= other.last && other.first <= run.last) return std::nullopt;
        follows = follows || run.first == other.last + 1 || other.first == run.last + 1;
        highest = std::max(highest, other.last);
    }
    if (follows) return forNext;
    return highest > 0 && run.first > highest ? forLater : 0;
}

std::optional<int> PageLinks::pointsOfClauses(const Sheet& sheet, const PageGroup& group) const {
    const auto articles = pointsOfRun(sheet, group, &PageMarks::articles, pointsNextArticle, pointsLaterArticle);
    if (!articles || *articles > 0) return articles;
    // Sections come back in forms and enclosures: they never speak against a page.
    return pointsOfRun(sheet, group, &PageMarks::sections, pointsNextSection, 0).value_or(0);
}

int PageLinks::pointsOfHead(const Sheet& sheet, const PageGroup& group) const {
    constexpr std::size_t leastBytes = 12;  // four Chinese characters: fewer are no head
    if (sheet.marks().headLines.empty()) return 0;
    const std::string& head = sheet.marks().headLines.front();
    if (head.size() < leastBytes) return 0;
    const bool same = std::ranges::any_of(group.members, [&](std::size_t member) {
        return std::ranges::any_of(sheets_[member].marks().headLines,
                                   [&](const std::string& other) { return sameWords(head, other); });
    });
    if (!same) return 0;
    return isTitle(head, lead(group)) ? pointsSameTitle : pointsSameHead;
}

/// Pages are taken in by types that come in pages, and by any document that numbers its pages.
bool PageLinks::takesPages(const PageGroup& group) const {
    return comesInPages(lead(group)) || totalOf(group) > 1 || highestNumber(group) > 0;
}

bool PageLinks::isSignaturePage(const Sheet& sheet, const PageGroup& group) const {
    if (sheet.marks().signingParties < 2 || !comesInPages(lead(group))) return false;
    const bool signedAlready = std::ranges::any_of(
        group.members, [&](std::size_t member) { return sheets_[member].marks().signingParties > 0; });
    return !signedAlready && sheet.at == sheets_[std::ranges::max(group.members)].at + 1;
}

/// Points for the number of the document; empty when it is another's.
std::optional<int> PageLinks::pointsOfDocumentNumber(const Sheet& sheet, const PageGroup& group) const {
    const std::string& number = sheet.marks().documentNumber;
    if (number.empty()) return 0;
    for (const std::size_t member : group.members) {
        const std::string& other = sheets_[member].marks().documentNumber;
        if (other.empty()) continue;
        if (number == other) return pointsDocumentNumber;
        // One of its own on a page that says where it belongs is a misreading, or another number on the page.
        if (!sheet.marks().marked()) return std::nullopt;
    }
    return 0;
}

PageLink PageLinks::linkOf(const Sheet& sheet, const PageGroup& group) const {
    const Sheet& first = lead(group);
    if (!takesPages(group) || !sheet.mayBePartOf(first) || isLeafy(sheet) || isLeafy(first)) return {};
    const auto number = pointsOfNumber(sheet, group);
    const auto clauses = pointsOfClauses(sheet, group);
    const auto document = pointsOfDocumentNumber(sheet, group);
    if (!number || !document) return {};
    // Clauses that were there before: another copy, unless the page number says that it is not.
    if (!clauses && *number < pointsSameTotal) return {};
    PageLink link;
    link.points = *number + clauses.value_or(0) + *document;
    link.points += pointsOfHead(sheet, group);
    if (isSignaturePage(sheet, group)) link.points += pointsSignatures;
    if (link.points > 0 && !sheet.isUnknown() && sheet.type() == first.type()) link.points += pointsSameType;
    if (isAnothers(sheet, first, *number >= pointsSameTotal, clauses.value_or(0) >= pointsNextArticle)) return {};
    addPlace(link, sheet, group);
    return link;
}

/// It speaks of other people. Where a page number says that it belongs here that is told, not believed; names are
/// believed less than a clause that follows, because on later pages they stand beside other labels.
bool PageLinks::isAnothers(const Sheet& sheet, const Sheet& first, bool numbered, bool follows) const {
    if (numbered) return false;
    return follows ? numbersContradict(*first.paper, *sheet.paper, today_, types_)
                   : contradict(*first.paper, *sheet.paper);
}

void PageLinks::addPlace(PageLink& link, const Sheet& sheet, const PageGroup& group) const {
    constexpr int before = 10'000;  // behind a page of the document is nearer than before it
    link.distance = 2 * before;
    for (const std::size_t member : group.members) {
        const Sheet& other = sheets_[member];
        if (areNeighbours(sheet, other)) link.nearness = pointsNeighbour;
        const int away = sheet.at > other.at ? sheet.at - other.at : before + other.at - sheet.at;
        link.distance = std::min(link.distance, away);
    }
}

bool PageLinks::hasRunningHead(const PageGroup& group) const {
    return group.members.size() > 1 && std::ranges::all_of(group.members, [&](std::size_t member) {
               return pointsOfHead(sheets_[member], group) == pointsSameTitle;
           });
}

bool PageLinks::isSignedByParties(const std::string& type) const {
    const BundleRule* rule = rules_.find(type);
    return rule != nullptr && rule->signedByParties;
}

}  // namespace daiban::cases
