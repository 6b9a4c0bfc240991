#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "codes/LabelGrid.h"

namespace daiban::codes {

/// What is seen of a label's symbol.
struct SampledSymbol {
    cv::Mat darkness;   ///< CV_64F, four samples a module, in part of the light on the paper: 0 light; may be empty
    double across = 1;  ///< a blur's sigma across the symbol, in modules there, for one mean module in the picture
    double down = 1;    ///< the same from top to bottom: a tilted symbol is blurred more where it is foreshortened
};

/// Nothing when the grid lies outside of the image. The light is a quadratic surface through the quiet zone.
[[nodiscard]] SampledSymbol sampledSymbol(const cv::Mat& gray, const LabelGrid& grid);

/// How dark each module of the symbol is (CV_32F, 29 x 29, 0 light to 1 dark): for the two most probable blurs, with
/// ink as it was meant and with ink that spread or failed, as the known modules tell. `known` is CV_8UC1, 29 x 29: 0
/// light, 1 dark, 2 to be found.
///
/// What is seen of the symbol is taken as G M H', M the modules, G and H how a column and a row of modules are smeared
/// along the samples; of all M between light and dark that has the known modules as they are, the one that would be
/// seen most nearly so is taken (accelerated projected gradient: Beck and Teboulle, "A fast iterative
/// shrinkage-thresholding algorithm", 2009).
[[nodiscard]] std::vector<cv::Mat> moduleDarkness(const SampledSymbol& symbol, const cv::Mat& known);

}  // namespace daiban::codes
