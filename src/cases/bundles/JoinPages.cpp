// Pages of one document in an order. A page joins a document for what it says of itself; what it says is counted in
// points, and the page whose word is strongest joins first, because what it says may be what the next one hangs on
// (clause 9 follows clause 8).

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/Sentence.h"
#include "cases/bundles/PageLinks.h"
#include "cases/bundles/PageOrder.h"
#include "cases/bundles/Sheets.h"

namespace daiban::cases {

namespace {

class PageJoiner {
  public:
    PageJoiner(Sheets& sheets, const documents::DocumentTypes& types, const BundleRules& rules, base::Date today)
        : sheets_(sheets), links_(sheets, types, rules, today), today_(today) {}

    void join(std::vector<Bundle>& bundles) {
        for (std::size_t n = 0; n < sheets_.size(); ++n)
            if (links_.opens(sheets_[n])) addGroup(n, false);
        joinFollowers();
        while (const auto orphan = firstOrphan()) {
            addGroup(*orphan, true);
            joinFollowers();
        }
        foldUntitled();
        for (const PageGroup& group : groups_)
            if (auto bundle = bundleOf(group, links_, sheets_, today_)) bundles.push_back(std::move(*bundle));
    }

  private:
    void addGroup(std::size_t sheet, bool headless) {
        groups_.push_back({.members = {sheet}, .doubts = {}, .headless = headless});
        grouped_.resize(sheets_.size(), 0);
        grouped_[sheet] = 1;
    }

    [[nodiscard]] bool isFollower(std::size_t sheet) const {
        return !sheets_[sheet].blank && !sheets_[sheet].taken && grouped_[sheet] == 0;
    }

    using Table = std::vector<std::vector<PageLink>>;  ///< of each follower with each group

    void joinFollowers() {
        grouped_.resize(sheets_.size(), 0);
        std::vector<std::size_t> followers;
        for (std::size_t n = 0; n < sheets_.size(); ++n)
            if (isFollower(n)) followers.push_back(n);
        Table links(followers.size(), std::vector<PageLink>(groups_.size()));
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
            if (isFollower(followers[row])) links[row][group] = links_.linkOf(sheets_[followers[row]], groups_[group]);
    }

    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> strongest(
        const Table& links, const std::vector<std::size_t>& followers) const {
        std::optional<std::pair<std::size_t, std::size_t>> best;
        const auto isBetter = [&](const PageLink& one, const PageLink& two) {
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
    void doubtWhichOne(const std::vector<PageLink>& links, std::size_t chosen, const Sheet& sheet) {
        if (links[chosen].nearness > 0) return;
        for (std::size_t group = 0; group < groups_.size(); ++group) {
            if (group == chosen || !links[group].isEnough() || links[group].points < links[chosen].points) continue;
            if (areCopies(groups_[group], groups_[chosen])) continue;
            groups_[chosen].doubts.push_back(base::Sentence(
                "{}不能确定属于哪一份，请人工确认",
                sheet.marks().number > 0 ? base::Sentence("第{}页", sheet.marks().number) : base::Sentence("有一页")));
            return;
        }
    }

    /// Copies of one document: it does not matter which of them a page is put with.
    [[nodiscard]] bool areCopies(const PageGroup& one, const PageGroup& two) const {
        const Paper& a = *links_.lead(one).paper;
        const Paper& b = *links_.lead(two).paper;
        if (links_.lead(one).type() != links_.lead(two).type() || contradict(a, b)) return false;
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
            if (!isFollower(n) || sheets_[n].isUnknown() || links_.isLeafy(sheets_[n]) || !links_.continues(sheets_[n]))
                continue;
            if (!links_.comesInPages(sheets_[n]) && sheets_[n].marks().pagesInAll < 2) continue;
            if (sheets_[n].paper->confirmedByPerson) continue;  // who said what it is has seen that it is enough
            if (!first || order(n) < order(*first)) first = n;
        }
        return first;
    }

    /// A page without a title, a number or a first clause that was read as the type of the document right before it is
    /// its next page, unless the document is whole or they speak of different people.
    void foldUntitled() {
        for (PageGroup& group : groups_) {
            if (group.members.empty() || !links_.comesInPages(links_.lead(group))) continue;
            const Sheet& last = sheets_[std::ranges::max(group.members)];
            for (PageGroup& next : groups_) {
                if (&next == &group || next.members.size() != 1 || !foldsInto(links_.lead(next), last, group)) continue;
                group.members.push_back(next.members.front());
                next.members.clear();
                break;
            }
        }
        std::erase_if(groups_, [](const PageGroup& group) { return group.members.empty(); });
    }

    [[nodiscard]] bool foldsInto(const Sheet& sheet, const Sheet& last, const PageGroup& group) const {
        const PageMarks& marks = sheet.marks();
        const bool silent = marks.number == 0 && marks.pagesInAll == 0 && !runOf(marks).there();
        if (!silent || marks.lineCount == 0 || sheet.at != last.at + 1 || onOnePage(sheet, last)) return false;
        if (sheet.isUnknown() || sheet.type() != links_.lead(group).type()) return false;
        if (links_.isTitled(sheet) && !links_.hasRunningHead(group)) return false;
        if (!links_.isTitled(links_.lead(group)) || sheet.paper->assignedTo != links_.lead(group).paper->assignedTo)
            return false;
        return links_.totalOf(group) == 0 && !contradict(*links_.lead(group).paper, *sheet.paper);
    }

    Sheets& sheets_;
    PageLinks links_;
    base::Date today_;
    std::vector<PageGroup> groups_;
    std::vector<char> grouped_;  ///< of each sheet
};

}  // namespace

void joinPages(Sheets& sheets, const documents::DocumentTypes& types, const BundleRules& rules, base::Date today,
               std::vector<Bundle>& bundles) {
    PageJoiner(sheets, types, rules, today).join(bundles);
}

}  // namespace daiban::cases
