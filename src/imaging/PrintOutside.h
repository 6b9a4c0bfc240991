#pragma once

#include <vector>

#include "imaging/QuadSearch.h"

namespace daiban::imaging {

/// Whether there is print on bare paper around these quads: then they are photos, stamps and tables on a sheet that
/// fills the picture, and the sheet is the document. A desk is darker or more colourful than paper, and a scanner's
/// glass is empty.
///
/// `pixels`: 8-bit BGR or gray at the size the quads are given in.
[[nodiscard]] bool isPrintAround(const cv::Mat& pixels, const std::vector<Corners>& quads);

}  // namespace daiban::imaging
