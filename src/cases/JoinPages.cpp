// Pages of one document in an order. A page joins a document for what it says of itself; what it says is counted in
// points, and the page whose word is strongest joins first, because what it says may be what the next one hangs on
// (clause 9 follows clause 8).

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "base/Text.h"
#include "cases/Persons.h"
#include "cases/Sheets.h"

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

struct Group {
    std::vector<std::size_t> members;  ///< sheets, the lead first
    std::vector<std::string> doubts;
    bool headless = false;  ///< its first page was not found
};

/// How a page stands to a document; no points: it cannot belong to it.
struct Link {
    int points = 0;    ///< for what it says
    int nearness = 0;  ///< points for where it lies
    int distance = 0;  ///< the less the nearer it lies behind the document's pages
    [[nodiscard]] int all() const { return points + nearness; }
    [[nodiscard]] bool isEnough() const { return points > 0 && all() >= pointsEnough; }
};

const ClauseRun& runOf(const PageMarks& marks) {
    return marks.articles.there() ? marks.articles : marks.sections;
}

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

class PageJoiner {
  public:
    PageJoiner(Sheets& sheets, const documents::DocumentTypes& types, const BundleRules& rules, base::Date today)
        : sheets_(sheets), types_(types), rules_(rules), today_(today) {}

    void join(std::vector<Bundle>& bundles) {
        for (std::size_t n = 0; n < sheets_.size(); ++n)
            if (opens(sheets_[n])) addGroup(n, false);
        joinFollowers();
        while (const auto orphan = firstOrphan()) {
            addGroup(*orphan, true);
            joinFollowers();
        }
        foldUntitled();
        for (const Group& group : groups_) finish(group, bundles);
    }

  private:
    // ---- What a sheet is ----

    [[nodiscard]] bool isLeafy(const Sheet& sheet) const {
        const BundleRule* rule = rules_.find(sheet.type());
        return rule != nullptr && rule->make == PaperMake::Leaves;
    }

    [[nodiscard]] bool comesInPages(const Sheet& sheet) const {
        const BundleRule* rule = rules_.find(sheet.type());
        return rule != nullptr && rule->make == PaperMake::Pages;
    }

    /// A title of its type stands in its first lines. A running head is one as well.
    [[nodiscard]] bool isTitled(const Sheet& sheet) const {
        return std::ranges::any_of(sheet.marks().headLines,
                                   [&](const std::string& line) { return isTitle(line, sheet); });
    }

    /// The line holds a title of the sheet's type.
    [[nodiscard]] bool isTitle(const std::string& line, const Sheet& sheet) const {
        const auto* type = types_.find(sheet.type());
        if (type == nullptr) return false;
        return std::ranges::any_of(type->titles, [&](const documents::TitleRule& title) {
            return line.find(base::squeezed(title.text)) != std::string::npos;
        });
    }

    /// It says itself that it is not a first page.
    [[nodiscard]] bool continues(const Sheet& sheet) const {
        const PageMarks& marks = sheet.marks();
        if (marks.marked()) return marks.number > 1;
        const ClauseRun& run = runOf(marks);
        if (run.there()) return run.first > 2 || (run.first == 2 && !isTitled(sheet));
        return marks.number > 1 && comesInPages(sheet) && !isTitled(sheet);
    }

    /// A document begins with it: any page of a known type that does not say otherwise; an unknown one that says it.
    [[nodiscard]] bool opens(const Sheet& sheet) const {
        if (sheet.blank || sheet.taken) return false;
        const bool saysFirst = sheet.marks().marked() && sheet.marks().number == 1 && sheet.marks().pagesInAll > 1;
        const bool named = !sheet.isUnknown() || !sheet.paper->assignedTo.empty();
        return saysFirst || (named && !continues(sheet));
    }

    // ---- Links ----

    void addGroup(std::size_t sheet, bool headless) {
        groups_.push_back({.members = {sheet}, .doubts = {}, .headless = headless});
        grouped_.resize(sheets_.size(), 0);
        grouped_[sheet] = 1;
    }

    [[nodiscard]] const Sheet& lead(const Group& group) const { return sheets_[group.members.front()]; }

    [[nodiscard]] int totalOf(const Group& group) const {
        int total = 0;
        for (const std::size_t member : group.members) total = std::max(total, sheets_[member].marks().pagesInAll);
        return total;
    }

    [[nodiscard]] int highestNumber(const Group& group) const {
        int highest = 0;
        for (const std::size_t member : group.members)
            if (sheets_[member].marks().marked()) highest = std::max(highest, sheets_[member].marks().number);
        return highest;
    }

    [[nodiscard]] bool hasNumber(const Group& group, int number) const {
        return std::ranges::any_of(group.members, [&](std::size_t member) {
            return sheets_[member].marks().marked() && sheets_[member].marks().number == number;
        });
    }

    /// Points for the page number; empty when the number cannot be one of this document's.
    [[nodiscard]] std::optional<int> pointsOfNumber(const Sheet& sheet, const Group& group) const {
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
    [[nodiscard]] std::optional<int> pointsOfRun(const Sheet& sheet, const Group& group,
                                                 ClauseRun PageMarks::*numbering, int forNext, int forLater) const {
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

    [[nodiscard]] std::optional<int> pointsOfClauses(const Sheet& sheet, const Group& group) const {
        const auto articles = pointsOfRun(sheet, group, &PageMarks::articles, pointsNextArticle, pointsLaterArticle);
        if (!articles || *articles > 0) return articles;
        // Sections come back in forms and enclosures: they never speak against a page.
        return pointsOfRun(sheet, group, &PageMarks::sections, pointsNextSection, 0).value_or(0);
    }

    [[nodiscard]] int pointsOfHead(const Sheet& sheet, const Group& group) const {
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
    [[nodiscard]] bool takesPages(const Group& group) const {
        return comesInPages(lead(group)) || totalOf(group) > 1 || highestNumber(group) > 0;
    }

    [[nodiscard]] bool isSignaturePage(const Sheet& sheet, const Group& group) const {
        if (sheet.marks().signingParties < 2 || !comesInPages(lead(group))) return false;
        const bool signedAlready = std::ranges::any_of(
            group.members, [&](std::size_t member) { return sheets_[member].marks().signingParties > 0; });
        return !signedAlready && sheet.at == sheets_[std::ranges::max(group.members)].at + 1;
    }

    /// Points for the number of the document; empty when it is another's.
    [[nodiscard]] std::optional<int> pointsOfDocumentNumber(const Sheet& sheet, const Group& group) const {
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

    [[nodiscard]] Link linkOf(const Sheet& sheet, const Group& group) const {
        const Sheet& first = lead(group);
        if (!takesPages(group) || !sheet.mayBePartOf(first) || isLeafy(sheet) || isLeafy(first)) return {};
        const auto number = pointsOfNumber(sheet, group);
        const auto clauses = pointsOfClauses(sheet, group);
        const auto document = pointsOfDocumentNumber(sheet, group);
        if (!number || !document) return {};
        // Clauses that were there before: another copy, unless the page number says that it is not.
        if (!clauses && *number < pointsSameTotal) return {};
        Link link;
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
    [[nodiscard]] bool isAnothers(const Sheet& sheet, const Sheet& first, bool numbered, bool follows) const {
        if (numbered) return false;
        return follows ? numbersContradict(*first.paper, *sheet.paper, today_) : contradict(*first.paper, *sheet.paper);
    }

    void addPlace(Link& link, const Sheet& sheet, const Group& group) const {
        constexpr int before = 10'000;  // behind a page of the document is nearer than before it
        link.distance = 2 * before;
        for (const std::size_t member : group.members) {
            const Sheet& other = sheets_[member];
            if (areNeighbours(sheet, other)) link.nearness = pointsNeighbour;
            const int away = sheet.at > other.at ? sheet.at - other.at : before + other.at - sheet.at;
            link.distance = std::min(link.distance, away);
        }
    }

    // ---- Joining ----

    [[nodiscard]] bool isFollower(std::size_t sheet) const {
        return !sheets_[sheet].blank && !sheets_[sheet].taken && grouped_[sheet] == 0;
    }

    using Table = std::vector<std::vector<Link>>;  ///< of each follower with each group

    void joinFollowers() {
        grouped_.resize(sheets_.size(), 0);
        std::vector<std::size_t> followers;
        for (std::size_t n = 0; n < sheets_.size(); ++n)
            if (isFollower(n)) followers.push_back(n);
        Table links(followers.size(), std::vector<Link>(groups_.size()));
        for (std::size_t group = 0; group < groups_.size(); ++group) linkAll(links, followers, group);
        while (const auto best = strongest(links, followers)) {
            const auto [row, group] = *best;
            doubtWhichOne(links[row], group, sheets_[followers[row]]);
            groups_[group].members.push_back(followers[row]);
            grouped_[followers[row]] = 1;
            linkAll(links, followers, group);
        }
    }

    void linkAll(Table& links, const std::vector<std::size_t>& followers, std::size_t group) const {
        for (std::size_t row = 0; row < followers.size(); ++row)
            if (isFollower(followers[row])) links[row][group] = linkOf(sheets_[followers[row]], groups_[group]);
    }

    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> strongest(
        const Table& links, const std::vector<std::size_t>& followers) const {
        std::optional<std::pair<std::size_t, std::size_t>> best;
        const auto isBetter = [&](const Link& one, const Link& two) {
            return one.all() != two.all() ? one.all() > two.all() : one.distance < two.distance;
        };
        for (std::size_t row = 0; row < links.size(); ++row) {
            if (!isFollower(followers[row])) continue;
            for (std::size_t group = 0; group < groups_.size(); ++group) {
                if (!links[row][group].isEnough()) continue;
                if (!best || isBetter(links[row][group], links[best->first][best->second])) best = {row, group};
            }
        }
        return best;
    }

    /// A page that says as much for another document, and does not lie with this one, may be that one's.
    void doubtWhichOne(const std::vector<Link>& links, std::size_t chosen, const Sheet& sheet) {
        if (links[chosen].nearness > 0) return;
        for (std::size_t group = 0; group < groups_.size(); ++group) {
            if (group == chosen || !links[group].isEnough() || links[group].points < links[chosen].points) continue;
            if (areCopies(groups_[group], groups_[chosen])) continue;
            groups_[chosen].doubts.push_back(
                fmt::format("{}不能确定属于哪一份，请人工确认",
                            sheet.marks().number > 0 ? fmt::format("第{}页", sheet.marks().number) : "有一页"));
            return;
        }
    }

    /// Copies of one document: it does not matter which of them a page is put with.
    [[nodiscard]] bool areCopies(const Group& one, const Group& two) const {
        const Paper& a = *lead(one).paper;
        const Paper& b = *lead(two).paper;
        if (lead(one).type() != lead(two).type() || contradict(a, b)) return false;
        return !a.document.fields.empty() && a.document.fields.size() == b.document.fields.size();
    }

    /// A page of a known type that says it is not a first page, and found none. The lowest leads the others.
    [[nodiscard]] std::optional<std::size_t> firstOrphan() const {
        std::optional<std::size_t> first;
        const auto order = [&](std::size_t n) {
            const PageMarks& marks = sheets_[n].marks();
            return std::pair(marks.number, runOf(marks).first);
        };
        for (std::size_t n = 0; n < sheets_.size(); ++n) {
            if (!isFollower(n) || sheets_[n].isUnknown() || isLeafy(sheets_[n]) || !continues(sheets_[n])) continue;
            if (!comesInPages(sheets_[n]) && sheets_[n].marks().pagesInAll < 2) continue;
            if (sheets_[n].paper->confirmedByPerson) continue;  // who said what it is has seen that it is enough
            if (!first || order(n) < order(*first)) first = n;
        }
        return first;
    }

    /// A page without a title, a number or a first clause that was read as the type of the document right before it is
    /// its next page, unless the document is whole or they speak of different people.
    void foldUntitled() {
        for (Group& group : groups_) {
            if (group.members.empty() || !comesInPages(lead(group))) continue;
            const Sheet& last = sheets_[std::ranges::max(group.members)];
            for (Group& next : groups_) {
                if (&next == &group || next.members.size() != 1 || !foldsInto(lead(next), last, group)) continue;
                group.members.push_back(next.members.front());
                next.members.clear();
                break;
            }
        }
        std::erase_if(groups_, [](const Group& group) { return group.members.empty(); });
    }

    /// The title stands on every page of several: on one page more it says nothing.
    [[nodiscard]] bool hasRunningHead(const Group& group) const {
        return group.members.size() > 1 && std::ranges::all_of(group.members, [&](std::size_t member) {
                   return pointsOfHead(sheets_[member], group) == pointsSameTitle;
               });
    }

    [[nodiscard]] bool foldsInto(const Sheet& sheet, const Sheet& last, const Group& group) const {
        const PageMarks& marks = sheet.marks();
        const bool silent = marks.number == 0 && marks.pagesInAll == 0 && !runOf(marks).there();
        if (!silent || marks.lineCount == 0 || sheet.at != last.at + 1 || onOnePage(sheet, last)) return false;
        if (sheet.isUnknown() || sheet.type() != lead(group).type()) return false;
        if (isTitled(sheet) && !hasRunningHead(group)) return false;
        if (!isTitled(lead(group)) || sheet.paper->assignedTo != lead(group).paper->assignedTo) return false;
        return totalOf(group) == 0 && !contradict(*lead(group).paper, *sheet.paper);
    }

    // ---- Order and completeness ----

    void finish(const Group& group, std::vector<Bundle>& bundles) {
        const Sheet& first = lead(group);
        const bool matters = !first.isUnknown() || !first.paper->assignedTo.empty();
        const bool saysMore = totalOf(group) > 1 || group.headless;
        if (group.members.size() < 2 && (!matters || !saysMore || isLeafy(first))) return;
        Bundle bundle{.kind = BundleKind::Pages, .type = first.type(), .papers = {}, .doubts = group.doubts};
        bundle.pagesInAll = totalOf(group);
        std::vector<int> numbers;  // of the papers, 0: none is printed
        std::vector<std::size_t> members = inReadingOrder(group, numbers);
        sayWhatIsMissing(bundle, group, members, numbers);
        sayOrder(bundle, members, numbers);
        sayContradictions(bundle, members);
        // A first page alone that says nothing of others is no bundle.
        if (members.size() < 2 && bundle.doubts.empty()) return;
        for (const std::size_t member : members) {
            bundle.papers.push_back(sheets_[member].number);
            sheets_[member].taken = true;
        }
        bundles.push_back(std::move(bundle));
    }

    /// Bare figures count when every page but the first has another one.
    [[nodiscard]] bool bareNumbersOrder(const Group& group) const {
        std::vector<int> seen;
        for (const std::size_t member : group.members) {
            const PageMarks& marks = sheets_[member].marks();
            if (marks.number == 0 && member != group.members.front()) return false;
            if (marks.number > 0) seen.push_back(marks.number);
        }
        std::ranges::sort(seen);
        return std::ranges::adjacent_find(seen) == seen.end();
    }

    [[nodiscard]] std::vector<std::size_t> inReadingOrder(const Group& group, std::vector<int>& numbers) const {
        const bool bare = bareNumbersOrder(group);
        const auto numberOf = [&](std::size_t member) {
            const PageMarks& marks = sheets_[member].marks();
            if (marks.marked() || (bare && marks.number > 0)) return marks.number;
            return !group.headless && member == group.members.front() ? 1 : 0;
        };
        std::vector<std::size_t> scanned = group.members;
        std::ranges::sort(scanned);
        std::vector<std::size_t> order;
        for (const std::size_t member : scanned)
            if (numberOf(member) > 0) order.push_back(member);
        std::ranges::stable_sort(order, {}, numberOf);
        for (const std::size_t member : scanned)
            if (numberOf(member) == 0) order.insert(placeOf(member, order, group), member);
        for (const std::size_t member : order) numbers.push_back(numberOf(member));
        return order;
    }

    /// Where a page without a number goes: before the first with later clauses, at the end when it is signed, else
    /// behind the page it was scanned behind.
    [[nodiscard]] std::vector<std::size_t>::iterator placeOf(std::size_t member, std::vector<std::size_t>& order,
                                                             const Group& group) const {
        const PageMarks& marks = sheets_[member].marks();
        const ClauseRun& run = runOf(marks);
        if (run.there()) {
            const auto later = std::ranges::find_if(order, [&](std::size_t other) {
                const ClauseRun& others = runOf(sheets_[other].marks());
                return others.there() && others.first > run.last;
            });
            if (later != order.end()) return later;
            // No page has later clauses; but pages without any may stand behind those with earlier ones.
            auto behind = order.begin();
            for (auto at = order.begin(); at != order.end(); ++at)
                if (runOf(sheets_[*at].marks()).there()) behind = at + 1;
            if (behind != order.begin()) return behind;
        }
        if (marks.signingParties >= 2) return order.end();
        auto behind = !group.headless && !order.empty() ? order.begin() + 1 : order.begin();
        for (auto at = order.begin(); at != order.end(); ++at)
            if (*at < member) behind = std::max(behind, at + 1);
        return behind;
    }

    /// Fills in numbers where as many pages are without one as numbers are left, and says which pages are not there.
    void sayWhatIsMissing(Bundle& bundle, const Group& group, const std::vector<std::size_t>& members,
                          std::vector<int>& numbers) const {
        const int total = bundle.pagesInAll;
        const bool numbered =
            std::ranges::any_of(members, [&](std::size_t member) { return sheets_[member].marks().marked(); });
        std::vector<int> open;  // numbers no page bears
        const int last = total > 0 ? total : numbered ? std::ranges::max(numbers) : 0;
        for (int number = 1; number <= last; ++number)
            if (std::ranges::find(numbers, number) == numbers.end()) open.push_back(number);
        const auto unnumbered = static_cast<std::size_t>(std::ranges::count(numbers, 0));
        if (unnumbered == open.size()) {
            auto next = open.begin();
            for (int& number : numbers)
                if (number == 0 && next != open.end()) number = *next++;
            open.clear();
        } else if (unnumbered > 0 && total > 0) {
            bundle.doubts.push_back(
                fmt::format("共{}页，{}有{}页，请核对", total, unnumbered < open.size() ? "只" : "却", members.size()));
            return;
        } else if (unnumbered > 0) {
            open.clear();  // without a total pages without a number may be the ones
        }
        bundle.missing = open;
        if (!open.empty())
            bundle.doubts.push_back(total > 0 ? fmt::format("共{}页，缺第{}页", total, fmt::join(open, "、"))
                                              : fmt::format("缺第{}页", fmt::join(open, "、")));
        if (open.empty() && total == 0) sayMissingClauses(bundle, group, members);
        if (open.empty() && total == 0) sayMissingSignatures(bundle, members);
    }

    /// Several pages, none of which says how many there are, and none that is signed: the last may not be there.
    void sayMissingSignatures(Bundle& bundle, const std::vector<std::size_t>& members) const {
        const BundleRule* rule = rules_.find(bundle.type);
        if (rule == nullptr || !rule->signedByParties || members.size() < 2) return;
        const bool isSigned = std::ranges::any_of(
            members, [&](std::size_t member) { return sheets_[member].marks().signingParties > 0; });
        if (!isSigned) bundle.doubts.emplace_back("未见双方签字盖章处，可能缺末页");
    }

    void sayMissingClauses(Bundle& bundle, const Group& group, const std::vector<std::size_t>& members) const {
        constexpr int mostUnread = 1;  // one heading at the edge of a page may not have been read
        const Sheet& first = sheets_[members.front()];
        const int begins = runOf(first.marks()).first;
        if (group.headless && !first.marks().marked() && begins > 1 + mostUnread && !isTitled(first))
            bundle.doubts.push_back(fmt::format("从第{}条开始，前面的页可能缺少", begins));
        for (std::size_t n = 0; n + 1 < members.size(); ++n) {
            const ClauseRun& here = sheets_[members[n]].marks().articles;
            const ClauseRun& next = sheets_[members[n + 1]].marks().articles;
            if (here.there() && next.there() && next.first - here.last > 1 + mostUnread)
                bundle.doubts.push_back(fmt::format("第{}条之后是第{}条，中间可能缺页", here.last, next.first));
        }
    }

    static void sayOrder(Bundle& bundle, const std::vector<std::size_t>& members, const std::vector<int>& numbers) {
        std::vector<std::size_t> scanned(members.size());  // places in `members`, as scanned
        for (std::size_t n = 0; n < scanned.size(); ++n) scanned[n] = n;
        std::ranges::sort(scanned, {}, [&](std::size_t n) { return members[n]; });
        std::vector<int> said;
        for (const std::size_t n : scanned) said.push_back(numbers[n] > 0 ? numbers[n] : static_cast<int>(n) + 1);
        std::vector<int> wrong;
        for (std::size_t n = 0; n < scanned.size(); ++n)
            if (scanned[n] != n) wrong.push_back(said[n]);
        if (wrong.empty()) return;
        std::ranges::sort(wrong);
        if (wrong.size() == 2)
            bundle.notes.push_back(fmt::format("第{}页与第{}页顺序颠倒", wrong[0], wrong[1]));
        else if (std::ranges::is_sorted(scanned, std::ranges::greater{}))
            bundle.notes.emplace_back("各页顺序相反，末页在前");
        else
            bundle.notes.push_back(fmt::format("各页次序有误，现为第{}页", fmt::join(said, "、")));
    }

    void sayContradictions(Bundle& bundle, const std::vector<std::size_t>& members) const {
        for (std::size_t n = 1; n < members.size(); ++n)
            if (numbersContradict(*sheets_[members.front()].paper, *sheets_[members[n]].paper, today_))
                bundle.doubts.push_back(fmt::format("第{}页的证件号码与首页不一致，请核对是否为同一份", n + 1));
    }

    Sheets& sheets_;
    const documents::DocumentTypes& types_;
    const BundleRules& rules_;
    base::Date today_;
    std::vector<Group> groups_;
    std::vector<char> grouped_;  ///< of each sheet
};

}  // namespace

void joinPages(Sheets& sheets, const documents::DocumentTypes& types, const BundleRules& rules, base::Date today,
               std::vector<Bundle>& bundles) {
    PageJoiner(sheets, types, rules, today).join(bundles);
}

}  // namespace daiban::cases
