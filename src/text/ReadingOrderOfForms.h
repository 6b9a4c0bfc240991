#pragma once

#include <cstddef>
#include <opencv2/core.hpp>
#include <vector>

namespace daiban::text {

/// The order in which boxes of an upright document are read, where ruled lines make cells: a cell's lines stay together
/// (a label or value may wrap). Else as readingOrder says. `pixels`: the document, 8-bit gray or BGR, in which the
/// boxes are given. Returns indices.
[[nodiscard]] std::vector<std::size_t> readingOrderOfForm(const cv::Mat& pixels, const std::vector<cv::Rect>& boxes);

}  // namespace daiban::text
