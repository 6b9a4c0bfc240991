#include "codes/PatchOutlines.h"

#include <opencv2/imgproc.hpp>

namespace daiban::codes {

std::vector<std::vector<cv::Point>> patchOutlines(const cv::Mat& mask) {
    std::vector<std::vector<cv::Point>> all;
    std::vector<cv::Vec4i> places;
    cv::findContours(mask, all, places, cv::RETR_CCOMP, cv::CHAIN_APPROX_SIMPLE);
    std::vector<std::vector<cv::Point>> outer;
    for (std::size_t i = 0; i < all.size(); ++i) {
        constexpr int parent = 3;
        if (places[i][parent] < 0) outer.push_back(std::move(all[i]));  // others are rims of holes
    }
    return outer;
}

}  // namespace daiban::codes
