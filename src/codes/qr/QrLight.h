#pragma once

#include <opencv2/core.hpp>

namespace daiban::codes {

/// Between the darkest and the lightest of the neighbourhood, -1 to 1: dark is 1. `scale`: pixels a module.
[[nodiscard]] cv::Mat evenedOut(const cv::Mat& patch, double scale);

/// Takes away what is brighter than the paper around and gives where that was, 0 to 1, by pixels; empty where nothing
/// is. The paper is the one at `rank` (0 darkest to 1) of the lightest spots within 15 modules: glare covers less than
/// the others.
[[nodiscard]] cv::Mat takeGlare(cv::Mat& patch, double scale, double rank);

}  // namespace daiban::codes
