#pragma once

#include <opencv2/core.hpp>

#include "codes/label/DecodeLabelSymbol.h"
#include "codes/label/LabelGrid.h"

namespace daiban::codes {

inline constexpr int labelSamplesAModule = 4;
inline constexpr int labelQuietModules = 4;  ///< around the symbol
inline constexpr int labelSamples = (labelSymbolModules + 2 * labelQuietModules) * labelSamplesAModule;  ///< a line

/// Module coordinate of a sample.
constexpr double labelSampleCoordinate(int sample) {
    return (sample + 0.5) / labelSamplesAModule - labelQuietModules;
}

/// What is seen of a label's symbol and its quiet zone.
struct SampledSymbol {
    cv::Mat darkness;   ///< CV_64F, four samples a module, in part of the light on the paper: 0 light; may be empty
    double across = 1;  ///< a blur's sigma across the symbol, in modules there, for one mean module in the picture
    double down = 1;    ///< the same from top to bottom: a tilted symbol is blurred more where it is foreshortened
};

/// The part of an image (CV_8UC1) around a grid, ready to be sampled again and again as the grid is moved by up to
/// three modules.
class LabelPicture {
  public:
    LabelPicture(const cv::Mat& gray, const LabelGrid& grid);
    /// Nothing when the grid lies outside of the image. The light is a quadratic surface through the quiet zone.
    [[nodiscard]] SampledSymbol sampled(const LabelGrid& grid) const;

  private:
    cv::Mat soft_;  // CV_32F
    cv::Point offset_;
};

}  // namespace daiban::codes
