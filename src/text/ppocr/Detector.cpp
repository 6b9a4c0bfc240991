#include "text/ppocr/Detector.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace daiban::text::ppocr {

namespace {

/// The network halves its input five times.
constexpr int step = 32;

int toStep(double length) {
    return std::max(step, static_cast<int>(std::lround(length / step)) * step);
}

cv::Mat resizedFor(const cv::Mat& bgr, const DetectorOptions& options) {
    const double scale =
        std::min(options.mostEnlarged, options.longerSide / static_cast<double>(std::max(bgr.cols, bgr.rows)));
    cv::Mat out;
    cv::resize(bgr, out, {toStep(bgr.cols * scale), toStep(bgr.rows * scale)}, 0, 0,
               scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return out;
}

/// Mean probability inside a contour.
double scoreOf(const cv::Mat& probability, const std::vector<cv::Point>& contour) {
    const cv::Rect box = cv::boundingRect(contour);
    cv::Mat inside = cv::Mat::zeros(box.size(), CV_8U);
    cv::fillPoly(inside, std::vector<std::vector<cv::Point>>{contour}, cv::Scalar(255), cv::LINE_8, 0, -box.tl());
    return cv::mean(probability(box), inside)[0];
}

/// The network is trained on boxes shrunken by area * ratio / perimeter; this gives it back.
cv::RotatedRect unclipped(cv::RotatedRect box, double ratio) {
    const auto by = static_cast<float>(box.size.area() * ratio / (2 * (box.size.width + box.size.height)));
    box.size.width += 2 * by;
    box.size.height += 2 * by;
    return box;
}

/// Corners clockwise from the top-left one, for a tilt within (-45, 45] degrees.
base::Quad cornersOf(const cv::RotatedRect& box, double scaleX, double scaleY) {
    double degrees = std::fmod(box.angle, 180.0);
    double width = box.size.width;
    double height = box.size.height;
    while (degrees > 45) degrees -= 90, std::swap(width, height);
    while (degrees <= -45) degrees += 90, std::swap(width, height);
    const double c = std::cos(degrees * CV_PI / 180);
    const double s = std::sin(degrees * CV_PI / 180);
    base::Quad quad;
    constexpr std::array<std::array<double, 2>, 4> sides{{{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}};
    for (std::size_t i = 0; i < 4; ++i) {
        const double x = sides[i][0] * width;
        const double y = sides[i][1] * height;
        quad[i] = {(box.center.x + x * c - y * s) * scaleX, (box.center.y + x * s + y * c) * scaleY};
    }
    return quad;
}

}  // namespace

std::vector<TextBox> Detector::find(const cv::Mat& bgr, const DetectorOptions& options) const {
    constexpr float thinnest = 3;  // pixels of the probability map; less is noise
    const cv::Mat resized = resizedFor(bgr, options);
    Tensor map = network_.run(tensorOf(resized, {0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}));
    const cv::Mat probability(resized.size(), CV_32F, map.values.data());

    std::vector<std::vector<cv::Point>> contours;
    std::vector<cv::Vec4i> hierarchy;
    cv::findContours(probability > options.textFrom, contours, hierarchy, cv::RETR_CCOMP, cv::CHAIN_APPROX_SIMPLE);
    std::vector<TextBox> boxes;
    for (std::size_t i = 0; i < contours.size(); ++i) {
        const bool hole = hierarchy[i][3] >= 0;
        if (hole || contours[i].size() < 3) continue;
        const cv::RotatedRect box = cv::minAreaRect(contours[i]);
        if (std::min(box.size.width, box.size.height) < thinnest) continue;
        const double score = scoreOf(probability, contours[i]);
        if (score < options.boxFrom) continue;
        boxes.push_back({cornersOf(unclipped(box, options.unclip), static_cast<double>(bgr.cols) / resized.cols,
                                   static_cast<double>(bgr.rows) / resized.rows),
                         score});
    }
    return boxes;
}

}  // namespace daiban::text::ppocr
