#pragma once

#include <opencv2/core.hpp>

namespace daiban::text {

/// 8-bit gray of an 8-bit BGR or gray image.
[[nodiscard]] cv::Mat grayOf(const cv::Mat& pixels);

/// Divides a gray image by the paper's own brightness, so that shadows and tints become white.
[[nodiscard]] cv::Mat evenedOut(const cv::Mat& gray);

}  // namespace daiban::text
