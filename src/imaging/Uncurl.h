#pragma once

#include <array>
#include <opencv2/core.hpp>

#include "base/Geometry.h"

namespace daiban::imaging {

/// How far the rows of a slightly bent page lie off their straight places: cubic across the page, linear down it.
struct Curl {
    /// Shares of the height, of x, x^2 - 1, x^3 - x and of y times these, with x and y from -1 to 1 over the picture.
    /// So the corners stay where they are but for the first and fourth, which are tilt and rows drawing together.
    std::array<double, 6> terms{};
    cv::Size size;  ///< of the picture measured

    [[nodiscard]] bool none() const { return size.empty(); }
    /// Rows to look further down in the bent picture for what lies at this point of the straight one.
    [[nodiscard]] double offset(base::Point straight) const;
    /// Where a point of the straight picture lies in the bent one.
    [[nodiscard]] base::Point toBent(base::Point straight) const;
    /// The largest offset anywhere, in pixels.
    [[nodiscard]] double largest() const;
};

/// The curl that rows of text and rules of a flattened document show (8-bit BGR or gray): they are followed across the
/// page and one smooth surface is fitted to all. None when there are too few rows, when they do not agree, or when
/// straightening them would not make the rows clearly sharper; so none for flat scans, photos and cards.
[[nodiscard]] Curl measureCurl(const cv::Mat& flat);

/// The picture with the curl taken out, same size and type; the very same pixels when there is none.
[[nodiscard]] cv::Mat straightenedBy(const Curl& curl, const cv::Mat& flat);

}  // namespace daiban::imaging
