#include "imaging/EdgeMap.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

/// An edge is what changes this many times as much as its surroundings do on average. Of clean paper's noise
/// (Rayleigh) 2.2 means leave 2 pixels in 100; a line of edges has to be seen whole, so that few do no harm.
constexpr double timesSurroundings = 2.2;
/// Pixels around that count as surroundings: more than a line of text, less than a margin. Of all places within half
/// as many the quietest counts: a card's edge stands between its lively print and the bare glass.
constexpr int surroundings = 36;
constexpr int coarse = 4;  ///< the surroundings are measured at a quarter of the size
/// Sobel units (8 per gray level and pixel): below one level and a half nothing is an edge, JPEG blocks begin there.
constexpr double weakestChange = 10;
/// What changes by more is an edge on any background; 12 levels a pixel.
constexpr double surelyChange = 96;

/// The change across a pixel, of the channel that changes most.
struct Gradient {
    cv::Mat1s x, y;
    cv::Mat1s magnitude;
};

Gradient strongestChannel(const cv::Mat& pixels) {
    cv::Mat smooth, gx, gy;
    cv::GaussianBlur(pixels, smooth, {0, 0}, 1.0, 1.0, cv::BORDER_REPLICATE);
    cv::Sobel(smooth, gx, CV_16S, 1, 0, 3, 1, 0, cv::BORDER_REPLICATE);
    cv::Sobel(smooth, gy, CV_16S, 0, 1, 3, 1, 0, cv::BORDER_REPLICATE);
    const int channels = pixels.channels();
    Gradient out{cv::Mat1s(pixels.size()), cv::Mat1s(pixels.size()), cv::Mat1s(pixels.size())};
    for (int r = 0; r < pixels.rows; ++r) {
        const auto* px = gx.ptr<short>(r);
        const auto* py = gy.ptr<short>(r);
        short* ox = out.x.ptr<short>(r);
        short* oy = out.y.ptr<short>(r);
        short* om = out.magnitude.ptr<short>(r);
        for (int c = 0; c < pixels.cols; ++c) {
            int best = -1, bx = 0, by = 0;
            for (int k = 0; k < channels; ++k, ++px, ++py) {
                const int size = *px * *px + *py * *py;
                if (size > best) best = size, bx = *px, by = *py;
            }
            ox[c] = static_cast<short>(bx);
            oy[c] = static_cast<short>(by);
            om[c] = static_cast<short>(std::sqrt(static_cast<float>(best)));
        }
    }
    return out;
}

/// What must be exceeded at each pixel. Weave and wood grain raise it where they are and not on the paper beside them.
cv::Mat1s thresholds(const cv::Mat1s& magnitude) {
    cv::Mat small, mean;
    magnitude.convertTo(mean, CV_32F);
    cv::resize(mean, small, {}, 1.0 / coarse, 1.0 / coarse, cv::INTER_AREA);
    cv::blur(small, small, {surroundings / coarse, surroundings / coarse}, {-1, -1}, cv::BORDER_REPLICATE);
    cv::erode(small, small, cv::getStructuringElement(cv::MORPH_RECT, {surroundings / coarse, surroundings / coarse}));
    cv::resize(small, mean, magnitude.size(), 0, 0, cv::INTER_LINEAR);
    mean *= timesSurroundings;
    cv::min(mean, surelyChange, mean);
    cv::max(mean, weakestChange, mean);
    cv::Mat1s out;
    mean.convertTo(out, CV_16S);
    return out;
}

/// The neighbour a step along the gradient, quantised to the eight neighbours.
cv::Point stepAlong(int gx, int gy) {
    constexpr int tan22 = 13573;  // tan 22.5° * 2^15
    const int ax = std::abs(gx) << 15, ay = std::abs(gy) << 15;
    if (ay < std::abs(gx) * tan22) return {1, 0};
    if (ax < std::abs(gy) * tan22) return {0, 1};
    return (gx > 0) == (gy > 0) ? cv::Point{1, 1} : cv::Point{1, -1};
}

uchar angleCode(int gx, int gy) {
    return static_cast<uchar>(1 +
                              static_cast<int>(cv::fastAtan2(static_cast<float>(gy), static_cast<float>(gx))) % 180);
}

/// Top of the parabola through three values, from the middle one.
double peakShift(double behind, double here, double ahead) {
    const double bend = behind - 2 * here + ahead;
    return bend < 0 ? std::clamp(0.5 * (behind - ahead) / bend, -0.5, 0.5) : 0;
}

cv::Vec2b shiftOf(cv::Point step, double by) {
    return {cv::saturate_cast<uchar>(128 + 127 * by * step.x), cv::saturate_cast<uchar>(128 + 127 * by * step.y)};
}

}  // namespace

EdgeMap edgesOf(const cv::Mat& pixels) {
    const Gradient gradient = strongestChannel(pixels);
    EdgeMap out{cv::Mat1b(pixels.size(), uchar{0}), cv::Mat2b(pixels.size(), cv::Vec2b(128, 128))};
    const cv::Mat1s threshold = thresholds(gradient.magnitude);
    for (int r = 1; r + 1 < pixels.rows; ++r) {
        const short* magnitude = gradient.magnitude.ptr<short>(r);
        for (int c = 1; c + 1 < pixels.cols; ++c) {
            const short here = magnitude[c];
            if (here < threshold(r, c)) continue;
            const int gx = gradient.x(r, c), gy = gradient.y(r, c);
            const cv::Point step = stepAlong(gx, gy);
            const short ahead = gradient.magnitude(r + step.y, c + step.x),
                        behind = gradient.magnitude(r - step.y, c - step.x);
            if (here < ahead || here <= behind) continue;
            out.angle(r, c) = angleCode(gx, gy);
            out.shift(r, c) = shiftOf(step, peakShift(behind, here, ahead));
        }
    }
    return out;
}

}  // namespace daiban::imaging
