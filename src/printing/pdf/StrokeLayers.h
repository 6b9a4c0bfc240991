#pragma once

#include <opencv2/core.hpp>

namespace daiban::printing {

/// A page taken apart into its strokes and what lies beneath them.
struct StrokeLayers {
    cv::Mat shape;    ///< CV_8UC1, 255 where a stroke is
    cv::Mat ground;   ///< strokes filled with what is around them, one pixel for `groundStep` of the page
    cv::Mat colours;  ///< of the strokes, carried on between them, one pixel for `colourStep` of the page
    int groundStep = 1;
    int colourStep = 1;
};

/// Strokes are print and seals that stand out well from the paper around them; what is fainter (pencil, guilloches) or
/// broad (photos, filled boxes) stays in the ground, so that nothing is lost. Thin marks are cut at half the depth
/// between paper and ink (as Bernsen 1986 does), which keeps strokes as wide as they are.
/// `pixels` is 8-bit BGR or gray. Resolutions are in pixels an inch, those of the layers not above that of `pixels`.
[[nodiscard]] StrokeLayers strokeLayers(const cv::Mat& pixels, double dpi, double groundDpi, double strokeDpi);

}  // namespace daiban::printing
