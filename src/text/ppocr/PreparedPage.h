#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "text/TextReader.h"
#include "text/ppocr/Detector.h"
#include "text/ppocr/Recogniser.h"
#include "text/ppocr/Strip.h"

namespace daiban::text::ppocr {

/// A document as its lines are read from it.
struct PreparedPage {
    cv::Mat bgr;                       ///< seals paled
    std::optional<cv::Mat> unprinted;  ///< without the watermark, where there is one
    std::vector<TextBox> boxes;        ///< in reading order; a watermark's own text is not among them
};

/// 8-bit gray or BGR to BGR; a BGR image is not copied.
[[nodiscard]] cv::Mat colourOf(const cv::Mat& pixels);
/// Finds the lines of an upright document of 8-bit gray or BGR.
[[nodiscard]] PreparedPage prepared(const Detector& detector, const cv::Mat& pixels);
[[nodiscard]] std::vector<TextBox> inReadingOrder(const std::vector<TextBox>& boxes);
/// The same, where ruled lines make cells (readingOrderOfForm).
[[nodiscard]] std::vector<TextBox> inReadingOrderOfForm(const cv::Mat& pixels, const std::vector<TextBox>& boxes);

/// What was read of a strip as a line of the document.
[[nodiscard]] TextLine lineOf(const Strip& strip, const std::vector<ReadCharacter>& characters);

}  // namespace daiban::text::ppocr
