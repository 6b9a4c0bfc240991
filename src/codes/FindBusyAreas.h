#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace daiban::codes {

/// Compact areas full of contrast without white lines through them: codes of any kind, read or not and however blurred,
/// but also portraits, stamps and headlines. With some margin; largest first. `gray` is CV_8UC1; about 4 ms on an A4
/// page of 150 dpi.
[[nodiscard]] std::vector<cv::Rect> findBusyAreas(const cv::Mat& gray);

}  // namespace daiban::codes
