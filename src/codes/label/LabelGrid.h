#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "base/Geometry.h"
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
    /// No anchor farther than `modules` from the other's.
    [[nodiscard]] bool isNear(const LabelGrid& other, double modules) const;
};

/// Roughly: with the fourth corner where it would be without tilt.
[[nodiscard]] LabelGrid roughGrid(const FinderTriple& finders);
/// Roughly, in all four ways the symbol may be turned.
[[nodiscard]] std::vector<LabelGrid> roughGrids(const base::Quad& outline);

/// Where a symbol may lie that lies roughly as one of `starts`, which are of about one size: laid so that finder
/// patterns, timing, alignment pattern and quiet zone fit best, those with a fit of at least `leastFit`, best first and
/// at most `most`. `gray` is CV_8UC1. From each start several places are tried for the corner that has no finder
/// pattern, as tilt moves it by modules; then all four anchors go down along each coordinate in turn.
[[nodiscard]] std::vector<LabelGrid> laidGrids(const cv::Mat& gray, const std::vector<LabelGrid>& starts,
                                               double leastFit, std::size_t most);

}  // namespace daiban::codes
