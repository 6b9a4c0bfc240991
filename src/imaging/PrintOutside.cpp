#include "imaging/PrintOutside.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

/// Ink is so many gray levels darker than the paper within so many pixels: strokes and rules, not shadows.
constexpr int inkDarker = 45, within = 15;
/// Paper that is scanned or photographed in daylight is brighter and paler than this; desks are not.
constexpr double darkestPaper = 165, mostColour = 45;
/// Of all ink at least so much is outside, and the quads cover no more of the picture than this.
constexpr double leastShare = 0.25, largestThings = 0.6;
/// Paper inside and outside is the same when it differs by no more gray levels than the first, and much like it up to
/// the second. Where it is the same, this share of all characters outside is enough: over 160 specimens and 55 real
/// pages right outlines on the same paper had up to 0.0004 outside, double pages of a book 0.007, wrong ones 0.02 and
/// more.
constexpr int samePaper = 4, likePaper = 12;
constexpr double leastOnSamePaper = 0.008;
/// The quads' own edges and shadows reach so far beyond them, of the picture's longer side; the picture's rim, too.
constexpr double rimShare = 0.015;
/// Paper on the same paper casts no shadow: a row of print that a side runs through counts.
constexpr double edgeShare = 0.005;
/// Specks of toner are few: print has this share of ink in a square of so many pixels.
constexpr int printWithin = 15;
constexpr double leastPrint = 0.08;
/// Of the picture's longer side: titles are smaller, rules and borders longer.
constexpr double largestCharacter = 0.06;
/// Pixels over which noise breaks a joint.
constexpr int jointBreak = 5;

std::vector<cv::Point> pixelsOf(const Corners& quad) {
    std::vector<cv::Point> points;
    for (const cv::Point2d& p : quad) points.emplace_back(cvRound(p.x), cvRound(p.y));
    return points;
}

cv::Mat1b insideOf(cv::Size size, const std::vector<Corners>& quads) {
    cv::Mat1b inside(size, uchar{0});
    for (const Corners& quad : quads) cv::fillConvexPoly(inside, pixelsOf(quad), 255);
    return inside;
}

int partOf(cv::Size size, double share) {
    return std::max(2, cvRound(share * std::max(size.width, size.height)));
}

/// Where the ground is, away from the picture's rim and from the quads by `edge` pixels.
cv::Mat1b groundAround(cv::Size size, const std::vector<Corners>& quads, int edge) {
    const int rim = partOf(size, rimShare);
    cv::Mat1b ground(size, uchar{0});
    ground(cv::Rect(rim, rim, std::max(1, size.width - 2 * rim), std::max(1, size.height - 2 * rim))) = 255;
    for (const Corners& quad : quads) {
        const std::vector<cv::Point> points = pixelsOf(quad);
        cv::fillConvexPoly(ground, points, 0);
        cv::polylines(ground, points, true, 0, 2 * edge);
    }
    return ground;
}

int medianOf(const cv::Mat1b& values, const cv::Mat1b& where) {
    std::array<int, 256> histogram{};
    for (int r = 0; r < values.rows; ++r)
        for (int c = 0; c < values.cols; ++c)
            if (where(r, c)) ++histogram[values(r, c)];
    int left = cv::countNonZero(where) / 2, level = 0;
    while (level < 255 && (left -= histogram[static_cast<std::size_t>(level)]) > 0) ++level;
    return level;
}

/// Difference of the strongest and the weakest channel.
cv::Mat1b colourOf(const cv::Mat& pixels) {
    std::array<cv::Mat, 3> channels;
    cv::split(pixels, channels.data());
    cv::Mat most, least;
    cv::max(channels[0], channels[1], most);
    cv::max(most, channels[2], most);
    cv::min(channels[0], channels[1], least);
    cv::min(least, channels[2], least);
    return most - least;
}

cv::Mat1b inkOf(const cv::Mat1b& gray) {
    cv::Mat paper;
    cv::dilate(gray, paper, cv::getStructuringElement(cv::MORPH_RECT, {within, within}));
    return (paper - gray) > inkDarker;
}

/// Ink in characters: without specks, and without rules, borders and a copier's dark rim.
cv::Mat1b charactersOf(const cv::Mat1b& ink) {
    cv::Mat1b density;
    cv::blur(ink, density, {printWithin, printWithin}, {-1, -1}, cv::BORDER_CONSTANT);
    const cv::Mat1b print = ink & (density > cvRound(255 * leastPrint));
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres, 8, CV_32S);
    const int largest = partOf(ink.size(), largestCharacter);
    std::vector<uchar> isCharacter(static_cast<std::size_t>(count), 0);
    for (int i = 1; i < count; ++i)
        if (std::max(stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT)) <= largest)
            isCharacter[static_cast<std::size_t>(i)] = 255;
    cv::Mat1b out(ink.size(), uchar{0});
    for (int r = 0; r < ink.rows; ++r)
        for (int c = 0; c < ink.cols; ++c)
            if (print(r, c)) out(r, c) = isCharacter[static_cast<std::size_t>(labels.at<int>(r, c))];
    return out;
}

/// Without what runs on to the picture's border and is longer than characters: joints of a floor, a desk's edge, a
/// copier's rim. Print ends on its sheet.
cv::Mat1b withoutJoints(const cv::Mat1b& ink) {
    cv::Mat1b joined;
    cv::morphologyEx(ink, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {jointBreak, jointBreak}));
    cv::Mat labels, stats, centres;
    const int count = cv::connectedComponentsWithStats(joined, labels, stats, centres, 8, CV_32S);
    const int longest = partOf(ink.size(), largestCharacter), rim = partOf(ink.size(), edgeShare);
    std::vector<uchar> ends(static_cast<std::size_t>(count), 255);
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
        const bool atBorder = box.x < rim || box.y < rim || box.br().x > ink.cols - rim || box.br().y > ink.rows - rim;
        if (atBorder && std::max(box.width, box.height) > longest) ends[static_cast<std::size_t>(i)] = 0;
    }
    cv::Mat1b out(ink.size(), uchar{0});
    for (int r = 0; r < ink.rows; ++r)
        for (int c = 0; c < ink.cols; ++c)
            if (ink(r, c)) out(r, c) = ends[static_cast<std::size_t>(labels.at<int>(r, c))];
    return out;
}

double shareOf(const cv::Mat1b& ink, const cv::Mat1b& where) {
    return cv::countNonZero(ink & where) / std::max(1.0, static_cast<double>(cv::countNonZero(ink)));
}

double sumOfAreas(const std::vector<Corners>& quads) {
    double area = 0;
    for (const Corners& quad : quads) area += areaOf(quad);
    return area;
}

}  // namespace

bool isPrintAround(const cv::Mat& pixels, const std::vector<Corners>& quads) {
    const cv::Size size = pixels.size();
    const cv::Mat1b ground = groundAround(size, quads, partOf(size, rimShare));
    if (cv::countNonZero(ground) == 0) return false;
    cv::Mat1b gray;
    if (pixels.channels() == 3) {
        if (medianOf(colourOf(pixels), ground) > mostColour) return false;
        cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
    } else {
        gray = pixels;
    }
    const int outside = medianOf(gray, ground), inside = medianOf(gray, insideOf(size, quads));
    if (outside < darkestPaper) return false;
    const cv::Mat1b ink = withoutJoints(inkOf(gray));
    if (const int difference = std::abs(outside - inside); difference <= likePaper) {
        const cv::Mat1b around = groundAround(size, quads, partOf(size, edgeShare));
        const double least = difference <= samePaper ? leastOnSamePaper : leastShare;
        if (shareOf(charactersOf(ink), around) > least) return true;
    }
    return sumOfAreas(quads) < largestThings * size.area() && shareOf(ink, ground) > leastShare;
}

}  // namespace daiban::imaging
