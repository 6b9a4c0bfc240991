#pragma once

#include <vector>

#include "cases/Bundle.h"
#include "cases/Paper.h"

namespace daiban::cases {

/// One paper for the checklist, of one image or of several.
struct PaperUnit {
    /// As if it were one image: place and type of the first page, fields of all pages, of each the first that is sure.
    Paper paper;
    std::vector<std::size_t> papers;  ///< numbers in the list of papers, in the order in which they are read
};

/// The papers with those of each Pages and Leaves bundle made one, in the order given.
[[nodiscard]] std::vector<PaperUnit> unitsOf(const std::vector<Paper>& papers, const std::vector<Bundle>& bundles);

}  // namespace daiban::cases
