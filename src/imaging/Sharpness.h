#pragma once

#include <vector>

#include "imaging/SmallPage.h"

namespace daiban::imaging {

/// Squares of the page at full size (what is shrunk is always sharp) in the document where most is to be seen, at most
/// `count`, from different parts of it.
[[nodiscard]] std::vector<cv::Rect> liveliestParts(const page::Page& page, const SmallPage& small,
                                                   const DocumentView& view, int count);

/// How wide the sharpest quarter of the edges is, in pixels: step height over steepest slope, the median of the parts.
/// In focus 1.5 to 3. 0 where there is no edge to judge by.
[[nodiscard]] double edgeWidth(const page::Page& page, const std::vector<cv::Rect>& parts);

}  // namespace daiban::imaging
