#include "text/EvenPaper.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace daiban::text {

cv::Mat grayOf(const cv::Mat& pixels) {
    if (pixels.channels() == 1) return pixels;
    cv::Mat gray;
    cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

cv::Mat evenedOut(const cv::Mat& gray) {
    // The background is what is brightest nearby; looked for at a quarter of the size, with a window wider than
    // the thickest stroke of a title (about 4 mm).
    cv::Mat small;
    const cv::Size quarter(std::max(1, gray.cols / 4), std::max(1, gray.rows / 4));
    cv::resize(gray, small, quarter, 0, 0, cv::INTER_AREA);
    const int window = std::max(15, std::max(small.cols, small.rows) / 40) | 1;
    cv::Mat background;
    cv::dilate(small, background, cv::getStructuringElement(cv::MORPH_RECT, {window, window}));
    cv::medianBlur(background, background, std::min(window, 31) | 1);
    cv::GaussianBlur(background, background, {}, window / 3.0);
    cv::resize(background, background, gray.size(), 0, 0, cv::INTER_LINEAR);
    cv::Mat even;
    cv::divide(gray, background, even, 255);
    return even;
}

}  // namespace daiban::text
