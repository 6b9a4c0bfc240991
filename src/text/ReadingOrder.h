#pragma once

#include <cstddef>
#include <opencv2/core.hpp>
#include <vector>

namespace daiban::text {

/// The order in which boxes of an upright document are read: rows from top to bottom, from left to right in a row.
/// A box belongs to a row when its middle lies beside the row's first box. Returns indices into `boxes`.
[[nodiscard]] std::vector<std::size_t> readingOrder(const std::vector<cv::Rect>& boxes);

}  // namespace daiban::text
