#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "base/Geometry.h"

namespace daiban::codes {

/// Four-sided patches of dark and light modules with a quiet zone around them, of `modules` modules a side and
/// `smallest` to `largest` pixels a module: where a code may lie whose finder patterns dirt has hidden. Corners
/// clockwise from any, right within a module or two. `gray` is CV_8UC1.
[[nodiscard]] std::vector<base::Quad> findOutlines(const cv::Mat& gray, int modules, double smallest, double largest);

}  // namespace daiban::codes
