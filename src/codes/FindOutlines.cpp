#include "codes/FindOutlines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "codes/PatchOutlines.h"
#include "codes/Pyramid.h"

namespace daiban::codes {

namespace {

constexpr double workModule = 2.5;  // pixels of a module on the picture that is searched
constexpr double scaleStep = 1.35;
constexpr double mostPixels = 0.75e6;  // of a picture that is searched
// In modules. Between dark modules of a code; the quiet zone of a tilted one, and of one far smaller than it is looked
// for, must stay open.
constexpr std::array bridged{2.0, 3.0};
constexpr double solid = 6;   // what is thinner is print, or hangs on the code
constexpr double widest = 6;  // run of dark modules
// Of a dark module to the paper; a soft spot in a blurred code has less and is bridged.
constexpr double leastContrast = 0.12;
constexpr double fullness = 0.8;       // of the four-sided outline
constexpr double mostElongated = 1.8;  // tilted by 30 degrees in both axes 1.4
constexpr double sideTolerance = 1.7;  // of the side looked for
// Part of the outline; half of a code's modules are dark, and blur and ink make it more.
constexpr double leastDark = 0.3;
constexpr double mostDark = 0.85;

cv::Mat square(double modules) {
    const int side = cvRound(modules * workModule) | 1;
    return cv::getStructuringElement(cv::MORPH_RECT, {side, side});
}

cv::Mat disc(double modules) {
    const int side = cvRound(modules * workModule) | 1;
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side});
}

/// Joined across `gap` modules, and without what is thin; the corners an upright square takes off are put back.
cv::Mat patchesOf(const cv::Mat& dark, double gap) {
    cv::Mat joined;
    cv::morphologyEx(dark, joined, cv::MORPH_CLOSE, disc(gap));
    cv::Mat patches;
    cv::morphologyEx(joined, patches, cv::MORPH_OPEN, square(solid));
    cv::dilate(patches, patches, square(solid / 2));
    return patches & joined;
}

/// 255 where it is darker than what is lightest on both sides: modules and print, but no dark ground around a label.
cv::Mat darkOf(const cv::Mat& work) {
    cv::Mat paper;
    cv::morphologyEx(work, paper, cv::MORPH_CLOSE, square(widest));
    cv::Mat level;
    paper.convertTo(level, CV_8U, 1 - leastContrast);
    cv::Mat dark;
    cv::compare(work, level, dark, cv::CMP_LT);
    return dark;
}

/// Where the edges before and after the one from `b` to `c` meet beyond it; nothing when they part.
std::optional<cv::Point2d> meetingPoint(cv::Point2d a, cv::Point2d b, cv::Point2d c, cv::Point2d d) {
    const cv::Point2d u = b - a;
    const cv::Point2d v = c - d;
    const double cross = u.cross(v);
    if (std::abs(cross) < 1e-9) return std::nullopt;
    const double along = (d - a).cross(v) / cross;
    if (along < 1) return std::nullopt;
    return a + u * along;
}

/// Four sides around a hull: its edges are taken out one by one, each time the one whose neighbours, made longer to
/// where they meet, add least to the area. Empty where there are no four.
std::vector<cv::Point2d> fourSided(const std::vector<cv::Point>& hull) {
    std::vector<cv::Point2d> corners(hull.begin(), hull.end());
    while (corners.size() > 4) {
        const std::size_t n = corners.size();
        double least = std::numeric_limits<double>::max();
        std::size_t edge = n;
        cv::Point2d replacement;
        for (std::size_t i = 0; i < n; ++i) {
            const cv::Point2d b = corners[i];
            const cv::Point2d c = corners[(i + 1) % n];
            const auto met = meetingPoint(corners[(i + n - 1) % n], b, c, corners[(i + 2) % n]);
            if (!met) continue;
            const double added = std::abs((c - b).cross(*met - b)) / 2;
            if (added >= least) continue;
            least = added;
            edge = i;
            replacement = *met;
        }
        if (edge == n) return {};
        corners[edge] = replacement;
        corners.erase(corners.begin() + static_cast<std::ptrdiff_t>((edge + 1) % n));
    }
    return corners.size() == 4 ? corners : std::vector<cv::Point2d>{};
}

/// Four sides of about `side` pixels.
bool isNearlySquare(const std::vector<cv::Point2d>& corners, double side) {
    std::array<double, 4> lengths{};
    for (std::size_t i = 0; i < 4; ++i) lengths[i] = cv::norm(corners[(i + 1) % 4] - corners[i]);
    const auto [shortest, longest] = std::minmax_element(lengths.begin(), lengths.end());
    const double mean = std::accumulate(lengths.begin(), lengths.end(), 0.0) / 4;
    return *longest < mostElongated * *shortest && mean < side * sideTolerance && mean > side / sideTolerance;
}

/// What part of a hull is dark.
double darkPart(const cv::Mat& dark, std::vector<cv::Point> hull) {
    const cv::Rect box = cv::boundingRect(hull);
    for (auto& p : hull) p -= box.tl();
    cv::Mat inside = cv::Mat::zeros(box.size(), CV_8UC1);
    cv::fillConvexPoly(inside, hull, cv::Scalar(255));
    return static_cast<double>(cv::countNonZero(dark(box) & inside)) / cv::countNonZero(inside);
}

/// The same patch was found at another scale.
bool isAmong(const std::vector<base::Quad>& quads, const base::Quad& quad) {
    constexpr double same = 0.93;
    return std::any_of(quads.begin(), quads.end(),
                       [&](const base::Quad& known) { return base::intersectionOverUnion(known, quad) > same; });
}

/// The hull's four corners, when it may be that of a code of `side` pixels a side.
std::vector<cv::Point2d> cornersOf(const std::vector<cv::Point>& outline, const cv::Mat& dark, double side) {
    std::vector<cv::Point> hull;
    cv::convexHull(outline, hull, false);  // clockwise with y downwards
    auto corners = fourSided(hull);
    if (corners.empty() || !isNearlySquare(corners, side)) return {};
    const std::vector<cv::Point2f> polygon(corners.begin(), corners.end());
    if (cv::contourArea(outline) < fullness * cv::contourArea(polygon)) return {};
    const double part = darkPart(dark, hull);
    return part > leastDark && part < mostDark ? corners : std::vector<cv::Point2d>{};
}

void addFrom(const cv::Mat& patches, const cv::Mat& dark, double scale, double side, std::vector<base::Quad>& quads) {
    const auto outlines = patchOutlines(patches);
    for (const auto& outline : outlines) {
        const auto corners = cornersOf(outline, dark, side);
        if (corners.empty()) continue;
        base::Quad quad;
        for (std::size_t i = 0; i < 4; ++i) quad[i] = {(corners[i].x + 0.5) / scale, (corners[i].y + 0.5) / scale};
        if (!isAmong(quads, quad)) quads.push_back(quad);
    }
}

}  // namespace

std::vector<base::Quad> findOutlines(const cv::Mat& gray, int modules, double smallest, double largest) {
    std::vector<base::Quad> quads;
    Pyramid pyramid(gray);
    for (double module = largest; module >= smallest; module /= scaleStep) {
        const double scale = workModule / module;
        if (static_cast<double>(gray.total()) * scale * scale > mostPixels) break;
        if (std::min(gray.cols, gray.rows) * scale < 0.7 * modules * workModule) continue;
        const cv::Mat work = pyramid.scaledTo(scale);
        const cv::Mat dark = darkOf(work);
        for (const double gap : bridged) addFrom(patchesOf(dark, gap), dark, scale, modules * workModule, quads);
    }
    return quads;
}

}  // namespace daiban::codes
