#pragma once

#include <array>
#include <opencv2/core.hpp>

#include "codes/FindFinders.h"

namespace daiban::codes {

/// Where the modules of a label's symbol lie in an image.
struct LabelGrid {
    /// Of module coordinates (3.5, 3.5), (25.5, 3.5), (25.5, 25.5), (3.5, 25.5): the finder patterns' centres and the
    /// corner without one.
    std::array<cv::Point2d, 4> anchors;
    double fit = 0;     ///< correlation of the known modules with what is seen there
    double module = 0;  ///< pixels, mean

    /// 3 x 3, from module coordinates (0 to 29, quiet zone outside) to pixels.
    [[nodiscard]] cv::Matx33d toPixels() const;
};

/// Laid so that finder patterns, timing, alignment pattern and quiet zone fit best, beginning at the three corners.
/// `gray` is CV_8UC1. The method is a descent along each coordinate of the anchors in turn.
[[nodiscard]] LabelGrid laidGrid(const cv::Mat& gray, const FinderTriple& corners);

/// The same once more with all modules, as they are thought to be: `darkness` is CV_32F, 29 x 29, 0 light to 1 dark.
[[nodiscard]] LabelGrid refinedGrid(const cv::Mat& gray, const LabelGrid& grid, const cv::Mat& darkness);

}  // namespace daiban::codes
