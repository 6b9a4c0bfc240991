#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "imaging/Flatten.h"

namespace daiban::imaging {

namespace {

constexpr int workingSize = 900;
constexpr double widest = 18;  ///< degrees
constexpr double coarseStep = 0.5;
constexpr double fineStep = 0.05;
constexpr std::size_t mostPoints = 40000;
/// Fewer ink pixels than this say nothing.
constexpr std::size_t fewestPoints = 150;
/// Ink is darker than its surroundings by so many gray levels.
constexpr int inkDarker = 18;

/// Pixels of ink as points from the centre.
std::vector<cv::Point2f> inkOf(const cv::Mat& pixels) {
    const double scale = std::min(1.0, static_cast<double>(workingSize) / std::max(pixels.cols, pixels.rows));
    cv::Mat small, gray, ink;
    const cv::Size size(std::max(1, cvRound(pixels.cols * scale)), std::max(1, cvRound(pixels.rows * scale)));
    cv::resize(pixels, small, size, 0, 0, cv::INTER_AREA);
    if (small.channels() == 3)
        cv::cvtColor(small, gray, cv::COLOR_BGR2GRAY);
    else
        gray = small;
    if (scale >= 1) cv::GaussianBlur(gray, gray, {0, 0}, 1.5);  // shrinking has not taken the dither out
    cv::adaptiveThreshold(gray, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, 31, inkDarker);
    // The scan's dark border is not the page's text.
    const int margin = std::max(4, workingSize / 100);
    // Pixels lie in exact rows at zero degrees and at no other angle; spread over their own area they favour none.
    // Without it scans tilted by up to 0.1 degrees were called straight.
    cv::RNG random(1);
    std::vector<cv::Point2f> points;
    for (int r = margin; r + margin < ink.rows; ++r)
        for (int c = margin; c + margin < ink.cols; ++c)
            if (ink.at<uchar>(r, c))
                points.emplace_back(static_cast<float>(c) - ink.cols / 2.F + random.uniform(0.F, 1.F),
                                    static_cast<float>(r) - ink.rows / 2.F + random.uniform(0.F, 1.F));
    if (points.size() <= mostPoints) return points;
    std::vector<cv::Point2f> some;
    const std::size_t step = points.size() / mostPoints + 1;
    for (std::size_t i = 0; i < points.size(); i += step) some.push_back(points[i]);
    return some;
}

enum class Lines { Across, Down };

/// How much the rows (or columns) of ink stand apart when the page is tilted by `degrees`: sum of squared differences
/// of neighbouring bins of the projection (Postl's criterion).
double sharpness(const std::vector<cv::Point2f>& ink, double degrees, Lines lines) {
    const double radians = degrees * std::numbers::pi / 180;
    auto c = static_cast<float>(std::cos(radians)), s = static_cast<float>(-std::sin(radians));
    std::vector<int> bins(3 * workingSize, 0);
    const float zero = 1.5F * workingSize;
    if (lines == Lines::Across)
        for (const cv::Point2f& p : ink) ++bins[static_cast<std::size_t>(p.y * c + p.x * s + zero)];
    else
        for (const cv::Point2f& p : ink) ++bins[static_cast<std::size_t>(p.x * c - p.y * s + zero)];
    double sum = 0;
    for (std::size_t i = 1; i < bins.size(); ++i) {
        const double d = bins[i] - bins[i - 1];
        sum += d * d;
    }
    return sum;
}

struct Found {
    double degrees, prominence;
};

Found best(const std::vector<cv::Point2f>& ink, Lines lines) {
    std::vector<double> values;
    double top = -1, at = 0;
    for (double a = -widest; a <= widest + 1e-9; a += coarseStep) {
        values.push_back(sharpness(ink, a, lines));
        if (values.back() > top) top = values.back(), at = a;
    }
    const double coarse = at;
    for (double a = coarse - coarseStep; a <= coarse + coarseStep + 1e-9; a += fineStep)
        if (const double value = sharpness(ink, a, lines); value > top) top = value, at = a;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return {at, top / std::max(1.0, values[values.size() / 2])};
}

}  // namespace

Skew measureSkew(const cv::Mat& pixels) {
    const std::vector<cv::Point2f> ink = inkOf(pixels);
    if (ink.size() < fewestPoints) return {};
    const Found across = best(ink, Lines::Across), down = best(ink, Lines::Down);
    const Found& clearer = across.prominence >= down.prominence ? across : down;
    // A peak twice as high as the median angle's is certain, one as high as it is none.
    return {clearer.degrees, base::Confidence(clearer.prominence - 1)};
}

}  // namespace daiban::imaging
