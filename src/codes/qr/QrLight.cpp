#include "codes/qr/QrLight.h"

#include <algorithm>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace daiban::codes {

namespace {

constexpr double leastRange = 0.12;  // of the whole symbol's contrast, below which a place is called unknown

/// Every place as the one at `rank` (0 darkest to 1) of those around it.
void byRank(cv::Mat& picture, int around, double rank) {
    cv::Mat wider;
    cv::copyMakeBorder(picture, wider, around / 2, around / 2, around / 2, around / 2, cv::BORDER_REPLICATE);
    std::vector<std::uint8_t> shades(static_cast<std::size_t>(around * around));
    const auto place = shades.begin() + static_cast<std::ptrdiff_t>(rank * static_cast<double>(shades.size()));
    for (int row = 0; row < picture.rows; ++row)
        for (int column = 0; column < picture.cols; ++column) {
            auto to = shades.begin();
            for (int y = 0; y < around; ++y) to = std::copy_n(wider.ptr<std::uint8_t>(row + y) + column, around, to);
            std::nth_element(shades.begin(), place, shades.end());
            picture.at<std::uint8_t>(row, column) = *place;
        }
}

}  // namespace

cv::Mat evenedOut(const cv::Mat& patch, double scale) {
    cv::Mat smooth;
    cv::GaussianBlur(patch, smooth, {}, 0.22 * scale);
    const int reach = cvRound(5 * scale) | 1;
    const cv::Mat square = cv::getStructuringElement(cv::MORPH_RECT, {reach, reach});
    cv::Mat lightest;
    cv::Mat darkest;
    cv::dilate(smooth, lightest, square);
    cv::erode(smooth, darkest, square);
    const cv::Size wide(cvRound(7 * scale) | 1, cvRound(7 * scale) | 1);
    cv::Mat light;
    cv::Mat dark;
    lightest.convertTo(light, CV_32F);
    darkest.convertTo(dark, CV_32F);
    cv::blur(light, light, wide);
    cv::blur(dark, dark, wide);
    cv::Mat range = (light - dark) / 2;
    const double least = std::max(3.0, leastRange * cv::mean(range)[0] * 2);
    range = cv::max(range, least);
    cv::Mat seen;
    smooth.convertTo(seen, CV_32F);
    seen = ((light + dark) / 2 - seen) / range;
    return cv::min(cv::max(seen, -1.0), 1.0);
}

cv::Mat takeGlare(cv::Mat& patch, double scale, double rank) {
    constexpr int around = 15;         // modules
    constexpr double brighter = 1.15;  // than the paper: noise and its own unevenness stay below
    const int reach = cvRound(3 * scale) | 1;
    cv::Mat lightest;
    cv::dilate(patch, lightest, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
    cv::Mat paper;
    cv::resize(lightest, paper, {}, 1 / scale, 1 / scale, cv::INTER_AREA);
    rank < 0.5 ? byRank(paper, around, rank) : cv::medianBlur(paper, paper, around);
    cv::resize(paper, paper, patch.size(), 0, 0, cv::INTER_LINEAR);
    cv::Mat cap;
    paper.convertTo(cap, CV_8U, brighter);
    cv::Mat glare;
    cv::compare(patch, cap, glare, cv::CMP_GT);
    if (cv::countNonZero(glare) == 0) return {};
    paper.copyTo(patch, glare);
    // A lamp's edge is not sharp: beside it dark looks light as well.
    cv::dilate(glare, glare, cv::getStructuringElement(cv::MORPH_ELLIPSE, {cvRound(scale) | 1, cvRound(scale) | 1}));
    cv::Mat part;
    glare.convertTo(part, CV_32F, 1.0 / 255);
    return part;
}

}  // namespace daiban::codes
