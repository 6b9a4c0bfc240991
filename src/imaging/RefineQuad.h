#pragma once

#include "imaging/QuadSearch.h"

namespace daiban::imaging {

/// Moves each side of a quad onto the edge beside it, measured in the page's own pixels, and crosses the sides anew.
/// `reach`: how far the true edge may lie from the given side, pixels. Sides on the image's
/// border and curled ones stay.
[[nodiscard]] Corners refined(const QuadCandidate& quad, const cv::Mat& pixels, double reach);

}  // namespace daiban::imaging
