#pragma once

#include <opencv2/core.hpp>

namespace daiban::imaging {

/// The picture with every `factor` x `factor` pixels averaged to one: what is left over at the right and bottom is
/// dropped, so that a pixel of the result is `factor` pixels exactly. 8-bit, 1 or 3 channels; factor at most
/// 128 and the picture's shorter side. OpenCV's INTER_AREA gives
/// the same but takes several times as long for factors that are no power of two.
[[nodiscard]] cv::Mat shrunk(const cv::Mat& pixels, int factor);

}  // namespace daiban::imaging
