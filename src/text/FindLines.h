#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace daiban::text {

/// Where text stands on an upright, straight document.
struct TextLines {
    cv::Mat paper;                ///< CV_8UC1, illumination evened out, ruled lines taken out: ink dark on white
    std::vector<cv::Rect> boxes;  ///< one a line or table cell, in reading order, pixels of the image given
    double characterHeight = 0;   ///< typical height of a Chinese character, pixels; 0: no text
};

/// Finds lines of printed text by grouping connected components; ruled lines separate cells. Single characters and
/// noise may be among them. Works on horizontal text only: turn the image to try another direction.
[[nodiscard]] TextLines findLines(const cv::Mat& pixels);

}  // namespace daiban::text
