#pragma once

#include <cstddef>
#include <opencv2/core.hpp>
#include <vector>

namespace daiban::codes {

/// An image and its halves, quarters and so on, made when asked for.
class Pyramid {
  public:
    explicit Pyramid(const cv::Mat& gray) : levels_{gray} {}
    /// CV_8UC1, both sides divided by 2^level.
    const cv::Mat& level(std::size_t level);
    /// The level at which `pixels` of the image are at least `wanted`, but less than twice that where there is one.
    std::size_t levelFor(double pixels, double wanted);
    /// CV_8UC1, both sides times `scale`: made from the level next larger, for to shrink by any factor that is not
    /// whole costs a pixel of what is shrunk ten times what halving does.
    [[nodiscard]] cv::Mat scaledTo(double scale);

  private:
    std::vector<cv::Mat> levels_;
};

}  // namespace daiban::codes
