#include "printing/pdf/StrokeLayers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>

namespace daiban::printing {

namespace {

constexpr double millimetresPerInch = 25.4;
/// Strokes are no broader; what is, belongs to photos, filled boxes and large headings.
constexpr double broadestStroke = 3.0;  // mm
/// The ink of a stroke is looked for so far around.
constexpr double inkReach = 0.8;  // mm
/// A stroke's ink is darker than this share of its paper, in the lightest channel: black print has 0.15 to 0.45, blue
/// ink 0.5, red seals 0.75 to 0.9. Pencil and pale stamps are lighter and stay in the ground.
constexpr double darkestShare = 0.62;
/// Of the way from ink to paper. Half would thin strokes whose colours a scanner has registered apart.
constexpr double cutAt = 0.6;
/// Ground that varies by more gray levels within `busyReach` is a photo or a pattern, whose dark parts are no strokes.
constexpr double busyFrom = 24;
constexpr double busyReach = 3.0;  // mm
/// Specks of fewer pixels at 300 dpi (0.014 mm² each) cost more as a shape than they show.
constexpr int smallestStroke = 4;

int pixelsOf(double millimetres, double dpi) {
    return std::max(1, static_cast<int>(std::lround(millimetres * dpi / millimetresPerInch)));
}

cv::Mat disc(int diameter) {
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, {diameter | 1, diameter | 1});
}

/// The lightest of the channels: black ink and dark blue are dark in all of them, red seals and highlighters are light
/// in one, so that seals over text come apart from it.
cv::Mat lightestChannel(const cv::Mat& pixels) {
    if (pixels.channels() == 1) return pixels;
    std::array<cv::Mat, 3> channels;
    cv::split(pixels, channels.data());
    cv::max(channels[0], channels[1], channels[0]);
    cv::max(channels[0], channels[2], channels[0]);
    return channels[0];
}

/// The paper's level around each pixel.
cv::Mat paperLevel(const cv::Mat& dark, double dpi) {
    constexpr int shrink = 4;
    cv::Mat small;
    cv::resize(dark, small, {std::max(1, dark.cols / shrink), std::max(1, dark.rows / shrink)}, 0, 0, cv::INTER_AREA);
    cv::morphologyEx(small, small, cv::MORPH_CLOSE, disc(pixelsOf(broadestStroke, dpi / shrink)));
    cv::blur(small, small, {9, 9});
    cv::resize(small, small, dark.size(), 0, 0, cv::INTER_LINEAR);
    return small;
}

cv::Mat strokesIn(const cv::Mat& dark, double dpi) {
    const cv::Mat paper = paperLevel(dark, dpi);
    cv::Mat ink;
    const int reach = 2 * pixelsOf(inkReach, dpi) + 1;
    cv::erode(dark, ink, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
    cv::Mat strokes(dark.size(), CV_8U);
    for (int y = 0; y < dark.rows; ++y) {
        const auto* at = dark.ptr<std::uint8_t>(y);
        const auto* white = paper.ptr<std::uint8_t>(y);
        const auto* black = ink.ptr<std::uint8_t>(y);
        auto* out = strokes.ptr<std::uint8_t>(y);
        for (int x = 0; x < dark.cols; ++x) {
            const bool deep = black[x] < darkestShare * white[x];
            out[x] = deep && at[x] < black[x] + cutAt * (white[x] - black[x]) ? 255 : 0;
        }
    }
    return strokes;
}

/// Takes off the specks.
void dropSpecks(cv::Mat& strokes) {
    cv::Mat labels, statistics, centres;
    const int count = cv::connectedComponentsWithStats(strokes, labels, statistics, centres, 8, CV_32S);
    for (int i = 1; i < count; ++i) {
        if (statistics.at<int>(i, cv::CC_STAT_AREA) >= smallestStroke) continue;
        const cv::Rect box(statistics.at<int>(i, cv::CC_STAT_LEFT), statistics.at<int>(i, cv::CC_STAT_TOP),
                           statistics.at<int>(i, cv::CC_STAT_WIDTH), statistics.at<int>(i, cv::CC_STAT_HEIGHT));
        strokes(box).setTo(0, labels(box) == i);
    }
}

/// Sums of the pixels of cells of `step` pixels, each times its weight, and of the weights.
struct CellSums {
    cv::Mat sums;     ///< CV_32F, channels of the page
    cv::Mat weights;  ///< CV_32F
};

CellSums weightedSums(const cv::Mat& pixels, const cv::Mat& weights, int step) {
    const cv::Size size((pixels.cols + step - 1) / step, (pixels.rows + step - 1) / step);
    const int channels = pixels.channels();
    CellSums cells{cv::Mat::zeros(size, CV_MAKETYPE(CV_32F, channels)), cv::Mat::zeros(size, CV_32F)};
    for (int y = 0; y < pixels.rows; ++y) {
        const auto* pixel = pixels.ptr<std::uint8_t>(y);
        const auto* weight = weights.ptr<std::uint8_t>(y);
        auto* sum = cells.sums.ptr<float>(y / step);
        auto* all = cells.weights.ptr<float>(y / step);
        for (int x = 0; x < pixels.cols; ++x) {
            if (weight[x] == 0) continue;
            const int cell = x / step;
            for (int c = 0; c < channels; ++c)
                sum[cell * channels + c] += static_cast<float>(weight[x] * pixel[x * channels + c]);
            all[cell] += weight[x];
        }
    }
    return cells;
}

/// The cells' means; those without weight get theirs from ever coarser cells around them (pull-push; Gortler
/// et al., The Lumigraph, 1996).
cv::Mat filledMeans(const CellSums& cells) {
    cv::Mat coarse;
    if (cells.weights.cols > 1 || cells.weights.rows > 1) {
        const cv::Size half((cells.weights.cols + 1) / 2, (cells.weights.rows + 1) / 2);
        CellSums coarser;
        cv::resize(cells.sums, coarser.sums, half, 0, 0, cv::INTER_AREA);
        cv::resize(cells.weights, coarser.weights, half, 0, 0, cv::INTER_AREA);
        cv::resize(filledMeans(coarser), coarse, cells.weights.size(), 0, 0, cv::INTER_LINEAR);
    }
    cv::Mat means = coarse.empty() ? cv::Mat(cells.sums.size(), cells.sums.type(), cv::Scalar::all(255)) : coarse;
    const int channels = cells.sums.channels();
    for (int y = 0; y < means.rows; ++y) {
        const auto* sum = cells.sums.ptr<float>(y);
        const auto* weight = cells.weights.ptr<float>(y);
        auto* mean = means.ptr<float>(y);
        for (int x = 0; x < means.cols; ++x)
            for (int c = 0; c < channels && weight[x] > 0; ++c)
                mean[x * channels + c] = sum[x * channels + c] / weight[x];
    }
    return means;
}

cv::Mat weightedMeans(const cv::Mat& pixels, const cv::Mat& weights, int step) {
    cv::Mat means;
    filledMeans(weightedSums(pixels, weights, step)).convertTo(means, CV_8U);
    return means;
}

/// Where the ground is a photo or a pattern: its own gray levels vary.
cv::Mat busyGround(const cv::Mat& ground, double dpi) {
    cv::Mat gray = lightestChannel(ground), mean, square;
    const int reach = pixelsOf(busyReach, dpi);
    gray.convertTo(gray, CV_32F);
    cv::blur(gray, mean, {reach, reach});
    cv::blur(gray.mul(gray), square, {reach, reach});
    const cv::Mat busy = square - mean.mul(mean) > busyFrom * busyFrom;
    return busy;
}

/// Where no stroke is nor its soft edge.
cv::Mat besides(const cv::Mat& strokes, int edge) {
    cv::Mat around, out;
    cv::dilate(strokes, around, cv::getStructuringElement(cv::MORPH_RECT, {2 * edge + 1, 2 * edge + 1}));
    cv::bitwise_not(around, out);
    return out;
}

/// How dark a stroke is where: its soft edge says little of the ink's colour.
cv::Mat depthOf(const cv::Mat& lightest, const cv::Mat& strokes) {
    cv::Mat depth;
    cv::bitwise_not(lightest, depth);
    cv::multiply(depth, depth, depth, 1.0 / 255);
    cv::bitwise_and(depth, strokes, depth);
    return depth;
}

int stepTo(double dpi, double lower) {
    return std::max(1, static_cast<int>(std::ceil(dpi / lower - 0.01)));
}

}  // namespace

StrokeLayers strokeLayers(const cv::Mat& pixels, double dpi, double groundDpi, double strokeDpi) {
    StrokeLayers layers;
    const cv::Mat dark = lightestChannel(pixels);
    layers.shape = strokesIn(dark, dpi);
    layers.groundStep = stepTo(dpi, groundDpi);
    layers.colourStep = stepTo(dpi, strokeDpi);
    const cv::Mat busy =
        busyGround(weightedMeans(pixels, besides(layers.shape, 2), layers.groundStep), dpi / layers.groundStep);
    cv::Mat busyPixels;
    cv::resize(busy, busyPixels, busy.size() * layers.groundStep, 0, 0, cv::INTER_NEAREST);
    layers.shape.setTo(0, busyPixels(cv::Rect({}, pixels.size())));
    dropSpecks(layers.shape);
    layers.ground = weightedMeans(pixels, besides(layers.shape, 1), layers.groundStep);
    layers.colours = weightedMeans(pixels, depthOf(dark, layers.shape), layers.colourStep);
    return layers;
}

}  // namespace daiban::printing
