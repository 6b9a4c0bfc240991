#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace daiban::codes {

/// The outer outline of every patch of a CV_8UC1 mask, in pixels, one that lies within another's hole too: a dark table
/// around a sheet and a form's ruled frame hide nothing.
[[nodiscard]] std::vector<std::vector<cv::Point>> patchOutlines(const cv::Mat& mask);

}  // namespace daiban::codes
