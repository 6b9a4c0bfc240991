#pragma once

#include <opencv2/core.hpp>

#include "base/Geometry.h"

namespace daiban::codes {

/// The quad of a barcode, grown from the few lines that were scanned to where its bars end above and below.
[[nodiscard]] base::Quad grownToBarEnds(const cv::Mat& gray, const base::Quad& scanned);

}  // namespace daiban::codes
