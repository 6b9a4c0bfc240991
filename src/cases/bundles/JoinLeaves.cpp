// Sides of a card and leaves of a booklet: each shows another part of one paper, told by the words printed on it.

#include <algorithm>
#include <cstdint>

#include "cases/bundles/Sheets.h"

namespace daiban::cases {

namespace {

using Parts = std::uint32_t;  ///< one bit a part

/// The parts whose words stand on the sheet; an open booklet shows several.
Parts partsOn(const Sheet& sheet, const BundleRule& rule) {
    Parts parts = 0;
    for (std::size_t n = 0; n < rule.parts.size(); ++n) {
        const auto there = std::ranges::count_if(rule.parts[n].words, [&](const std::string& word) {
            return sheet.marks().words.find(word) != std::string::npos;
        });
        if (there >= rule.parts[n].needed) parts |= Parts{1} << n;
    }
    return parts;
}

class LeafJoiner {
  public:
    LeafJoiner(Sheets& sheets, const BundleRules& rules) : sheets_(sheets), rules_(rules) {}

    void join(std::vector<Bundle>& bundles) {
        for (std::size_t n = 0; n < sheets_.size(); ++n) {
            const BundleRule* rule = ruleOf(sheets_[n]);
            if (rule == nullptr || sheets_[n].taken || sheets_[n].blank) continue;
            std::vector<std::size_t> leaves{n};
            Parts parts = partsOn(sheets_[n], *rule);
            if (parts == 0) continue;
            // Behind it, then before it: what was scanned together lies together.
            grow(leaves, parts, *rule, n, +1);
            grow(leaves, parts, *rule, n, -1);
            if (leaves.size() > 1) add(leaves, bundles);
        }
    }

  private:
    [[nodiscard]] const BundleRule* ruleOf(const Sheet& sheet) const {
        const BundleRule* rule = rules_.find(sheet.type());
        return rule != nullptr && rule->make == PaperMake::Leaves ? rule : nullptr;
    }

    void grow(std::vector<std::size_t>& leaves, Parts& parts, const BundleRule& rule, std::size_t from, int step) {
        for (std::size_t n = from + static_cast<std::size_t>(step); n < sheets_.size();
             n += static_cast<std::size_t>(step)) {
            const Sheet& sheet = sheets_[n];
            if (sheet.blank) continue;
            const Parts its = sheet.mayBePartOf(sheets_[leaves.front()]) ? partsOn(sheet, rule) : 0;
            if (its == 0 || (its & parts) != 0 || speaksOfOthers(sheet, leaves)) return;
            parts |= its;
            leaves.push_back(n);
        }
    }

    [[nodiscard]] bool speaksOfOthers(const Sheet& sheet, const std::vector<std::size_t>& leaves) const {
        return std::ranges::any_of(leaves,
                                   [&](std::size_t leaf) { return contradict(*sheets_[leaf].paper, *sheet.paper); });
    }

    void add(std::vector<std::size_t> leaves, std::vector<Bundle>& bundles) {
        std::ranges::sort(leaves);
        Bundle bundle{.kind = BundleKind::Leaves, .type = sheets_[leaves.front()].type(), .papers = {}};
        for (const std::size_t leaf : leaves) {
            if (!sheets_[leaf].isUnknown()) bundle.type = sheets_[leaf].type();
            bundle.papers.push_back(sheets_[leaf].number);
            sheets_[leaf].taken = true;
        }
        bundles.push_back(std::move(bundle));
    }

    Sheets& sheets_;
    const BundleRules& rules_;
};

}  // namespace

void joinLeaves(Sheets& sheets, const BundleRules& rules, std::vector<Bundle>& bundles) {
    LeafJoiner(sheets, rules).join(bundles);
}

}  // namespace daiban::cases
