#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace daiban::codes {

/// Where a DataMatrix code may lie: dark parts that hang together along two neighbouring solid edges, the two others
/// broken. ZXing looks for one of these from the image's middle only. With some margin, at most `most`, largest first.
/// `gray` is CV_8UC1.
[[nodiscard]] std::vector<cv::Rect> findSolidEdges(const cv::Mat& gray, std::size_t most);

}  // namespace daiban::codes
