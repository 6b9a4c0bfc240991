#include "imaging/Moire.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

namespace daiban::imaging {

namespace {

constexpr int window = 128;
constexpr std::size_t most = 9;    // windows looked at
constexpr std::size_t fewest = 4;  // fewer say nothing
/// A peak: this many times the middle of the spectrum around it. Noise of paper and camera stays below 8.
constexpr float peakRatio = 14;
/// Amplitude of the pattern in gray levels; below it nobody would see it.
constexpr double leastAmplitude = 1.2;
constexpr int lowest = 6;  // cycles per window; below is light and curl
constexpr double shareOfWindows = 0.7;
/// Two windows show the same pattern when their peaks are this near, in cycles per window: perspective and the bend of
/// moiré move them.
constexpr double samePeak = 12;

/// The strongest peak of a window that has a second one across it.
struct Peak {
    bool seen = false;
    cv::Point2d at{};
};

/// Ruled lines, stripes and the weave of laid paper go one way; the dots of a screen, and what they make with the
/// camera's, go two ways. Sine of the least angle between the two.
constexpr double across = 0.35;

cv::Mat hann() {
    cv::Mat row;
    cv::createHanningWindow(row, {window, window}, CV_32F);
    return row;
}

/// The highest peak of a spectrum; with `first`, of what lies across it. Half of the spectrum is looked at, the other
/// half mirrors it: rows above the middle are negative vertical frequencies.
Peak highestOf(const cv::Mat& power, std::optional<cv::Point2d> first) {
    constexpr int half = window / 2;
    const auto vertical = [](int row) { return row < half ? row : row - window; };
    float highest = 0;
    cv::Point at;
    for (int v = 0; v < window; ++v)
        for (int u = 0; u <= half; ++u) {
            const int y = vertical(v);
            if (u * u + y * y < lowest * lowest || power.at<float>(v, u) <= highest) continue;
            if (first &&
                std::abs(u * first->y - y * first->x) < across * std::hypot(u, y) * std::hypot(first->x, first->y))
                continue;
            highest = power.at<float>(v, u), at = {u, y};
        }
    // The middle of the spectrum at about the same distance from the origin: paper's and lens' fall-off.
    const double radius = std::hypot(at.x, at.y);
    std::vector<float> ring;
    for (int v = 0; v < window; ++v)
        for (int u = 0; u <= half; ++u)
            if (std::abs(std::hypot(u, vertical(v)) - radius) < 4) ring.push_back(power.at<float>(v, u));
    const auto middle = ring.begin() + static_cast<std::ptrdiff_t>(ring.size() / 2);
    std::nth_element(ring.begin(), middle, ring.end());
    // A sine of amplitude a under a Hann window has the magnitude a * window² / 8.
    const double amplitude = 8.0 * static_cast<double>(highest) / (window * window);
    return {highest > peakRatio * *middle && amplitude > leastAmplitude,
            {static_cast<double>(at.x), static_cast<double>(at.y)}};
}

Peak strongestPeak(const cv::Mat& pixels, const cv::Mat& weight) {
    cv::Mat gray, real, smooth, spectrum;
    if (pixels.channels() == 1)
        gray = pixels;
    else
        cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
    gray.convertTo(real, CV_32F);
    cv::blur(real, smooth, {31, 31});
    real = (real - smooth).mul(weight);
    cv::dft(real, spectrum, cv::DFT_COMPLEX_OUTPUT);
    cv::Mat planes[2], power;
    cv::split(spectrum, planes);
    cv::magnitude(planes[0], planes[1], power);
    const Peak first = highestOf(power, {});
    return {first.seen && highestOf(power, first.at).seen, first.at};
}

/// The emptiest windows of the document, not all from one place.
std::vector<cv::Rect> emptiestWindows(const page::Page& page, const SmallPage& small, const DocumentView& view) {
    const int side = std::max(4, cvCeil(window * small.scale));
    struct Part {
        double spread;
        cv::Rect where;
    };
    std::vector<Part> parts;
    const int stepX = std::max(side, view.box.width / 6), stepY = std::max(side, view.box.height / 6);
    for (int y = side / 2; y + side <= view.box.height; y += stepY)
        for (int x = side / 2; x + side <= view.box.width; x += stepX) {
            const cv::Rect cell(x, y, side, side);
            if (cv::countNonZero(view.depth(cell) > 0.03 * view.shorter) < cell.area()) continue;
            cv::Scalar mean, deviation;
            cv::meanStdDev(small.gray(cell + view.box.tl()), mean, deviation);
            parts.push_back({deviation[0], cell + view.box.tl()});
        }
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.spread < b.spread; });
    std::vector<cv::Rect> out;
    for (const Part& part : parts) {
        if (out.size() == most) break;
        const cv::Rect r(cvRound(part.where.x / small.scale), cvRound(part.where.y / small.scale), window, window);
        if ((r & cv::Rect(0, 0, page.width(), page.height())) == r) out.push_back(r);
    }
    return out;
}

double apart(const Peak& a, const Peak& b) {
    // A frequency and its negative are the same.
    return std::min(std::hypot(a.at.x - b.at.x, a.at.y - b.at.y), std::hypot(a.at.x + b.at.x, a.at.y + b.at.y));
}

}  // namespace

bool hasMoire(const page::Page& page, const SmallPage& small, const DocumentView& view) {
    const std::vector<cv::Rect> windows = emptiestWindows(page, small, view);
    if (windows.size() < fewest) return false;
    const cv::Mat weight = hann();
    std::vector<Peak> peaks;
    for (const cv::Rect& where : windows) peaks.push_back(strongestPeak(page.pixels(where), weight));
    std::size_t best = 0;
    for (const Peak& a : peaks)
        if (a.seen)
            best =
                std::max(best, static_cast<std::size_t>(std::count_if(peaks.begin(), peaks.end(), [&](const Peak& b) {
                             return b.seen && apart(a, b) < samePeak;
                         })));
    return static_cast<double>(best) >= shareOfWindows * static_cast<double>(windows.size());
}

}  // namespace daiban::imaging
