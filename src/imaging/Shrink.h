#pragma once

#include <opencv2/core.hpp>

namespace daiban::imaging {

/// The picture at a smaller size, every pixel the mean of what it covers (to a sixteenth of a pixel). Exactly the same
/// for a picture turned by quarters: shrinking then turning is turning then shrinking. 8-bit, 1 or 3 channels; `size`
/// at most the picture's.
[[nodiscard]] cv::Mat shrunk(const cv::Mat& pixels, cv::Size size);

/// The same so that the longer side becomes `longer`; smaller pictures stay as they are.
[[nodiscard]] cv::Mat shrunk(const cv::Mat& pixels, int longer);

}  // namespace daiban::imaging
