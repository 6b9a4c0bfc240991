#include "codes/FindFinders.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "codes/Pyramid.h"

namespace daiban::codes {

namespace {

constexpr double scaleStep = 1.25;
constexpr double mostPixels = 0.75e6;  // of a picture that is searched, 50 ms: small modules on large pictures are left
constexpr double leastScore = 0.4;     // of a pattern; low, for three together and the grid decide
constexpr double mostModuleRatio = 1.6;  // between patterns of one code
constexpr std::size_t mostLaidOn = 128;  // pixels of a pattern
constexpr std::size_t mostAScale = 16;   // print at the same scale gives as many

/// Pixels of a module on the picture that is searched.
double workModuleOf(FinderDetail detail) {
    return detail == FinderDetail::Coarse ? 1.25 : 2.5;
}

/// The shade at (x, y) modules from the centre of an upright pattern: 1 light.
double shadeAt(double x, double y) {
    const double ring = std::max(std::abs(x), std::abs(y));
    return ring < 1.5 || (ring >= 2.5 && ring < 3.5) ? 0 : 1;
}

/// What a finder pattern looks like when one does not know how it is turned.
cv::Mat drawnPattern(double workModule) {
    constexpr int turns = 12;
    constexpr int finer = 4;
    const int side = cvRound(9 * workModule) | 1;
    cv::Mat pattern(side * finer, side * finer, CV_32F, cv::Scalar(0));
    for (int turn = 0; turn < turns; ++turn) {
        const double angle = turn * CV_PI / 2 / turns;
        for (int y = 0; y < pattern.rows; ++y)
            for (int x = 0; x < pattern.cols; ++x) {
                const double px = ((x + 0.5) / finer - side / 2.0) / workModule;
                const double py = ((y + 0.5) / finer - side / 2.0) / workModule;
                pattern.at<float>(y, x) += static_cast<float>(
                    shadeAt(px * std::cos(angle) - py * std::sin(angle), px * std::sin(angle) + py * std::cos(angle)) /
                    turns);
            }
    }
    cv::GaussianBlur(pattern, pattern, {}, 0.4 * workModule * finer);
    cv::resize(pattern, pattern, {side, side}, 0, 0, cv::INTER_AREA);
    return pattern;
}

const cv::Mat& finderPattern(FinderDetail detail) {
    static const cv::Mat coarse = drawnPattern(workModuleOf(FinderDetail::Coarse));
    static const cv::Mat fine = drawnPattern(workModuleOf(FinderDetail::Fine));
    return detail == FinderDetail::Coarse ? coarse : fine;
}

/// Normalised correlation with the pattern wherever it lies whole within the picture, as matchTemplate gives it, which
/// goes by way of frequencies: so small a pattern costs a sixth laid on place by place.
cv::Mat correlationWith(const cv::Mat& pattern, const cv::Mat& gray) {
    cv::Mat work;
    gray.convertTo(work, CV_32F, 1, -128);  // near zero, where floats are exact
    cv::Mat correlation;
    if (pattern.total() > mostLaidOn) {
        cv::matchTemplate(work, pattern, correlation, cv::TM_CCOEFF_NORMED);
        return correlation;
    }
    cv::Mat shape = pattern - cv::mean(pattern);
    shape /= cv::norm(shape);
    cv::Mat sum;
    cv::Mat squares;
    cv::filter2D(work, correlation, CV_32F, shape);
    cv::boxFilter(work, sum, CV_32F, pattern.size(), {-1, -1}, false);
    cv::sqrBoxFilter(work, squares, CV_32F, pattern.size(), {-1, -1}, false);
    cv::Mat spread = squares - sum.mul(sum) / static_cast<double>(pattern.total());
    cv::sqrt(cv::max(spread, static_cast<double>(pattern.total())), spread);  // a gray value at least
    correlation /= spread;
    return correlation(
               cv::Rect(pattern.cols / 2, pattern.rows / 2, work.cols - pattern.cols + 1, work.rows - pattern.rows + 1))
        .clone();
}

/// Local maxima of the correlation, best first.
std::vector<Finder> peaksOf(const cv::Mat& correlation, double scale, FinderDetail detail) {
    const double workModule = workModuleOf(detail);
    cv::Mat highest;
    const int reach = cvRound(3 * workModule) | 1;
    cv::dilate(correlation, highest, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
    cv::Mat isPeak = (correlation >= highest) & (correlation > leastScore);
    std::vector<cv::Point> places;
    cv::findNonZero(isPeak, places);
    std::vector<Finder> peaks;
    const double middle = (finderPattern(detail).cols - 1) / 2.0;
    for (const auto& p : places)
        peaks.push_back({.centre = cv::Point2d(p.x + middle + 0.5, p.y + middle + 0.5) / scale,
                         .module = workModule / scale,
                         .score = correlation.at<float>(p)});
    std::sort(peaks.begin(), peaks.end(), [](const Finder& a, const Finder& b) { return a.score > b.score; });
    if (peaks.size() > mostAScale) peaks.resize(mostAScale);
    return peaks;
}

/// The same pattern at neighbouring scales counts once, at its best.
void addOnce(std::vector<Finder>& finders, const Finder& peak) {
    for (auto& known : finders) {
        if (known.module > 1.6 * peak.module || cv::norm(known.centre - peak.centre) > 1.5 * known.module) continue;
        if (peak.score > known.score) known = peak;
        return;
    }
    finders.push_back(peak);
}

double ratioOf(double a, double b) {
    return std::max(a, b) / std::min(a, b);
}

/// How well they fit one another; 0: not at all.
double scoreOf(const FinderTriple& t, double distance) {
    const cv::Point2d across = t.topRight.centre - t.topLeft.centre;
    const cv::Point2d down = t.bottomLeft.centre - t.topLeft.centre;
    if (across.cross(down) <= 0) return 0;  // mirrored
    const double module = (t.topLeft.module + t.topRight.module + t.bottomLeft.module) / 3;
    const double a = cv::norm(across);
    const double b = cv::norm(down);
    // Tilted by 30 degrees in both axes, and nearer at one end.
    const double cosine = std::abs(across.dot(down)) / (a * b);
    const double sides = ratioOf(a, b);
    const double length = ratioOf((a + b) / 2, distance * module);
    const double modules =
        std::max(ratioOf(t.topLeft.module, t.topRight.module), ratioOf(t.topLeft.module, t.bottomLeft.module));
    if (cosine > 0.45 || sides > 1.6 || length > 1.4 || modules > mostModuleRatio) return 0;
    return t.topLeft.score + t.topRight.score + t.bottomLeft.score - cosine - 0.5 * (sides - 1) - 0.7 * (length - 1) -
           0.3 * (modules - 1);
}

}  // namespace

std::vector<Finder> findFinders(const cv::Mat& gray, double smallest, double largest, FinderDetail detail) {
    const cv::Mat& pattern = finderPattern(detail);
    const double workModule = workModuleOf(detail);
    std::vector<Finder> finders;
    Pyramid pyramid(gray);
    for (double module = largest; module >= smallest; module /= scaleStep) {
        const double scale = workModule / module;
        if (static_cast<double>(gray.total()) * scale * scale > mostPixels) break;
        if (std::min(gray.cols, gray.rows) * scale < pattern.cols + 1) continue;
        const cv::Mat correlation = correlationWith(pattern, pyramid.scaledTo(scale));
        for (const auto& peak : peaksOf(correlation, scale, detail)) addOnce(finders, peak);
    }
    std::sort(finders.begin(), finders.end(), [](const Finder& a, const Finder& b) { return a.score > b.score; });
    return finders;
}

std::vector<FinderTriple> triplesOf(const std::vector<Finder>& finders, double distance) {
    const auto mayBePair = [&](const Finder& a, const Finder& b) {
        return ratioOf(a.module, b.module) < mostModuleRatio &&
               ratioOf(cv::norm(a.centre - b.centre), distance * (a.module + b.module) / 2) < 1.7;
    };
    std::vector<FinderTriple> triples;
    for (const auto& corner : finders)
        for (const auto& right : finders) {
            if (&corner == &right || !mayBePair(corner, right)) continue;
            for (const auto& below : finders) {
                if (&corner == &below || &right == &below || !mayBePair(corner, below)) continue;
                FinderTriple triple{.topLeft = corner, .topRight = right, .bottomLeft = below};
                triple.score = scoreOf(triple, distance);
                if (triple.score > 0) triples.push_back(triple);
            }
        }
    std::sort(triples.begin(), triples.end(),
              [](const FinderTriple& a, const FinderTriple& b) { return a.score > b.score; });
    return triples;
}

}  // namespace daiban::codes
