#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "cases/bundles/BundleRules.h"
#include "cases/items/Item.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases {

/// What was found by handing in perfect papers for items, and perfect papers with one missing.
struct ItemWalk {
    std::size_t choices = 0;         ///< choices of situations
    std::size_t perfectSets = 0;     ///< sets with everything: must be complete
    std::size_t lessOne = 0;         ///< sets with one paper less: must not be complete where that paper must be there
    std::size_t openChoices = 0;     ///< sets with everything and no situation chosen where one must be: not complete
    std::vector<base::Sentence> wrong;  ///< a sentence for each set of which the checklist says something else

    [[nodiscard]] std::size_t sets() const { return perfectSets + lessOne + openChoices; }
    void add(const ItemWalk& other);
};

/// Walks every legal choice of situations of an item (legalSituations) with every alternative of each word, and with
/// every replacement. Of each the perfect papers (perfectSetFor) must be complete, with no paper left over, no row
/// unsettled and no conflict. Taking one paper out:
///  - of a row that must be there, the case is neither complete nor complete with a promise;
///  - of a row that may follow (容缺), it is complete with a promise only;
///  - of a row that need not be there, or when another row of the same kind of paper takes its place, it stays
///  complete.
/// Where a situation must be chosen and none is, the papers of all situations are not complete; where none need be,
/// identity card and form alone are never complete beside situations that ask for more.
[[nodiscard]] ItemWalk walkItem(const Item& item, base::Date today, const documents::DocumentTypes& types,
                                const BundleRules& bundleRules);

}  // namespace daiban::cases
