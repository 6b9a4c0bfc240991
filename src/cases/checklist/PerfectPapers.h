#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "cases/bundles/Paper.h"
#include "cases/items/Item.h"
#include "cases/items/Subject.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases {

/// Invented people, one for every subject a case can have; the numbers bear their check characters.
[[nodiscard]] Subjects inventedPeople();

/// Papers that are all an item asks for in some situations.
struct PerfectSet {
    std::vector<Paper> papers;
    std::vector<std::size_t> rows;  ///< of each paper, number of its material in Item::materials
};

/// Which of several papers that would do is taken.
struct PerfectChoice {
    std::size_t alternative = 0;  ///< of materials of one word (oneOf) the one of that number; the last when there are
                                  ///< fewer
    bool replaced = false;        ///< where a material may be replaced by another (unless), the other one is there;
                                  ///< else that one is not, where it need not be
};

/// Makes for every material that counts a paper as nobody could find fault with: of its type, its subject's by the
/// fields the type's file names (`persons:`), valid on the day, recent, in the number asked for, everything read for
/// certain; of a material of no known type one that a person pointed out. Each on an image of its own.
[[nodiscard]] PerfectSet perfectSetFor(const Item& item, const std::vector<std::string>& situations,
                                       const PerfectChoice& choice, base::Date today,
                                       const documents::DocumentTypes& types);

/// How many choices there are in these situations: the most alternatives that stand beside one another, at least 1.
[[nodiscard]] std::size_t alternativesIn(const Item& item, const std::vector<std::string>& situations);

/// Every choice of situations that may be made: of those of which exactly one is chosen each, of those of which at
/// least one is chosen all but none, of the others any or none.
[[nodiscard]] std::vector<std::vector<std::string>> legalSituations(const Item& item);

}  // namespace daiban::cases
