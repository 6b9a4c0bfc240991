#include "documents/Portrait.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::documents {

namespace {

/// How far a side may be off the printed size: photos are cut by hand.
constexpr double sideTolerance = 0.15;
constexpr double shapeTolerance = 0.12;
/// Gray levels: backgrounds of scanned portraits vary by 2 to 12, noise and vignetting included.
constexpr double evenBackground = 18;
/// Gray levels between background and head, or within the head, below which there is nothing in the middle.
constexpr double leastContrast = 14;

bool sizeFits(const page::CleanPage& clean, const std::vector<SizeRule>& sizes) {
    const auto size = clean.sizeInMillimetres();
    const double shape = static_cast<double>(clean.pixels.cols) / std::max(1, clean.pixels.rows);
    return std::any_of(sizes.begin(), sizes.end(), [&](const SizeRule& rule) {
        if (std::abs(shape * rule.height / rule.width - 1) > shapeTolerance) return false;
        if (size.x <= 0) return true;
        return std::abs(size.x / rule.width - 1) < sideTolerance && std::abs(size.y / rule.height - 1) < sideTolerance;
    });
}

struct Tone {
    double mean = 0;
    double spread = 0;
};

/// Of a part of the picture, given in shares of it. Only the part is turned grey: the whole of an A4 page takes 4 ms.
Tone toneOf(const cv::Mat& picture, double left, double top, double width, double height) {
    const cv::Rect area(static_cast<int>(left * picture.cols), static_cast<int>(top * picture.rows),
                        std::max(1, static_cast<int>(width * picture.cols)),
                        std::max(1, static_cast<int>(height * picture.rows)));
    cv::Mat gray = picture(area & cv::Rect(0, 0, picture.cols, picture.rows));
    if (gray.channels() == 3) cv::cvtColor(gray, gray, cv::COLOR_BGR2GRAY);
    cv::Scalar mean;
    cv::Scalar spread;
    cv::meanStdDev(gray, mean, spread);
    return {mean[0], spread[0]};
}

}  // namespace

double portraitLikeness(const page::CleanPage& clean, const std::vector<SizeRule>& sizes) {
    if (clean.pixels.empty() || clean.pixels.cols < 40 || !sizeFits(clean, sizes)) return 0;
    // Beside the head, clear of a white rim; the head; the shoulders.
    const Tone left = toneOf(clean.pixels, 0.07, 0.08, 0.12, 0.25);
    const Tone right = toneOf(clean.pixels, 0.81, 0.08, 0.12, 0.25);
    const Tone head = toneOf(clean.pixels, 0.32, 0.22, 0.36, 0.36);
    const Tone body = toneOf(clean.pixels, 0.2, 0.8, 0.6, 0.14);
    const double background = (left.mean + right.mean) / 2;
    const bool even = left.spread < evenBackground && right.spread < evenBackground &&
                      std::abs(left.mean - right.mean) < 2 * evenBackground;
    const bool someone = head.spread > leastContrast &&
                         (std::abs(head.mean - background) > leastContrast || head.spread > 2 * leastContrast);
    const bool shoulders = std::abs(body.mean - background) > leastContrast || body.spread > leastContrast;
    if (!even || !someone) return 0;
    const double known = clean.dpi > 0 ? 0.95 : 0.75;  // without a scale only the shape speaks
    return shoulders ? known : 0.6 * known;
}

}  // namespace daiban::documents
