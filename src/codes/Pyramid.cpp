#include "codes/Pyramid.h"

#include <opencv2/imgproc.hpp>

namespace daiban::codes {

const cv::Mat& Pyramid::level(std::size_t level) {
    while (levels_.size() <= level) {
        const cv::Mat& last = levels_.back();
        const cv::Size size = last.size() / 2;
        cv::Mat half;
        if (!size.empty()) cv::resize(last(cv::Rect({}, size * 2)), half, size, 0, 0, cv::INTER_AREA);
        levels_.push_back(half);
    }
    return levels_[level];
}

std::size_t Pyramid::levelFor(double pixels, double wanted) {
    std::size_t level = 0;
    for (; pixels >= 2 * wanted && level < 8; pixels /= 2) ++level;
    while (level > 0 && this->level(level).empty()) --level;
    return level;
}

cv::Mat Pyramid::scaledTo(double scale) {
    const std::size_t level = levelFor(1, scale);
    const double rest = scale * static_cast<double>(1U << level);
    cv::Mat out;
    cv::resize(this->level(level), out, {}, rest, rest, cv::INTER_LINEAR);
    return out;
}

}  // namespace daiban::codes
