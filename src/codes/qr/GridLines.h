#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace daiban::codes {

/// How far from what is known the lines are believed, and how much they may bend.
struct LinesReach {
    double modules = 0;
    int degree = 0;  ///< of a polynomial, up to 8
};

/// How far the lines between a symbol's modules lie beside their places, in modules: CV_32FC2, one a module, smooth.
///
/// Whatever a code says, every edge between dark and light lies on a line of its grid. So the edges' phase tells how
/// far the lines lie aside, up to whole modules; those are counted on from places that are known, from where the phase
/// is clearest to where it is less so (as an interferogram is unwrapped). A polynomial through what was seen clearly
/// leads over what is hidden.
///
/// `seen`: the symbol alone as it is thought to lie, CV_32F, `pixels` a module; `hidden`: 1 where nothing is seen, or
/// empty. `known`: modules that lie where they are thought to be, to half a module.
[[nodiscard]] cv::Mat gridShifts(const cv::Mat& seen, const cv::Mat& hidden, int pixels,
                                 const std::vector<cv::Point>& known, const LinesReach& reach);

}  // namespace daiban::codes
