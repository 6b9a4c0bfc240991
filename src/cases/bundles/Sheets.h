#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "cases/bundles/Bundle.h"
#include "cases/bundles/Paper.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases {

/// A paper while papers are put together.
struct Sheet {
    const Paper* paper = nullptr;
    std::size_t number = 0;  ///< in the list given
    int at = 0;              ///< its place among those that are not blank
    bool blank = false;
    bool taken = false;  ///< is in a bundle

    [[nodiscard]] const PageMarks& marks() const { return paper->marks; }
    [[nodiscard]] const std::string& type() const { return paper->document.classification.type; }
    [[nodiscard]] bool isUnknown() const { return type() == documents::unknownType; }
    /// It is certainly of its type, which is not unknown.
    [[nodiscard]] bool isSurely(std::string_view what) const;
    /// May be a page of a paper of that type: of the type itself, unknown, or read as another one with doubt; and no
    /// person said otherwise.
    [[nodiscard]] bool mayBePartOf(const Sheet& lead) const;
};

using Sheets = std::vector<Sheet>;

[[nodiscard]] Sheets sheetsOf(const std::vector<Paper>& papers);

/// On one image and page: photocopied side by side, or scanned together.
[[nodiscard]] bool onOnePage(const Sheet& a, const Sheet& b);
/// Nothing but blank pages lies between.
[[nodiscard]] bool areNeighbours(const Sheet& a, const Sheet& b);

/// Both certainly say something, and not the same: a field of both, or the holder is none of the two spouses.
[[nodiscard]] bool contradict(const Paper& a, const Paper& b);
/// The same for numbers only that prove themselves by a check character: those that say who is who (`persons:`).
[[nodiscard]] bool numbersContradict(const Paper& a, const Paper& b, base::Date today,
                                     const documents::DocumentTypes& types);

// What puts them together, in this order. Each takes sheets that are not taken yet, and takes them.
void joinPages(Sheets& sheets, const documents::DocumentTypes& types, const BundleRules& rules, base::Date today,
               std::vector<Bundle>& bundles);
void joinLeaves(Sheets& sheets, const BundleRules& rules, std::vector<Bundle>& bundles);
void pairCards(Sheets& sheets, base::Date today, std::vector<Bundle>& bundles);
void joinRegisters(Sheets& sheets, std::vector<Bundle>& bundles);

}  // namespace daiban::cases
