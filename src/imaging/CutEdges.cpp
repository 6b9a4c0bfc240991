#include "imaging/CutEdges.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

namespace daiban::imaging {

namespace {

/// A corner further outside than this part of the picture's longer side is outside; less is the finder's error.
constexpr double outsideBy = 0.01;

/// A side with an end as close to the border as this, the other beyond it, was not seen: it was laid there as the
/// others lean.
constexpr double onBorder = 0.005;

enum class Side { Left, Top, Right, Bottom };
constexpr std::array sides{Side::Left, Side::Top, Side::Right, Side::Bottom};

/// How far outside of the picture a point is at a side, in pixels.
double beyond(base::Point p, Side side, const cv::Size& size) {
    switch (side) {
        case Side::Left:
            return -p.x;
        case Side::Top:
            return -p.y;
        case Side::Right:
            return p.x - size.width;
        case Side::Bottom:
            return p.y - size.height;
    }
    return 0;
}

/// The part of `box` along its side.
cv::Rect strip(const cv::Rect& box, Side side, int depth) {
    switch (side) {
        case Side::Left:
            return {box.x, box.y, std::min(depth, box.width), box.height};
        case Side::Top:
            return {box.x, box.y, box.width, std::min(depth, box.height)};
        case Side::Right:
            return {box.br().x - std::min(depth, box.width), box.y, std::min(depth, box.width), box.height};
        case Side::Bottom:
            return {box.x, box.br().y - std::min(depth, box.height), box.width, std::min(depth, box.height)};
    }
    return box;
}

bool leavesPicture(const SmallPage& small, const DocumentView& view, Side side) {
    const double longer = std::max(small.gray.cols, small.gray.rows);
    const auto isBeside = [&](std::size_t corner) {
        return std::abs(beyond(view.quad[corner % 4], side, small.gray.size())) < onBorder * longer;
    };
    if (!view.document.edgesVisible) return false;
    for (std::size_t i = 0; i < 4; ++i)
        if (beyond(view.quad[i], side, small.gray.size()) > outsideBy * longer && !isBeside(i + 1) && !isBeside(i + 3))
            return true;
    return false;
}

/// Both ends of one of the quad's sides lie on the picture's border.
bool liesOnBorder(const SmallPage& small, const DocumentView& view, Side side) {
    const double margin = outsideBy * std::max(small.gray.cols, small.gray.rows);
    return std::count_if(view.quad.begin(), view.quad.end(),
                         [&](const base::Point& p) { return beyond(p, side, small.gray.size()) > -margin; }) >= 2;
}

/// Things as large as characters that touch the border: they go on outside. Dark rims and lines along the border
/// touch it over too great a length, dust does not reach in.
int printRunningOut(const SmallPage& small, const DocumentView& view, Side side) {
    const int longer = std::max(small.gray.cols, small.gray.rows);
    const int depth = std::max(24, longer / 20);
    cv::Mat part = small.gray(strip(view.box, side, depth)).clone();
    if (side == Side::Left || side == Side::Right) cv::transpose(part, part);
    if (side == Side::Bottom || side == Side::Right) cv::flip(part, part, 0);
    // The border is the first row now. Where much of it is dark, the scanner's lid or the copier's rim begins there.
    const int paper = percentile(part, cv::Mat(part.size(), CV_8U, cv::Scalar(255)), 0.7);
    constexpr double mostDark = 0.4;
    if (cv::countNonZero(part.rowRange(0, 2) < 0.6 * paper) > mostDark * 2 * part.cols) return 0;
    cv::Mat ink, labels, stats, centres;
    constexpr int surroundings = 41, inkDarker = 40;
    cv::adaptiveThreshold(part, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, surroundings, inkDarker);
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres, 8, CV_32S);
    const double least = 0.004 * longer, longest = 0.03 * longer;
    int running = 0;
    for (int i = 1; i < count; ++i) {
        const int top = stats.at<int>(i, cv::CC_STAT_TOP), height = stats.at<int>(i, cv::CC_STAT_HEIGHT);
        const int width = stats.at<int>(i, cv::CC_STAT_WIDTH), area = stats.at<int>(i, cv::CC_STAT_AREA);
        // Ruled lines reach the paper's edge on whole pages too: a thing must be broad as well.
        if (top <= 1 && height >= least && height <= longest && width <= longest && width >= least && area >= 3 * least)
            ++running;
    }
    return running;
}

/// Print runs into the border when several characters do; one may be a stain.
constexpr int fewestRunning = 4;

using Colour = cv::Vec3d;

std::optional<Colour> meanColour(const SmallPage& small, const std::vector<cv::Point>& polygon) {
    const cv::Rect box = cv::boundingRect(polygon) & cv::Rect(0, 0, small.gray.cols, small.gray.rows);
    if (box.area() == 0) return std::nullopt;
    cv::Mat mask = cv::Mat::zeros(box.size(), CV_8U);
    std::vector<cv::Point> moved;
    for (const cv::Point& p : polygon) moved.push_back(p - box.tl());
    cv::fillConvexPoly(mask, moved, 255);
    if (cv::countNonZero(mask) < 6) return std::nullopt;
    if (small.colour.empty()) {
        const double level = cv::mean(small.gray(box), mask)[0];
        return Colour(level, level, level);
    }
    const cv::Scalar mean = cv::mean(small.colour(box), mask);
    return Colour(mean[0], mean[1], mean[2]);
}

/// A corner's own axes: lengths in parts of the shorter side from the corner along its two edges.
struct Corner {
    base::Point at, along, down;
    [[nodiscard]] cv::Point point(double a, double b) const {
        return {cvRound(at.x + a * along.x + b * down.x), cvRound(at.y + a * along.y + b * down.y)};
    }
};

Corner cornerOf(const DocumentView& view, std::size_t i) {
    const base::Point at = view.quad[i], next = view.quad[(i + 1) % 4], last = view.quad[(i + 3) % 4];
    const auto unit = [&](base::Point to) {
        const double length = std::max(1.0, base::distance(at, to));
        return base::Point{(to.x - at.x) / length * view.shorter, (to.y - at.y) / length * view.shorter};
    };
    return {at, unit(next), unit(last)};
}

/// The ground shows in the corner, and paper beside it along both edges. Corners of cards are round, but only to 6 % of
/// the shorter side.
bool isMissing(const SmallPage& small, const Corner& c) {
    constexpr double leg = 0.10;
    const auto patch = meanColour(small, {c.point(0.015, 0.015), c.point(leg, 0.015), c.point(0.015, leg)});
    const auto ground = meanColour(small, {c.point(-0.05, -0.05), c.point(0.10, -0.05), c.point(0.10, -0.02),
                                           c.point(-0.02, -0.02), c.point(-0.02, 0.10), c.point(-0.05, 0.10)});
    const auto besideA =
        meanColour(small, {c.point(0.2, 0.02), c.point(0.35, 0.02), c.point(0.35, 0.06), c.point(0.2, 0.06)});
    const auto besideB =
        meanColour(small, {c.point(0.02, 0.2), c.point(0.06, 0.2), c.point(0.06, 0.35), c.point(0.02, 0.35)});
    const auto groundA =
        meanColour(small, {c.point(0.2, -0.05), c.point(0.35, -0.05), c.point(0.35, -0.02), c.point(0.2, -0.02)});
    const auto groundB =
        meanColour(small, {c.point(-0.05, 0.2), c.point(-0.02, 0.2), c.point(-0.02, 0.35), c.point(-0.05, 0.35)});
    if (!patch || !ground || !besideA || !besideB || !groundA || !groundB) return false;
    constexpr double clear = 60, alike = 0.35;
    const double stepA = cv::norm(*besideA - *groundA), stepB = cv::norm(*besideB - *groundB);
    const double step = std::min(stepA, stepB);
    const Colour paper = (*besideA + *besideB) / 2;
    const Colour desk = (*groundA + *groundB) / 2;
    return step > clear && cv::norm(*besideA - *besideB) < alike * step &&
           cv::norm(*groundA - *groundB) < alike * step && cv::norm(*patch - desk) < alike * step &&
           cv::norm(*patch - paper) > 2 * alike * step && cv::norm(*ground - desk) < alike * step;
}

}  // namespace

std::vector<cv::Rect> cutEdges(const SmallPage& small, const DocumentView& view) {
    std::vector<cv::Rect> cut;
    for (const Side side : sides)
        if (leavesPicture(small, view, side) ||
            (liesOnBorder(small, view, side) && printRunningOut(small, view, side) >= fewestRunning))
            cut.push_back(strip(view.box, side, std::max(view.box.width, view.box.height) / 20));
    if (!view.document.edgesVisible) return cut;
    for (std::size_t i = 0; i < 4; ++i) {
        const Corner corner = cornerOf(view, i);
        if (!isMissing(small, corner)) continue;
        const std::vector<cv::Point> points{corner.point(0, 0), corner.point(0.12, 0), corner.point(0, 0.12)};
        cut.push_back(cv::boundingRect(points) & cv::Rect(0, 0, small.gray.cols, small.gray.rows));
    }
    return cut;
}

}  // namespace daiban::imaging
