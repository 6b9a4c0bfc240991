#include "imaging/Sharpness.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace daiban::imaging {

namespace {

constexpr int partSide = 288;
constexpr int neighbourhood = 15;
constexpr int clearStep = 60;  // gray levels between paper and print
constexpr std::size_t fewest = 60;

cv::Mat grayOf(const cv::Mat& pixels) {
    if (pixels.channels() == 1) return pixels;
    cv::Mat gray;
    cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

double edgeWidthOf(const cv::Mat& gray) {
    cv::Mat low, high, gx, gy, slope;
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_RECT, {neighbourhood, neighbourhood});
    cv::erode(gray, low, kernel);
    cv::dilate(gray, high, kernel);
    cv::Sobel(gray, gx, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(gray, gy, CV_32F, 0, 1, 3, 1.0 / 8);
    cv::magnitude(gx, gy, slope);
    cv::dilate(slope, slope, kernel);
    std::vector<float> widths;
    for (int r = neighbourhood; r + neighbourhood < gray.rows; r += 4)
        for (int c = neighbourhood; c + neighbourhood < gray.cols; c += 4) {
            const int step = high.at<uchar>(r, c) - low.at<uchar>(r, c);
            if (step >= clearStep) widths.push_back(static_cast<float>(step) / std::max(0.01F, slope.at<float>(r, c)));
        }
    if (widths.size() < fewest) return 0;
    const auto quarter = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 4);
    std::nth_element(widths.begin(), quarter, widths.end());
    return static_cast<double>(*quarter);
}

}  // namespace

std::vector<cv::Rect> liveliestParts(const page::Page& page, const SmallPage& small, const DocumentView& view,
                                     int count) {
    const int side = std::max(12, cvRound(partSide * small.scale));
    struct Part {
        double spread;
        cv::Rect where;
    };
    std::vector<Part> parts;
    const cv::Mat gray = small.gray(view.box);
    const double margin = 0.02 * view.shorter;
    for (int y = 0; y + side <= gray.rows; y += side)
        for (int x = 0; x + side <= gray.cols; x += side) {
            const cv::Rect cell(x, y, side, side);
            const cv::Mat deep = view.depth(cell) > margin;
            if (cv::countNonZero(deep) < cell.area()) continue;
            cv::Scalar mean, deviation;
            cv::meanStdDev(gray(cell), mean, deviation);
            parts.push_back({deviation[0], cell + view.box.tl()});
        }
    if (parts.empty()) parts.push_back({0, view.box});  // a document smaller than one part
    const auto keep = std::min(parts.size(), static_cast<std::size_t>(count));
    std::partial_sort(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(keep), parts.end(),
                      [](const Part& a, const Part& b) { return a.spread > b.spread; });
    std::vector<cv::Rect> out;
    for (std::size_t i = 0; i < keep; ++i) {
        const cv::Rect& r = parts[i].where;
        out.push_back(cv::Rect(cvRound(r.x / small.scale), cvRound(r.y / small.scale), cvRound(r.width / small.scale),
                               cvRound(r.height / small.scale)) &
                      cv::Rect(0, 0, page.width(), page.height()));
    }
    return out;
}

double edgeWidth(const page::Page& page, const std::vector<cv::Rect>& parts) {
    std::vector<double> widths;
    for (const cv::Rect& part : parts)
        if (const double width = edgeWidthOf(grayOf(page.pixels(part))); width > 0) widths.push_back(width);
    if (widths.empty()) return 0;
    std::sort(widths.begin(), widths.end());
    return widths[(widths.size() - 1) / 2];
}

}  // namespace daiban::imaging
