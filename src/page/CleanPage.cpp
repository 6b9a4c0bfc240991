#include <opencv2/imgproc.hpp>

#include "page/Page.h"

namespace daiban::page {

base::Point CleanPage::toPage(base::Point point) const {
    const auto w = static_cast<float>(pixels.cols);
    const auto h = static_cast<float>(pixels.rows);
    const std::array<cv::Point2f, 4> from{cv::Point2f{0, 0}, {w, 0}, {w, h}, {0, h}};
    std::array<cv::Point2f, 4> to;
    for (std::size_t i = 0; i < 4; ++i) to[i] = {static_cast<float>(quad[i].x), static_cast<float>(quad[i].y)};
    const cv::Matx33d map = cv::getPerspectiveTransform(from.data(), to.data());
    const cv::Vec3d p = map * cv::Vec3d(point.x, point.y, 1);
    return {p[0] / p[2], p[1] / p[2]};
}

base::Quad CleanPage::toPage(const base::Quad& quadOnDocument) const {
    base::Quad out;
    for (std::size_t i = 0; i < 4; ++i) out[i] = toPage(quadOnDocument[i]);
    return out;
}

base::Point CleanPage::sizeInMillimetres() const {
    if (dpi <= 0) return {};
    return {pixels.cols / dpi * 25.4, pixels.rows / dpi * 25.4};
}

}  // namespace daiban::page
