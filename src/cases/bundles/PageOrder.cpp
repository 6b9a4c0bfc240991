// In which order the pages of a document are read, and whether all are there.

#include "cases/bundles/PageOrder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/Sentence.h"

namespace daiban::cases {

namespace {

class PageOrder {
  public:
    PageOrder(Sheets& sheets, const PageLinks& links, base::Date today)
        : sheets_(sheets), links_(links), today_(today) {}

    std::optional<Bundle> bundle(const PageGroup& group) {
        const Sheet& first = links_.lead(group);
        const bool matters = !first.isUnknown() || !first.paper->assignedTo.empty();
        const bool saysMore = links_.totalOf(group) > 1 || group.headless;
        if (group.members.size() < 2 && (!matters || !saysMore || links_.isLeafy(first))) return std::nullopt;
        Bundle bundle{.kind = BundleKind::Pages, .type = first.type(), .papers = {}, .doubts = group.doubts};
        bundle.pagesInAll = links_.totalOf(group);
        std::vector<int> numbers;  // of the papers, 0: none is printed
        std::vector<std::size_t> members = inReadingOrder(group, numbers);
        sayWhatIsMissing(bundle, group, members, numbers);
        sayOrder(bundle, members, numbers);
        sayContradictions(bundle, members);
        // A first page alone that says nothing of others is no bundle.
        if (members.size() < 2 && bundle.doubts.empty()) return std::nullopt;
        for (const std::size_t member : members) {
            bundle.papers.push_back(sheets_[member].number);
            sheets_[member].taken = true;
        }
        return bundle;
    }

  private:
    /// Bare figures count when every page but the first has another one.
    [[nodiscard]] bool bareNumbersOrder(const PageGroup& group) const {
        std::vector<int> seen;
        for (const std::size_t member : group.members) {
            const PageMarks& marks = sheets_[member].marks();
            if (marks.number == 0 && member != group.members.front()) return false;
            if (marks.number > 0) seen.push_back(marks.number);
        }
        std::ranges::sort(seen);
        return std::ranges::adjacent_find(seen) == seen.end();
    }

    [[nodiscard]] std::vector<std::size_t> inReadingOrder(const PageGroup& group, std::vector<int>& numbers) const {
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
                                                             const PageGroup& group) const {
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
    void sayWhatIsMissing(Bundle& bundle, const PageGroup& group, const std::vector<std::size_t>& members,
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
            bundle.doubts.push_back(unnumbered < open.size()
                                        ? base::Sentence("共{}页，只有{}页，请核对", total, members.size())
                                        : base::Sentence("共{}页，却有{}页，请核对", total, members.size()));
            return;
        } else if (unnumbered > 0) {
            open.clear();  // without a total pages without a number may be the ones
        }
        bundle.missing = open;
        if (!open.empty())
            bundle.doubts.push_back(
                total > 0 ? base::Sentence("共{}页，缺第{}页", total, fmt::format("{}", fmt::join(open, "、")))
                          : base::Sentence("缺第{}页", fmt::format("{}", fmt::join(open, "、"))));
        if (open.empty() && total == 0) sayMissingClauses(bundle, group, members);
        if (open.empty() && total == 0) sayMissingSignatures(bundle, members);
    }

    /// Several pages, none of which says how many there are, and none that is signed: the last may not be there.
    void sayMissingSignatures(Bundle& bundle, const std::vector<std::size_t>& members) const {
        if (!links_.isSignedByParties(bundle.type) || members.size() < 2) return;
        const bool isSigned = std::ranges::any_of(
            members, [&](std::size_t member) { return sheets_[member].marks().signingParties > 0; });
        if (!isSigned) bundle.doubts.emplace_back(base::Sentence("未见双方签字盖章处，可能缺末页"));
    }

    void sayMissingClauses(Bundle& bundle, const PageGroup& group, const std::vector<std::size_t>& members) const {
        constexpr int mostUnread = 1;  // one heading at the edge of a page may not have been read
        const Sheet& first = sheets_[members.front()];
        const int begins = runOf(first.marks()).first;
        if (group.headless && !first.marks().marked() && begins > 1 + mostUnread && !links_.isTitled(first))
            bundle.doubts.push_back(base::Sentence("从第{}条开始，前面的页可能缺少", begins));
        for (std::size_t n = 0; n + 1 < members.size(); ++n) {
            const ClauseRun& here = sheets_[members[n]].marks().articles;
            const ClauseRun& next = sheets_[members[n + 1]].marks().articles;
            if (here.there() && next.there() && next.first - here.last > 1 + mostUnread)
                bundle.doubts.push_back(base::Sentence("第{}条之后是第{}条，中间可能缺页", here.last, next.first));
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
            bundle.notes.push_back(base::Sentence("第{}页与第{}页顺序颠倒", wrong[0], wrong[1]));
        else if (std::ranges::is_sorted(scanned, std::ranges::greater{}))
            bundle.notes.emplace_back(base::Sentence("各页顺序相反，末页在前"));
        else
            bundle.notes.push_back(
                base::Sentence("各页次序有误，现为第{}页", fmt::format("{}", fmt::join(said, "、"))));
    }

    void sayContradictions(Bundle& bundle, const std::vector<std::size_t>& members) const {
        for (std::size_t n = 1; n < members.size(); ++n)
            if (numbersContradict(*sheets_[members.front()].paper, *sheets_[members[n]].paper, today_, links_.types()))
                bundle.doubts.push_back(base::Sentence("第{}页的证件号码与首页不一致，请核对是否为同一份", n + 1));
    }

    Sheets& sheets_;
    const PageLinks& links_;
    base::Date today_;
};

}  // namespace

std::optional<Bundle> bundleOf(const PageGroup& group, const PageLinks& links, Sheets& sheets, base::Date today) {
    return PageOrder(sheets, links, today).bundle(group);
}

}  // namespace daiban::cases
