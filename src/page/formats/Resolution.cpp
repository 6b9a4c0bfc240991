#include "page/formats/Resolution.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::page {
namespace {

/// Office scanners go from 75 to 4,800 dpi.
constexpr double lowestDpi = 50;
constexpr double highestDpi = 4800;
/// EXIF 2.3 asks for 72 when the resolution is unknown; 96 is what screens' software writes; twice that on dense
/// screens. No scanner offers 72, 96, 144 or 192.
constexpr double placeholders[] = {72, 96, 144, 192};
/// JFIF in whole dots a centimetre says 71.12 for 72.
constexpr double placeholderTolerance = 1;
/// A0 is 1,189 mm long; a picture that claims more was never on a scanner's glass.
constexpr double longestPaperMillimetres = 1200;
/// PNG and BMP count whole dots a metre, off by up to half a dot: 0.0127 dpi.
constexpr double roundingDpi = 0.013;
/// Group 3 fax has 204 x 196 dots, which is left alone, or 204 x 98, which must be stretched to be read.
constexpr double stretchFrom = 1.1;
/// Nothing that scans has more than four times the dots one way.
constexpr double stretchTo = 4;

double rounded(double dpi) {
    return std::abs(dpi - std::round(dpi)) < roundingDpi ? std::round(dpi) : dpi;
}

bool isPlaceholder(double dpi) {
    return std::any_of(std::begin(placeholders), std::end(placeholders),
                       [&](double placeholder) { return std::abs(dpi - placeholder) < placeholderTolerance; });
}

bool isBelievableDpi(double dpi, int pixels) {
    return dpi >= lowestDpi && dpi <= highestDpi && !isPlaceholder(dpi) &&
           pixels / dpi * 25.4 <= longestPaperMillimetres;
}

cv::Mat turnedUpright(const cv::Mat& pixels, int orientation) {
    cv::Mat out;
    switch (orientation) {
        case 2:
            cv::flip(pixels, out, 1);
            return out;
        case 3:
            cv::rotate(pixels, out, cv::ROTATE_180);
            return out;
        case 4:
            cv::flip(pixels, out, 0);
            return out;
        case 5:
            cv::transpose(pixels, out);
            return out;
        case 6:
            cv::rotate(pixels, out, cv::ROTATE_90_CLOCKWISE);
            return out;
        case 7:
            cv::rotate(pixels, out, cv::ROTATE_180);
            cv::transpose(out, out);
            return out;
        case 8:
            cv::rotate(pixels, out, cv::ROTATE_90_COUNTERCLOCKWISE);
            return out;
        default:
            return pixels;
    }
}

}  // namespace

bool isBelievable(const Resolution& resolution, cv::Size size) {
    const double higher = std::max(resolution.x, resolution.y);
    return isBelievableDpi(resolution.x, size.width) && isBelievableDpi(resolution.y, size.height) &&
           higher <= stretchTo * std::min(resolution.x, resolution.y);
}

cv::Size squareSize(cv::Size size, const Resolution& resolution) {
    if (!isBelievable(resolution, size)) return size;
    const double higher = std::max(resolution.x, resolution.y);
    if (higher < stretchFrom * std::min(resolution.x, resolution.y)) return size;
    return {static_cast<int>(std::lround(size.width * higher / resolution.x)),
            static_cast<int>(std::lround(size.height * higher / resolution.y))};
}

PageFile::Format::Image finished(cv::Mat pixels, const Resolution& resolution, int orientation) {
    PageFile::Format::Image image;
    const cv::Size square = squareSize(pixels.size(), resolution);
    if (isBelievable(resolution, pixels.size()))
        image.dpi = rounded(square == pixels.size() ? std::sqrt(resolution.x * resolution.y)
                                                    : std::max(resolution.x, resolution.y));
    if (square != pixels.size()) {
        cv::Mat stretched;
        cv::resize(pixels, stretched, square, 0, 0, cv::INTER_LINEAR);
        pixels = stretched;
    }
    image.pixels = turnedUpright(pixels, orientation);
    return image;
}

cv::Mat onWhite(const cv::Mat& bgra) {
    cv::Mat out(bgra.size(), CV_8UC3);
    for (int y = 0; y < bgra.rows; ++y) {
        const auto* from = bgra.ptr<cv::Vec4b>(y);
        auto* to = out.ptr<cv::Vec3b>(y);
        for (int x = 0; x < bgra.cols; ++x) {
            const int alpha = from[x][3];
            for (int c = 0; c < 3; ++c)
                to[x][c] = static_cast<uchar>((from[x][c] * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }
    return out;
}

}  // namespace daiban::page
