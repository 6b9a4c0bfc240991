#pragma once

#include <optional>

#include "cases/bundles/Bundle.h"
#include "cases/bundles/PageLinks.h"

namespace daiban::cases {

/// The document its pages make, in the order in which they are read, and what to tell of it: what is missing, what lies
/// in a wrong place, what contradicts itself. Takes the pages. Nothing when the group is no document of several pages.
[[nodiscard]] std::optional<Bundle> bundleOf(const PageGroup& group, const PageLinks& links, Sheets& sheets,
                                             base::Date today);

}  // namespace daiban::cases
