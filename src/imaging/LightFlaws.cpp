#include "imaging/LightFlaws.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

/// Gray levels between which a page can be read.
constexpr int darkPaper = 90;     ///< the brightest tenth of the document is darker than this: underexposed
constexpr int darkPicture = 130;  ///< and so is nearly everything else: it is no dark cover
/// Even the darkest pixels, of which a page with a single line has as many, are brighter than this: washed out.
constexpr int brightInk = 200;
constexpr double darkestInk = 0.0002;

/// Glare: a burnt-out spot with soft rim that covers this share of the document, brighter than the paper.
constexpr double glareShare = 0.004;
constexpr int burntOut = 253;
constexpr int glareAbovePaper = 22;
/// Of the levels between paper and white, what is left of a spot three pixels outside of it. A label's edge is sharp.
constexpr double softRim = 0.3;
/// How far around a spot its paper is looked at: this part of the shorter side, or of the spot's own size when that is
/// more. Light from a window fades over a longer way.
constexpr double localPaper = 0.06;
constexpr double fadesWithin = 0.8;
constexpr double largestGlare = 0.12;
constexpr std::size_t mostSpots = 4;  ///< more are the cells of a table on burnt-out paper
constexpr double leastFilled =
    0.4;  ///< of its box that a spot fills; an ellipse fills 0.79, bare paper between print less

/// Shadow: paper darker than this part of the brightest paper, and dark in itself, over this share of the document.
constexpr double shadowRatio = 0.4;
constexpr int shadowLevel = 90;
constexpr double shadowShare = 0.06;

/// The spot is brighter than the paper around it, and softly so.
bool fades(const cv::Mat& gray, const cv::Mat& spot, const cv::Mat& mask, int reach) {
    cv::Mat outside, away;
    cv::bitwise_not(spot, outside);
    cv::distanceTransform(outside, away, cv::DIST_L2, 3);
    const cv::Mat rim = (away > 2) & (away <= 4) & mask;
    const cv::Mat around = (away > 0.7 * reach) & (away <= reach) & mask;
    if (cv::countNonZero(rim) == 0 || cv::countNonZero(around) < 20) return false;
    const int paper = percentile(gray, around, 0.6);
    return paper <= burntOut - glareAbovePaper && cv::mean(gray, rim)[0] > paper + softRim * (255 - paper);
}

/// Brightness of the paper in each of the cells of a grid; 0 where a cell is not on the document.
cv::Mat paperGrid(const cv::Mat& gray, const cv::Mat& mask, int side) {
    cv::Mat grid = cv::Mat::zeros(std::max(1, gray.rows / side), std::max(1, gray.cols / side), CV_8U);
    for (int r = 0; r < grid.rows; ++r)
        for (int c = 0; c < grid.cols; ++c) {
            const cv::Rect cell = cv::Rect(c * side, r * side, side, side) & cv::Rect(0, 0, gray.cols, gray.rows);
            if (cv::countNonZero(mask(cell)) < cell.area() * 9 / 10) continue;
            grid.at<uchar>(r, c) = static_cast<uchar>(std::max(1, percentile(gray(cell), mask(cell), 0.85)));
        }
    return grid;
}

}  // namespace

std::vector<cv::Rect> glareSpots(const SmallPage& small, const DocumentView& view) {
    const cv::Mat gray = small.gray(view.box);
    const cv::Mat& mask = view.inner;
    const cv::Mat burnt = (gray >= burntOut) & mask;
    cv::Mat labels, stats, centres;
    std::vector<cv::Rect> spots;
    const int count = cv::connectedComponentsWithStats(burnt, labels, stats, centres, 8, CV_32S);
    std::vector<int> candidates;
    for (int i = 1; i < count; ++i) {
        const int area = stats.at<int>(i, cv::CC_STAT_AREA);
        const int box = stats.at<int>(i, cv::CC_STAT_WIDTH) * stats.at<int>(i, cv::CC_STAT_HEIGHT);
        if (area > glareShare * view.area && area < largestGlare * view.area && area > leastFilled * box)
            candidates.push_back(i);
    }
    if (candidates.size() > mostSpots) return {};
    for (const int i : candidates) {
        const cv::Rect tight(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                             stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        const int reach = cvRound(std::max(localPaper * view.shorter, fadesWithin * std::sqrt(tight.area())));
        const cv::Rect wide =
            cv::Rect(tight.x - reach, tight.y - reach, tight.width + 2 * reach, tight.height + 2 * reach) &
            cv::Rect(0, 0, gray.cols, gray.rows);
        if (fades(gray(wide), labels(wide) == i, mask(wide), reach)) spots.push_back(tight + view.box.tl());
    }
    return spots;
}

std::optional<cv::Rect> deepShadow(const SmallPage& small, const DocumentView& view) {
    const int side = std::max(8, cvRound(view.shorter / 24));
    const cv::Mat& mask = view.inner;
    cv::Mat grid = paperGrid(small.gray(view.box), mask, side);
    const cv::Mat known = grid > 0;
    const int cells = cv::countNonZero(known);
    if (cells < 40) return std::nullopt;
    const int bright = percentile(grid, known, 0.9);
    const cv::Mat dark = (grid < std::min<double>(shadowLevel, shadowRatio * bright)) & known;
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(dark, labels, stats, centres, 8, CV_32S);
    for (int i = 1; i < count; ++i)
        if (stats.at<int>(i, cv::CC_STAT_AREA) > shadowShare * cells)
            return cv::Rect(stats.at<int>(i, cv::CC_STAT_LEFT) * side + view.box.x,
                            stats.at<int>(i, cv::CC_STAT_TOP) * side + view.box.y,
                            stats.at<int>(i, cv::CC_STAT_WIDTH) * side, stats.at<int>(i, cv::CC_STAT_HEIGHT) * side);
    return std::nullopt;
}

bool isTooDark(const SmallPage& small, const DocumentView& view) {
    return percentile(view.levels, 0.9) < darkPaper &&
           percentile(small.gray, cv::Mat(small.gray.size(), CV_8U, cv::Scalar(255)), 0.98) < darkPicture;
}

bool isTooBright(const DocumentView& view) {
    return percentile(view.levels, darkestInk) > brightInk && percentile(view.levels, 0.5) > burntOut - 3;
}

bool isEvenlyLit(const SmallPage& small) {
    const cv::Mat all(small.gray.size(), CV_8U, cv::Scalar(255));
    const cv::Mat grid = paperGrid(small.gray, all, std::max(8, std::max(small.gray.cols, small.gray.rows) / 12));
    constexpr int evenWithin = 8;  // gray levels; a photo's paper varies by 25 and more
    return percentile(grid, grid > 0, 0.9) - percentile(grid, grid > 0, 0.3) <= evenWithin;
}

}  // namespace daiban::imaging
