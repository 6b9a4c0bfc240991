#pragma once

#include <opencv2/core.hpp>

namespace daiban::imaging {

/// Where brightness or colour changes, one pixel thin.
struct EdgeMap {
    cv::Mat1b angle;  ///< direction of the steepest change, 1 + degrees in [0, 180); 0: no edge here
    cv::Mat2b shift;  ///< where in its pixel the edge lies: x and y from the middle, 128 = 0, 127 steps a pixel

    /// Where the edge of this pixel lies, to a fraction of a pixel; pixel edges count from 0.
    [[nodiscard]] cv::Point2d position(cv::Point pixel) const {
        const cv::Vec2b by = shift(pixel);
        return {pixel.x + 0.5 + (by[0] - 128) / 127.0, pixel.y + 0.5 + (by[1] - 128) / 127.0};
    }
};

/// Edges of an 8-bit BGR or gray image. What counts is measured against the change all around, so that
/// the faint edge of white paper on a white platen is seen on a clean scan and wood grain is not in a photo.
[[nodiscard]] EdgeMap edgesOf(const cv::Mat& pixels);

}  // namespace daiban::imaging
