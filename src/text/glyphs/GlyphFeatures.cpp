#include "text/glyphs/GlyphFeatures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::text::glyphs {

namespace {

constexpr int side = 32;
constexpr int places = 8;
constexpr int directions = 8;

/// Gray levels of paper and ink: what the lightest and the darkest parts of the picture have.
struct Levels {
    double paper = 255;
    double ink = 0;
    [[nodiscard]] double contrast() const { return paper - ink; }
};

Levels levelsOf(const cv::Mat& gray) {
    std::array<int, 256> counts{};
    for (int y = 0; y < gray.rows; ++y)
        for (int x = 0; x < gray.cols; ++x) ++counts.at(gray.at<uchar>(y, x));
    const auto quantile = [&](double part) {
        double seen = 0;
        for (std::size_t i = 0; i < counts.size(); ++i)
            if ((seen += counts.at(i)) >= part * static_cast<double>(gray.total())) return static_cast<double>(i);
        return 255.0;
    };
    return {quantile(0.85), quantile(0.03)};
}

/// Less is no ink but the paper's grain.
constexpr double leastContrast = 24;

/// First and last index whose sum of ink is more than that of a speck.
std::pair<int, int> extent(const cv::Mat& sums, double least) {
    int first = 0;
    int last = static_cast<int>(sums.total()) - 1;
    while (first <= last && sums.at<float>(first) < least) ++first;
    while (last >= first && sums.at<float>(last) < least) --last;
    return {first, last};
}

/// Darkness 0 to 1.
cv::Mat inkOf(const cv::Mat& glyph) {
    const Levels levels = levelsOf(glyph);
    if (levels.contrast() < leastContrast) return {};
    cv::Mat ink;
    glyph.convertTo(ink, CV_32F, -1 / levels.contrast(), levels.paper / levels.contrast());
    cv::min(cv::max(ink, 0), 1, ink);
    return ink;
}

cv::Rect boxOf(const cv::Mat& ink) {
    constexpr double half = 0.5;
    cv::Mat strong;
    cv::threshold(ink, strong, half, 1, cv::THRESH_BINARY);
    cv::Mat across;
    cv::Mat down;
    cv::reduce(strong, across, 0, cv::REDUCE_SUM);
    cv::reduce(strong, down, 1, cv::REDUCE_SUM);
    constexpr double speck = 0.5;
    const auto [left, right] = extent(across, speck);
    const auto [top, bottom] = extent(down, speck);
    if (right < left || bottom < top) return {};
    return {left, top, right - left + 1, bottom - top + 1};
}

/// The ink on the square, in its middle; thin glyphs (一, 卜) are made wider, but not to the whole square (the aspect
/// ratio adaptive normalisation of Liu et al.).
cv::Mat onSquare(const cv::Mat& ink, const cv::Rect& box) {
    const double shorter = std::min(box.width, box.height);
    const double longer = std::max(box.width, box.height);
    const double share = std::sqrt(std::sin(CV_PI / 2 * shorter / longer));
    const double wide = box.width >= box.height ? side : share * side;
    const double high = box.width >= box.height ? share * side : side;
    const double scaleX = wide / box.width;
    const double scaleY = high / box.height;
    cv::Mat source = ink;
    double x = box.x;
    double y = box.y;
    double stepX = scaleX;
    double stepY = scaleY;
    // Making smaller by interpolation alone would leave strokes out.
    if (scaleX < 0.75 || scaleY < 0.75) {
        const cv::Size size(std::max(1, static_cast<int>(std::lround(ink.cols * std::min(1.0, scaleX)))),
                            std::max(1, static_cast<int>(std::lround(ink.rows * std::min(1.0, scaleY)))));
        cv::resize(ink, source, size, 0, 0, cv::INTER_AREA);
        const double byX = static_cast<double>(size.width) / ink.cols;
        const double byY = static_cast<double>(size.height) / ink.rows;
        x *= byX, stepX /= byX;
        y *= byY, stepY /= byY;
    }
    const cv::Matx23d place(stepX, 0, (side - wide) / 2 - x * stepX - 0.5 + 0.5 * stepX, 0, stepY,
                            (side - high) / 2 - y * stepY - 0.5 + 0.5 * stepY);
    cv::Mat square;
    cv::warpAffine(source, square, place, {side, side}, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
    return square;
}

/// Adds an edge's strength to the four places around it.
void spread(float* features, int x, int y, int direction, float strength) {
    constexpr double step = static_cast<double>(side) / places;
    const double px = (x + 0.5) / step - 0.5;
    const double py = (y + 0.5) / step - 0.5;
    const int left = static_cast<int>(std::floor(px));
    const int top = static_cast<int>(std::floor(py));
    const auto rightShare = static_cast<float>(px - left);
    const auto lowerShare = static_cast<float>(py - top);
    for (int dy = 0; dy < 2; ++dy)
        for (int dx = 0; dx < 2; ++dx) {
            const int cellX = left + dx;
            const int cellY = top + dy;
            if (cellX < 0 || cellY < 0 || cellX >= places || cellY >= places) continue;
            const float share = (dx == 1 ? rightShare : 1 - rightShare) * (dy == 1 ? lowerShare : 1 - lowerShare);
            features[(cellY * places + cellX) * directions + direction] += share * strength;
        }
}

}  // namespace

cv::Rect inkBox(const cv::Mat& glyph) {
    const cv::Mat ink = inkOf(glyph);
    return ink.empty() ? cv::Rect() : boxOf(ink);
}

cv::Mat featuresOf(const cv::Mat& glyph) {
    const cv::Mat ink = inkOf(glyph);
    if (ink.empty()) return {};
    const cv::Rect box = boxOf(ink);
    if (box.area() < 4) return {};
    cv::Mat square = onSquare(ink, box);
    cv::GaussianBlur(square, square, {3, 3}, 0.6);
    cv::Mat gx;
    cv::Mat gy;
    cv::Sobel(square, gx, CV_32F, 1, 0);
    cv::Sobel(square, gy, CV_32F, 0, 1);
    cv::Mat features = cv::Mat::zeros(1, featureCount, CV_32F);
    auto* values = features.ptr<float>();
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const float dx = gx.at<float>(y, x);
            const float dy = gy.at<float>(y, x);
            const float longer = std::max(std::abs(dx), std::abs(dy));
            const float shorter = std::min(std::abs(dx), std::abs(dy));
            if (longer < 0.02F) continue;
            // The gradient as a sum of one along an axis and one along a diagonal.
            const int axis = std::abs(dx) >= std::abs(dy) ? (dx >= 0 ? 0 : 4) : (dy >= 0 ? 2 : 6);
            const int diagonal = dx >= 0 ? (dy >= 0 ? 1 : 7) : (dy >= 0 ? 3 : 5);
            spread(values, x, y, axis, longer - shorter);
            spread(values, x, y, diagonal, shorter * static_cast<float>(std::sqrt(2.0)));
        }
    cv::sqrt(features, features);  // makes the counts' spread nearly the same everywhere
    const double length = cv::norm(features);
    if (length == 0) return {};
    features /= length;
    return features;
}

}  // namespace daiban::text::glyphs
