#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace daiban::imaging {

/// Where there is print on a sheet, rim and specks apart: boxes around what is joined when it is `joinMm` apart at
/// most, pixels of the sheet.
[[nodiscard]] std::vector<cv::Rect> contentBlocks(const cv::Mat& sheet, double pixelsPerMm, double joinMm = 3);

/// Boxes joined, nearest first, as long as what comes of it is no wider and no higher than `largest`: what may be on
/// one document of that size.
[[nodiscard]] std::vector<cv::Rect> joinedUpTo(std::vector<cv::Rect> boxes, cv::Size largest);

}  // namespace daiban::imaging
