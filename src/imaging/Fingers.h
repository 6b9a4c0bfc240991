#pragma once

#include <vector>

#include "imaging/SmallPage.h"

namespace daiban::imaging {

/// Skin-coloured things that reach from outside over the document's edge: thumbs and fingers that hold it. Rectangles
/// of the small page. Nothing on gray pages, where skin cannot be told from print.
[[nodiscard]] std::vector<cv::Rect> fingersOver(const SmallPage& small, const DocumentView& view);

}  // namespace daiban::imaging
