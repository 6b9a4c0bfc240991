#include "imaging/PrintOutside.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

/// Ink is so many gray levels darker than the paper within so many pixels: strokes and rules, not shadows.
constexpr int inkDarker = 45, within = 15;
/// Paper that is scanned or photographed in daylight is brighter and paler than this; desks are not.
constexpr double darkestPaper = 165, mostColour = 45;
/// Of all ink at least so much is outside.
constexpr double leastShare = 0.25;
/// The quads' own edges and shadows reach so far beyond them, of the picture's longer side; the picture's rim, too.
constexpr double rimShare = 0.015;

/// Where the ground is, away from the quads and the picture's rim.
cv::Mat1b groundAround(cv::Size size, const std::vector<Corners>& quads) {
    const int rim = std::max(2, cvRound(rimShare * std::max(size.width, size.height)));
    cv::Mat1b ground(size, uchar{0});
    ground(cv::Rect(rim, rim, std::max(1, size.width - 2 * rim), std::max(1, size.height - 2 * rim))) = 255;
    for (const Corners& quad : quads) {
        std::vector<cv::Point> points;
        for (const cv::Point2d& p : quad) points.emplace_back(cvRound(p.x), cvRound(p.y));
        cv::fillConvexPoly(ground, points, 0);
        cv::polylines(ground, points, true, 0, 2 * rim);
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

}  // namespace

bool isPrintAround(const cv::Mat& pixels, const std::vector<Corners>& quads) {
    const cv::Mat1b ground = groundAround(pixels.size(), quads);
    if (cv::countNonZero(ground) == 0) return false;
    cv::Mat1b gray;
    if (pixels.channels() == 3) {
        if (medianOf(colourOf(pixels), ground) > mostColour) return false;
        cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
    } else {
        gray = pixels;
    }
    if (medianOf(gray, ground) < darkestPaper) return false;
    cv::Mat paper;
    cv::dilate(gray, paper, cv::getStructuringElement(cv::MORPH_RECT, {within, within}));
    const cv::Mat1b ink = (paper - gray) > inkDarker;
    const double all = cv::countNonZero(ink), outside = cv::countNonZero(ink & ground);
    return outside > leastShare * all;
}

}  // namespace daiban::imaging
