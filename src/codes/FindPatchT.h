#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "base/Geometry.h"

namespace daiban::codes {

/// The strips of patch code T on a page: four bars across a sheet that parts one document of a stack from the next.
/// From the sheet's edge inwards they are narrow, wide, narrow, wide (0.08 and 0.20 inch) with narrow spaces between;
/// read from the other side they would be another patch code, so a strip counts by the edge it is nearer to. Sheets
/// carry it once, at the leading edge, or along all four edges, printed smaller or larger than it should be as well.
///
/// `pixels`: 8-bit, gray, BGR or BGRA, of a whole page, turned by quarters and askew by up to some 15 degrees. In
/// pixels of the image; empty where there is none.
[[nodiscard]] std::vector<base::Quad> findPatchT(const cv::Mat& pixels);

}  // namespace daiban::codes
