#include "imaging/RunningPrint.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

/// Looked at as if scanned at this many pixels a millimetre (152 dpi): parts of characters stay, dust does not.
constexpr double working = 6;
constexpr double depthOfStrip = 14;  ///< millimetres; characters are smaller, ruled lines are not
constexpr int inkDarker = 45;        ///< gray levels below what is around; show-through is less
constexpr double surroundings = 6;   ///< millimetres
/// A piece of a character, in millimetres: what is left of a figure cut through its middle is long and narrow. Dust is
/// smaller than a millimetre.
constexpr double narrowestPiece = 0.35, shortestPiece = 1, largestPiece = 11;
/// A ruled line, in millimetres: so long at least and so thick at most.
constexpr double leastRule = 6, thickestRule = 0.9;
/// Print runs out where so many pieces do; one may be a stain or a stamp's rim.
constexpr int fewestPieces = 2;
constexpr int fewestRules = 3, mostRules = 14;
constexpr double mostOfSideDark = 0.4;  ///< a border: the lid, the rim of a copy

struct Touching {
    int pieces = 0, rules = 0;
};

/// What touches the first row of a strip.
Touching touching(const cv::Mat& strip) {
    Touching found;
    cv::Mat dark;
    cv::compare(strip.rowRange(0, 2), 90, dark, cv::CMP_LT);
    if (cv::countNonZero(dark) > mostOfSideDark * static_cast<double>(dark.total())) return found;
    cv::Mat ink, labels, stats, centres;
    const int window = 2 * cvRound(surroundings * working / 2) + 1;
    cv::adaptiveThreshold(strip, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, window, inkDarker);
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres, 8, CV_32S);
    for (int i = 1; i < count; ++i) {
        const double top = stats.at<int>(i, cv::CC_STAT_TOP), height = stats.at<int>(i, cv::CC_STAT_HEIGHT) / working,
                     width = stats.at<int>(i, cv::CC_STAT_WIDTH) / working;
        if (top > 0) continue;
        if (height >= leastRule && width <= thickestRule) ++found.rules;
        const auto [narrower, longer] = std::minmax(height, width);
        if (narrower >= narrowestPiece && longer >= shortestPiece && longer <= largestPiece) ++found.pieces;
    }
    return found;
}

cv::Mat atWorkingSize(const page::Page& page, double pixelsPerMm) {
    cv::Mat gray, small;
    if (page.pixels.channels() == 1)
        gray = page.pixels;
    else
        cv::cvtColor(page.pixels, gray, cv::COLOR_BGR2GRAY);
    const double scale = std::min(1.0, working / pixelsPerMm);
    cv::resize(gray, small, {}, scale, scale, cv::INTER_AREA);
    return small;
}

}  // namespace

std::vector<RunningPrint> runningPrint(const page::Page& page, double pixelsPerMm) {
    constexpr double longerSideOfA4 = 297;
    if (pixelsPerMm <= 0) pixelsPerMm = std::max(page.width(), page.height()) / longerSideOfA4;
    const cv::Mat gray = atWorkingSize(page, pixelsPerMm);
    const int depth = std::min({cvRound(depthOfStrip * working), gray.rows, gray.cols});
    const int onPage = cvRound(depth * static_cast<double>(page.height()) / gray.rows);
    cv::Mat left, right, bottom;
    cv::rotate(gray.colRange(0, depth), left, cv::ROTATE_90_CLOCKWISE);
    cv::rotate(gray.colRange(gray.cols - depth, gray.cols), right, cv::ROTATE_90_COUNTERCLOCKWISE);
    cv::flip(gray.rowRange(gray.rows - depth, gray.rows), bottom, 0);
    std::vector<RunningPrint> sides;
    const auto look = [&](const cv::Mat& strip, const cv::Rect& where) {
        const auto [pieces, rules] = touching(strip);
        const bool isTable = rules >= fewestRules && rules <= mostRules;
        if (pieces >= fewestPieces || isTable) sides.push_back({where, pieces + rules});
    };
    look(gray.rowRange(0, depth), {0, 0, page.width(), onPage});
    look(right, {page.width() - onPage, 0, onPage, page.height()});
    look(bottom, {0, page.height() - onPage, page.width(), onPage});
    look(left, {0, 0, onPage, page.height()});
    return sides;
}

}  // namespace daiban::imaging
