#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "text/ppocr/Detector.h"

namespace daiban::text::ppocr {

/// A box of text cut out, straight and stripHeight high.
struct Strip {
    cv::Mat pixels;  ///< BGR
    TextBox box;
    int margin = 0;  ///< columns before and after the box's own, pixels of the strip
    /// How many characters are stacked in a vertical column, which the strip shows side by side; 1: a line.
    int stacked = 1;
    double squeeze = 1;  ///< its width as a share of what its height asks for

    /// Where a place along the strip is along the box, 0 to 1.
    [[nodiscard]] double share(double at) const;
    /// The place along the strip of a share of the box.
    [[nodiscard]] double at(double share) const { return margin + share * (pixels.cols - 2.0 * margin); }
    /// The part of the document between two places along the strip, pixels of the strip.
    [[nodiscard]] base::Quad between(double from, double to) const;
};

/// `squeeze` is the strip's width as a share of what its height asks for: the recogniser's work grows with the width.
[[nodiscard]] Strip stripOf(const cv::Mat& bgr, const TextBox& box, double squeeze = 1);

/// A box's part of the picture, straight, at the picture's own scale but no higher than `mostHigh` pixels.
[[nodiscard]] cv::Mat lineAt(const cv::Mat& bgr, const TextBox& box, int mostHigh);

}  // namespace daiban::text::ppocr
