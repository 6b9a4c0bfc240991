#pragma once

#include "imaging/QuadSearch.h"

namespace daiban::imaging {

/// Share of a quad's sides on which the paper changes. A sheet's edge has paper within and glass or desk beyond; a
/// frame printed on it has the same paper on both sides, also where a coloured border runs along it. Sides at the
/// picture's border are not judged; 0 when none can be.
///
/// `pixels`: 8-bit BGR or gray at the size the corners are given in. A piece of a side counts when bands beside it
/// differ by a gray level, and by clearly more than the light does from one band to the next.
[[nodiscard]] double shareOfPaperEdges(const cv::Mat& pixels, const Corners& corners);

}  // namespace daiban::imaging
