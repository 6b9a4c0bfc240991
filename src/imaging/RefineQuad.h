#pragma once

#include "imaging/QuadSearch.h"

namespace daiban::imaging {

/// Moves each side of a quad onto the edge beside it, measured in the page's own pixels, and crosses the sides anew.
/// `reach`: how far the true edge may lie from the given side, pixels. Sides on the image's
/// border and curled ones stay.
[[nodiscard]] Corners refined(const QuadCandidate& quad, const cv::Mat& pixels, double reach);

/// A document that runs out of the picture: the sides that are the picture's own are not the document's, and are laid
/// as its other sides lie, so that nothing of the picture on their inner side is lost. Sides in a photo, which lean to
/// each other, stay.
[[nodiscard]] Corners withSidesBeyond(const Corners& corners, cv::Size picture);

}  // namespace daiban::imaging
