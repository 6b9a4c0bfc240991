#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace daiban::codes {

/// Where three finder patterns (the nested squares at a QR code's corners) stand as those of one code do, quiet zone
/// included: read or not, a QR code seems to be there. `gray` is CV_8UC1; about 10 ms on an A4 page at 300 dpi.
[[nodiscard]] std::vector<cv::Rect> findQrCandidates(const cv::Mat& gray);

}  // namespace daiban::codes
