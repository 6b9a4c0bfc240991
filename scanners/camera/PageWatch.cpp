#include "scanners/camera/PageWatch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::scanners {

namespace {

using Corners = std::vector<cv::Point2f>;

constexpr int smallWidth = 320;    ///< for motion: grain of the sensor averages out
constexpr int middleWidth = 1280;  ///< for sharpness, corners and comparing: a line of writing is 4 dots high
constexpr int differs = 18;        ///< grey values that no sensor's grain reaches on the small picture
constexpr double leastContrast = 25, leastEdge = 6;  // grey values; of an edge, in one dot
/// The page's picture that is compared with the next: two dots a millimetre on A4.
const cv::Size compared(420, 594);

cv::Mat grayOf(const cv::Mat& frame, int width) {
    cv::Mat gray, sized;
    if (frame.channels() == 3)
        cv::cvtColor(frame, gray, cv::COLOR_BGR2GRAY);
    else
        gray = frame;
    if (gray.cols <= width) return gray.clone();
    cv::resize(gray, sized, {width, std::max(1, gray.rows * width / gray.cols)}, 0, 0, cv::INTER_AREA);
    return sized;
}

/// The grey value that `share` of the picture stays below.
int valueAbove(const cv::Mat& gray, double share) {
    std::array<int, 256> count{};
    for (int y = 0; y < gray.rows; ++y)
        for (int x = 0; x < gray.cols; ++x) ++count[gray.at<uchar>(y, x)];
    double left = share * static_cast<double>(gray.total());
    for (int value = 0; value < 256; ++value)
        if ((left -= count[static_cast<std::size_t>(value)]) < 0) return value;
    return 255;
}

/// How much of the picture's contrast its steepest edges take in one dot, smoothed first, for grain is steep too: 0.33
/// where it is as sharp as can be, 0.17 where a point is a spot of 4 dots, 0.1 where it is one of 8.
double sharpnessOf(const cv::Mat& gray) {
    cv::Mat smooth, across, down, slope, steep;
    cv::GaussianBlur(gray, smooth, {}, 1.2);
    cv::Sobel(smooth, across, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(smooth, down, CV_32F, 0, 1, 3, 0.125);
    cv::magnitude(across, down, slope);
    constexpr double fine = 4;  // parts of a grey value
    slope.convertTo(steep, CV_8U, fine);
    constexpr double edges = 0.995;
    const int contrast = valueAbove(smooth, edges) - valueAbove(smooth, 1 - edges);
    return contrast < leastContrast ? 0 : valueAbove(steep, edges) / fine / contrast;
}

/// The largest patch of white, all of it filled; empty: none.
std::vector<cv::Point> largestPatch(const cv::Mat& white) {
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(white, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    const auto largest = std::ranges::max_element(
        outlines, {}, [](const std::vector<cv::Point>& outline) { return cv::contourArea(outline); });
    return largest == outlines.end() ? std::vector<cv::Point>() : *largest;
}

/// How many of the picture's borders an outline lies on.
int bordersTouched(const std::vector<cv::Point>& outline, const cv::Size& size) {
    const cv::Rect box = cv::boundingRect(outline);
    return int{box.x <= 1} + int{box.y <= 1} + int{box.x + box.width >= size.width - 1} +
           int{box.y + box.height >= size.height - 1};
}

/// Inside and outside differ, and from one to the other it goes within a dot or two: a lamp's shine does not.
bool hasPapersEdges(const cv::Mat& gray, const std::vector<cv::Point>& outline) {
    cv::Mat inside = cv::Mat::zeros(gray.size(), CV_8U), line = inside.clone();
    cv::fillPoly(inside, std::vector<std::vector<cv::Point>>{outline}, 255);
    cv::polylines(line, std::vector<std::vector<cv::Point>>{outline}, true, 255, 3);
    cv::Mat ring;
    cv::dilate(inside, ring, cv::Mat::ones(15, 15, CV_8U));
    ring -= inside;
    if (cv::countNonZero(ring) == 0 || std::abs(cv::mean(gray, inside)[0] - cv::mean(gray, ring)[0]) < leastContrast)
        return false;
    cv::Mat across, down, slope;
    cv::Sobel(gray, across, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(gray, down, CV_32F, 0, 1, 3, 0.125);
    cv::magnitude(across, down, slope);
    return cv::mean(slope, line)[0] >= leastEdge;
}

/// From the top left, clockwise.
Corners ordered(Corners corners) {
    cv::Point2f middle;
    for (const auto& corner : corners) middle += corner;
    middle *= 1.0F / static_cast<float>(corners.size());
    std::ranges::sort(corners, {},
                      [&](const cv::Point2f& corner) { return std::atan2(corner.y - middle.y, corner.x - middle.x); });
    const auto first = std::ranges::min_element(corners, {}, [](const cv::Point2f& c) { return c.x + c.y; });
    std::rotate(corners.begin(), first, corners.end());
    return corners;
}

/// Four corners that hold nearly all of it, without any more of the desk: a page that is flat, straight on or not.
std::optional<Corners> cornersOf(const std::vector<cv::Point>& outline) {
    std::vector<cv::Point> hull;
    cv::convexHull(outline, hull);
    const double area = cv::contourArea(outline), around = cv::contourArea(hull);
    constexpr double solid = 0.93, flat = 0.94;
    if (around <= 0 || area / around < solid) return {};  // a hand in it, or no paper
    std::vector<cv::Point> corners;
    for (double share = 0.01; share <= 0.06; share += 0.01) {
        cv::approxPolyDP(hull, corners, share * cv::arcLength(hull, true), true);
        if (corners.size() <= 4) break;
    }
    if (corners.size() != 4 || cv::contourArea(corners) / around < flat) return {};
    return ordered({corners.begin(), corners.end()});
}

cv::Mat flattened(const cv::Mat& gray, const Corners& corners) {
    const bool lies = cv::norm(corners[1] - corners[0]) > cv::norm(corners[3] - corners[0]);
    const cv::Size size = lies ? cv::Size(compared.height, compared.width) : compared;
    const auto right = static_cast<float>(size.width - 1), bottom = static_cast<float>(size.height - 1);
    const Corners to{{0, 0}, {right, 0}, {right, bottom}, {0, bottom}};
    cv::Mat flat, smooth;
    cv::warpPerspective(gray, flat, cv::getPerspectiveTransform(corners, to), size);
    cv::GaussianBlur(flat, smooth, {3, 3}, 0);
    return smooth;
}

/// To the same light: a lamp that was switched on makes no other page.
cv::Mat evened(const cv::Mat& page) {
    cv::Mat paper, even;
    cv::blur(page, paper, {61, 61});
    cv::divide(page, paper, even, 200);
    return even;
}

/// Dots of `page` that are found nowhere within a dot's distance on `other`.
double shareNotOn(const cv::Mat& page, const cv::Mat& other) {
    constexpr int tolerance = 40;
    cv::Mat lightest, darkest, over, under;
    const cv::Mat near = cv::Mat::ones(5, 5, CV_8U);
    cv::dilate(other, lightest, near);
    cv::erode(other, darkest, near);
    cv::subtract(page, lightest, over);
    cv::subtract(darkest, page, under);
    const cv::Mat away = (over > tolerance) | (under > tolerance);
    return static_cast<double>(cv::countNonZero(away)) / static_cast<double>(away.total());
}

}  // namespace

PageWatch::Paper PageWatch::findPaper(const cv::Mat& gray, double leastShare) {
    Paper paper;
    cv::Mat smooth, white;
    cv::GaussianBlur(gray, smooth, {5, 5}, 0);
    for (const int kind : {cv::THRESH_BINARY, cv::THRESH_BINARY_INV}) {  // white paper, or a dark booklet
        cv::threshold(smooth, white, 0, 255, kind | cv::THRESH_OTSU);
        cv::morphologyEx(white, white, cv::MORPH_CLOSE, cv::Mat::ones(9, 9, CV_8U));
        const auto outline = largestPatch(white);
        if (outline.size() < 4) continue;
        const double share = cv::contourArea(outline) / static_cast<double>(gray.total());
        // What lies on three borders is the desk, or a page that is not wholly seen.
        if (share < leastShare || bordersTouched(outline, gray.size()) > 2 || !hasPapersEdges(gray, outline)) continue;
        paper.isThere = true;
        if (auto corners = cornersOf(outline)) return {.isThere = true, .corners = *std::move(corners)};
    }
    return paper;
}

bool PageWatch::isMoving(const cv::Mat& small) const {
    const auto movedSince = [&](const cv::Mat& before) {
        cv::Mat difference;
        cv::absdiff(small, before, difference);
        return cv::countNonZero(difference > differs) > options_.mostMoved * static_cast<double>(small.total());
    };
    // What creeps shows against the oldest only.
    return movedSince(moments_.back().small) || movedSince(moments_.front().small);
}

bool PageWatch::isSettled() const {
    const auto [dull, sharp] = std::ranges::minmax(moments_, {}, &Moment::sharpness);
    const auto [dark, light] = std::ranges::minmax(moments_, {}, &Moment::light);
    const bool isFocused = dull.sharpness >= options_.leastSharp || stillFor_ >= options_.patientFrames;
    return isFocused && sharp.sharpness - dull.sharpness <= options_.mostBlurChange * sharp.sharpness &&
           light.light - dark.light <= options_.mostLightChange;
}

bool PageWatch::isOther(const cv::Mat& middle, const Corners& corners) const {
    double moved = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) moved = std::max(moved, cv::norm(corners[i] - last_->corners[i]));
    constexpr double stays = 0.012;  // of the width: what another light makes of its edges
    if (moved > stays * middle.cols) return true;
    const cv::Mat now = evened(flattened(middle, last_->corners)), before = evened(last_->picture);
    return std::max(shareNotOn(now, before), shareNotOn(before, now)) >= options_.leastChanged;
}

PageWatch::Seen PageWatch::look(const cv::Mat& frame) {
    const cv::Mat middle = grayOf(frame, middleWidth);
    Moment now{.small = grayOf(middle, smallWidth), .light = cv::mean(middle)[0], .sharpness = sharpnessOf(middle)};
    if (!moments_.empty() && isMoving(now.small)) {
        moments_.clear();
        moments_.push_back(std::move(now));
        stillFor_ = 0;
        disturbed_ = true;
        return Seen::Moving;
    }
    moments_.push_back(std::move(now));
    ++stillFor_;
    if (static_cast<int>(moments_.size()) > options_.stillFrames) moments_.pop_front();
    if (!disturbed_) return Seen::Taken;  // nothing stirred since
    if (static_cast<int>(moments_.size()) < options_.stillFrames) return Seen::Settling;
    const auto [isThere, corners] = findPaper(middle, options_.leastPage);
    if (!isThere) {
        wasAway_ = true;
        return Seen::Empty;
    }
    if (corners.empty() || !isSettled()) return Seen::Settling;
    const bool isNew = wasAway_ || !last_ || isOther(middle, corners);
    disturbed_ = wasAway_ = false;
    if (!isNew) return Seen::Taken;
    last_ = {.corners = corners, .picture = flattened(middle, corners)};
    return Seen::NewPage;
}

}  // namespace daiban::scanners
