#pragma once

#include <opencv2/core.hpp>

#include "page/formats/Format.h"

namespace daiban::page {

/// Dots per inch as a file says; 0: it does not say. Where it gives numbers without a unit they are taken as dots
/// per inch: "300 x 300" was somebody's dpi, and a mere ratio like 1 x 1 is not believable anyway.
struct Resolution {
    double x = 0;
    double y = 0;
};

constexpr double centimetresPerInch = 2.54;
constexpr double metresPerInch = 0.0254;

/// True when a scanner may have measured it for a picture of that size.
[[nodiscard]] bool isBelievable(const Resolution& resolution, cv::Size size);

/// The picture turned as its EXIF or TIFF orientation (1 to 8) says, with square pixels and the dpi that holds for
/// them. `resolution` is along the file's own rows and columns; what is not believable becomes 0.
[[nodiscard]] PageFile::Format::Image finished(cv::Mat pixels, const Resolution& resolution, int orientation);

/// How many pixels the picture has once it is made square.
[[nodiscard]] cv::Size squareSize(cv::Size size, const Resolution& resolution);

/// Lays a BGRA picture on white paper.
[[nodiscard]] cv::Mat onWhite(const cv::Mat& bgra);

}  // namespace daiban::page
