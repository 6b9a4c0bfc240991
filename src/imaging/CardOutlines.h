#pragma once

#include <vector>

#include "imaging/ContentMap.h"
#include "imaging/QuadSearch.h"

namespace daiban::imaging {

/// ID-1 cards copied onto a sheet whose outlines broke up in copying: where two sides that meet are seen, the size of a
/// card says where the others are.
///
/// `lines`: what is seen of edges; `pixelsPerMm` in their pixels, each of which is `pixel` page pixels wide. The cards
/// are in page pixels, best first, none overlapping another. Copiers enlarge or reduce: 0.9 to 1.07 of the true size is
/// taken.
[[nodiscard]] std::vector<QuadCandidate> fitCards(const std::vector<StraightLine>& lines, double pixelsPerMm,
                                                  double pixel, const ContentMap& content);

}  // namespace daiban::imaging
