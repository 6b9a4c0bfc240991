#pragma once

#include <vector>

#include "base/Clock.h"
#include "cases/bundles/Bundle.h"
#include "cases/bundles/Paper.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases {

/// One paper for the checklist, of one image or of several.
struct PaperUnit {
    /// As if it were one image: place and type of the first page, fields of all pages, of each the first that is sure.
    /// Of a page that was not recognised by itself the fields of the whole's type are looked for in its text; but who a
    /// contract is about is not taken from there: other people's numbers stand on its later pages too.
    Paper paper;
    std::vector<std::size_t> papers;  ///< numbers in the list of papers, in the order in which they are read
};

/// The papers with those of each Pages and Leaves bundle made one, in the order given.
[[nodiscard]] std::vector<PaperUnit> unitsOf(const std::vector<Paper>& papers, const std::vector<Bundle>& bundles,
                                             const documents::DocumentTypes& types, base::Date today);

}  // namespace daiban::cases
