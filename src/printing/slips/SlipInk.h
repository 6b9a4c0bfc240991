#pragma once

#include <memory>
#include <opencv2/core/mat.hpp>

struct _cairo;  // cairo_t

namespace daiban::printing {

/// A handwritten signature as ink: its paper does not print, its empty margins are cut off.
class SlipInk {
  public:
    /// `picture`: 8 bits, gray or colour, dark ink on a light ground. Throws Error{Unreadable} when nothing is on it.
    explicit SlipInk(const cv::Mat& picture);

    /// As large as fits the box (points), at its left, standing on its bottom.
    void draw(_cairo* cairo, double left, double bottom, double width, double height) const;

  private:
    cv::Mat ink_;  ///< 8 bits: 255 where it is black
};

}  // namespace daiban::printing
