#pragma once

#include <vector>

#include "imaging/SmallPage.h"

namespace daiban::imaging {

/// Where the document is not all in the picture: sides whose corners lie outside, sides along the picture's border that
/// print runs into, and corners where the ground shows instead of paper (folded over, or covered by something in the
/// ground's colour). Rectangles of the small page.
[[nodiscard]] std::vector<cv::Rect> cutEdges(const SmallPage& small, const DocumentView& view);

}  // namespace daiban::imaging
