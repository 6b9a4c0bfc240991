#include "codes/BarHeight.h"

#include <algorithm>
#include <vector>

namespace daiban::codes {

namespace {

constexpr double step = 2;        // pixels from line to line
constexpr int mostSamples = 300;  // along a line; more tell nothing new
// Lines through the same bars correlate with nearly 1; paper does not at all, and the digits below hardly.
constexpr double sameBars = 0.6;
constexpr int mostFailures = 2;  // lines; a scratch across the bars is no end

base::Point between(base::Point a, base::Point b, double t) {
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/// Gray values along a line; empty when it leaves the image.
std::vector<double> valuesAlong(const cv::Mat& gray, base::Point from, base::Point to) {
    const int samples = std::clamp(static_cast<int>(base::distance(from, to)), 2, mostSamples);
    std::vector<double> values;
    for (int i = 0; i < samples; ++i) {
        const auto p = between(from, to, static_cast<double>(i) / (samples - 1));
        const cv::Point pixel(cvRound(p.x), cvRound(p.y));
        if (!cv::Rect({}, gray.size()).contains(pixel)) return {};
        values.push_back(gray.at<std::uint8_t>(pixel));
    }
    return values;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size() || a.empty()) return 0;
    const cv::Mat x(a);
    const cv::Mat y(b);
    const cv::Mat dx = x - cv::mean(x);
    const cv::Mat dy = y - cv::mean(y);
    const double norm = cv::norm(dx) * cv::norm(dy);
    return norm > 0 ? dx.dot(dy) / norm : 0;
}

/// How far the line can be moved along `outward` (a unit vector) and still crosses the same bars.
double reach(const cv::Mat& gray, base::Point left, base::Point right, base::Point outward) {
    const auto reference = valuesAlong(gray, left, right);
    const auto moved = [&](base::Point p, double by) {
        return base::Point{p.x + by * outward.x, p.y + by * outward.y};
    };
    double reached = 0;
    int failures = 0;
    for (double by = step; failures <= mostFailures; by += step) {
        const auto line = valuesAlong(gray, moved(left, by), moved(right, by));
        if (line.empty()) break;
        if (correlation(reference, line) > sameBars) {
            reached = by;
            failures = 0;
        } else {
            ++failures;
        }
    }
    return reached;
}

}  // namespace

base::Quad grownToBarEnds(const cv::Mat& gray, const base::Quad& scanned) {
    const auto left = between(scanned[0], scanned[3], 0.5);
    const auto right = between(scanned[1], scanned[2], 0.5);
    const double length = base::distance(left, right);
    if (length < 8) return scanned;
    const base::Point down{-(right.y - left.y) / length, (right.x - left.x) / length};
    const double below = reach(gray, left, right, down);
    const double above = reach(gray, left, right, {-down.x, -down.y});
    const auto moved = [&](base::Point p, double by) { return base::Point{p.x + by * down.x, p.y + by * down.y}; };
    return {moved(left, -above), moved(right, -above), moved(right, below), moved(left, below)};
}

}  // namespace daiban::codes
