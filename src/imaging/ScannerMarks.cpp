#include "imaging/ScannerMarks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

cv::Mat grayOf(const cv::Mat& pixels) {
    if (pixels.channels() == 1) return pixels;
    cv::Mat gray;
    cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

// ---- Streaks ----

/// The page's rows are looked at in so many bands, each the mean of its rows: print averages out, a streak does not.
constexpr int bands = 64;
/// A streak is darker than the paper on both its sides by so many gray levels. Noise of a band's mean is below 1, one
/// pixel of dust on 300 dpi glass gives 12 and more.
constexpr double darker = 5;
/// In so many of all bands, and of the first and last four, which are the margins of a sheet.
constexpr double inBands = 0.8;
constexpr int atEnds = 4, ofEnds = 3;
constexpr double widestStreak = 1.2;     ///< millimetres
constexpr double besidePaperEdge = 1.8;  ///< millimetres: the shadow of a sheet's edge
constexpr double outerRim = 2.5;         ///< millimetres along the picture's sides: borders, not streaks
constexpr std::size_t mostStreaks = 8;   ///< more are ruled paper

/// Beside a streak the paper is as bright as further away. Towards the fold of an open booklet it darkens on both
/// sides, in the drawn ones by 14 levels.
constexpr double shaded = 5;

/// Each column of each band.
struct Ridges {
    cv::Mat1f depth;  ///< how much darker it is than both its neighbourhoods
    cv::Mat1f shade;  ///< how much darker these are than what lies beyond, on the side where it is less
};

Ridges ridgesOf(const cv::Mat& gray, int reach) {
    cv::Mat means;
    cv::resize(gray, means, {gray.cols, bands}, 0, 0, cv::INTER_AREA);
    means.convertTo(means, CV_32F);
    cv::Mat1f at, beside;
    cv::blur(means, beside, {reach, 1}, {-1, -1}, cv::BORDER_REPLICATE);
    cv::blur(means, at, {std::max(1, reach / 6), 1}, {-1, -1}, cv::BORDER_REPLICATE);
    Ridges ridges{cv::Mat1f::zeros(means.size()), cv::Mat1f::zeros(means.size())};
    for (int r = 0; r < means.rows; ++r)
        for (int c = reach; c + reach < means.cols; ++c) {
            const float left = beside(r, c - reach), right = beside(r, c + reach);
            ridges.depth(r, c) = std::min(left, right) - at(r, c);
            ridges.shade(r, c) = std::min(beside(r, std::max(0, c - 3 * reach)) - left,
                                          beside(r, std::min(means.cols - 1, c + 3 * reach)) - right);
        }
    return ridges;
}

bool runsThrough(const Ridges& ridges, int column) {
    const auto isDark = [&](int band) { return ridges.depth(band, column) >= darker; };
    const auto isClear = [&](int band) { return isDark(band) && ridges.shade(band, column) < shaded ? 1 : 0; };
    int all = 0, first = 0, last = 0;
    for (int band = 0; band < bands; ++band) all += isDark(band) ? 1 : 0;
    if (all < inBands * bands) return false;
    for (int i = 0; i < atEnds; ++i) first += isClear(i), last += isClear(bands - 1 - i);
    return first >= ofEnds && last >= ofEnds;
}

bool isBesidePaper(double x, const std::vector<FoundDocument>& documents, double reach) {
    for (const FoundDocument& document : documents) {
        if (!document.edgesVisible) continue;
        for (std::size_t i = 0; i < 4; ++i) {
            const base::Point a = document.quad[i], b = document.quad[(i + 1) % 4];
            if (std::abs(a.x - b.x) > std::abs(a.y - b.y)) continue;
            if (x > std::min(a.x, b.x) - reach && x < std::max(a.x, b.x) + reach) return true;
        }
    }
    return false;
}

/// Streaks from top to bottom.
std::vector<cv::Rect> downwards(const cv::Mat& gray, const std::vector<FoundDocument>& documents, double pixelsPerMm) {
    const int reach = std::max(5, cvRound(widestStreak * pixelsPerMm));
    const int rim = std::max(reach, cvRound(outerRim * pixelsPerMm));
    if (gray.rows < 2 * bands || gray.cols < 4 * rim) return {};
    const Ridges ridges = ridgesOf(gray, reach);
    std::vector<cv::Rect> streaks;
    for (int c = rim; c + rim < gray.cols; ++c) {
        if (!runsThrough(ridges, c) || isBesidePaper(c, documents, besidePaperEdge * pixelsPerMm)) continue;
        if (!streaks.empty() && streaks.back().br().x + 2 >= c)
            streaks.back().width = c + 1 - streaks.back().x;
        else
            streaks.emplace_back(c, 0, 1, gray.rows);
    }
    if (streaks.size() > mostStreaks) streaks.clear();
    return streaks;
}

std::vector<FoundDocument> transposed(std::vector<FoundDocument> documents) {
    for (FoundDocument& document : documents)
        for (base::Point& corner : document.quad) std::swap(corner.x, corner.y);
    return documents;
}

// ---- Borders ----

constexpr double darkBorder = 70;        ///< gray level: a lid that was open, a copier's rim
constexpr double alongSide = 0.7;        ///< of the side that is dark
constexpr double narrowestBorder = 1.2;  ///< millimetres
constexpr double widestBorder = 0.2;     ///< of the picture: what reaches further is a dark desk or a dark paper

/// How many rows from the top are dark.
int darkRows(const cv::Mat& gray) {
    cv::Mat dark, share;
    cv::compare(gray, darkBorder, dark, cv::CMP_LT);
    cv::reduce(dark, share, 1, cv::REDUCE_AVG, CV_32F);
    int rows = 0;
    while (rows < share.rows && share.at<float>(rows) >= alongSide * 255) ++rows;
    return rows;
}

std::vector<cv::Rect> darkBorders(const cv::Mat& gray, double pixelsPerMm) {
    const double least = std::max(2.0, narrowestBorder * pixelsPerMm);
    cv::Mat turned;
    std::vector<cv::Rect> borders;
    const auto isBorder = [&](int rows, int of) { return rows >= least && rows <= widestBorder * of; };
    const int top = darkRows(gray);
    if (isBorder(top, gray.rows)) borders.emplace_back(0, 0, gray.cols, top);
    cv::flip(gray, turned, 0);
    const int bottom = darkRows(turned);
    if (isBorder(bottom, gray.rows)) borders.emplace_back(0, gray.rows - bottom, gray.cols, bottom);
    cv::rotate(gray, turned, cv::ROTATE_90_CLOCKWISE);
    const int left = darkRows(turned);
    if (isBorder(left, gray.cols)) borders.emplace_back(0, 0, left, gray.rows);
    cv::rotate(gray, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
    const int right = darkRows(turned);
    if (isBorder(right, gray.cols)) borders.emplace_back(gray.cols - right, 0, right, gray.rows);
    return borders;
}

}  // namespace

ScannerMarks scannerMarks(const page::Page& page, const std::vector<FoundDocument>& documents, double pixelsPerMm) {
    constexpr double longerSideOfA4 = 297;
    if (pixelsPerMm <= 0) pixelsPerMm = std::max(page.width(), page.height()) / longerSideOfA4;
    const cv::Mat gray = grayOf(page.pixels);
    ScannerMarks marks{downwards(gray, documents, pixelsPerMm), darkBorders(gray, pixelsPerMm)};
    cv::Mat across;
    cv::transpose(gray, across);
    for (const cv::Rect& streak : downwards(across, transposed(documents), pixelsPerMm))
        marks.streaks.emplace_back(0, streak.x, gray.cols, streak.width);
    return marks;
}

}  // namespace daiban::imaging
