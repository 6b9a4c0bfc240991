#include "text/ppocr/Strip.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "text/ppocr/Recogniser.h"

namespace daiban::text::ppocr {

namespace {

base::Point along(base::Point a, base::Point b, double part) {
    return {a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

cv::Mat straightened(const cv::Mat& bgr, const base::Quad& quad, int width, int height) {
    std::array<cv::Point2f, 3> from;
    constexpr std::array<std::size_t, 3> corners{0, 1, 3};
    for (std::size_t i = 0; i < 3; ++i)
        from[i] = {static_cast<float>(quad[corners[i]].x), static_cast<float>(quad[corners[i]].y)};
    const std::array<cv::Point2f, 3> to{
        cv::Point2f{0, 0}, {static_cast<float>(width), 0}, {0, static_cast<float>(height)}};
    cv::Mat out;
    cv::warpAffine(bgr, out, cv::getAffineTransform(from.data(), to.data()), {width, height}, cv::INTER_LINEAR,
                   cv::BORDER_REPLICATE);
    return out;
}

/// To stripHeight, the width to match, a whole number of the network's time steps.
cv::Mat toStripHeight(const cv::Mat& line, double squeeze) {
    constexpr int step = 8;
    const double width = squeeze * line.cols * stripHeight / line.rows;
    cv::Mat out;
    cv::resize(line, out, {std::max(2 * step, static_cast<int>(std::lround(width / step)) * step), stripHeight}, 0, 0,
               line.rows > stripHeight ? cv::INTER_AREA : cv::INTER_CUBIC);
    return out;
}

/// The recogniser drops characters at the very edge: with a margin a tenth fewer are missing. Two time steps.
constexpr int lineMargin = 16;

cv::Mat withMargin(const cv::Mat& strip) {
    cv::Mat out;
    cv::copyMakeBorder(strip, out, 0, 0, lineMargin, lineMargin, cv::BORDER_REPLICATE);
    return out;
}

/// The characters of a vertical column, laid side by side.
cv::Mat laidFlat(const cv::Mat& column, int characters) {
    cv::Mat flat;
    for (int i = 0; i < characters; ++i) {
        const int top = column.rows * i / characters;
        const int bottom = column.rows * (i + 1) / characters;
        cv::Mat cell;
        cv::resize(column.rowRange(top, bottom), cell, {stripHeight, stripHeight}, 0, 0, cv::INTER_AREA);
        if (flat.empty())
            flat = cell;
        else
            cv::hconcat(flat, cell, flat);
    }
    return flat;
}

}  // namespace

double Strip::share(double at) const {
    return std::clamp((at - margin) / (pixels.cols - 2.0 * margin), 0.0, 1.0);
}

base::Quad Strip::between(double from, double to) const {
    const base::Quad& q = box.quad;
    const double a = share(from);
    const double b = share(to);
    if (stacked > 1) return {along(q[0], q[3], a), along(q[1], q[2], a), along(q[1], q[2], b), along(q[0], q[3], b)};
    return {along(q[0], q[1], a), along(q[0], q[1], b), along(q[3], q[2], b), along(q[3], q[2], a)};
}

Strip stripOf(const cv::Mat& bgr, const TextBox& box, double squeeze) {
    constexpr double columnFrom = 1.5;  // height over width; a single character is never so tall
    const int width = std::max(1, static_cast<int>(std::lround(box.width())));
    const int height = std::max(1, static_cast<int>(std::lround(box.height())));
    const cv::Mat straight = straightened(bgr, box.quad, width, height);
    if (height < columnFrom * width) return {withMargin(toStripHeight(straight, squeeze)), box, lineMargin, 1, squeeze};
    constexpr int longestColumn = 60;  // more are no column of text but a rule or a page's edge
    const int characters =
        std::clamp(static_cast<int>(std::lround(static_cast<double>(height) / width)), 2, longestColumn);
    return {laidFlat(straight, characters), box, 0, characters};
}

cv::Mat lineAt(const cv::Mat& bgr, const TextBox& box, int mostHigh) {
    const double scale = std::min(1.0, mostHigh / std::max(1.0, box.height()));
    const auto pixels = [&](double length) { return std::max(1, static_cast<int>(std::lround(length))); };
    const cv::Mat line = straightened(bgr, box.quad, pixels(box.width()), pixels(box.height()));
    if (scale == 1) return line;
    cv::Mat smaller;
    cv::resize(line, smaller, {pixels(box.width() * scale), pixels(box.height() * scale)}, 0, 0, cv::INTER_AREA);
    return smaller;
}

}  // namespace daiban::text::ppocr
