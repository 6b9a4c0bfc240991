#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "text/ppocr/Detector.h"

namespace daiban::text::ppocr {

/// The image with red seals paled, so that what is printed under them can be read. Red titles and papers stay.
/// Returns the image itself when there is no seal.
[[nodiscard]] cv::Mat withoutSeals(const cv::Mat& bgr);

/// Where red seals are: round or square patches of red strokes, no line of a title and no red paper. Pixels; `largest`
/// is the most a seal's side may be of the image's longer side.
[[nodiscard]] std::vector<cv::Rect> sealsOn(const cv::Mat& bgr, double largest);
/// A seal's red alone, as dark strokes on white, BGR: what is printed under it is gone.
[[nodiscard]] cv::Mat redAlone(const cv::Mat& bgr);

/// Text that runs aslant on an upright document: a watermark's.
[[nodiscard]] bool runsAslant(const TextBox& box);

/// The image with everything as pale as the watermark taken off. Empty when no box runs aslant or the watermark is as
/// dark as the text.
[[nodiscard]] std::optional<cv::Mat> withoutWatermark(const cv::Mat& bgr, const std::vector<TextBox>& boxes);

}  // namespace daiban::text::ppocr
