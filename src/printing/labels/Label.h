#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "codes/label/LabelToken.h"
#include "printing/labels/LabelDesign.h"

namespace daiban::printing {

/// What is printed. No person's name: whoever finds the paper learns nothing about anybody.
struct LabelContent {
    codes::LabelToken token;
    std::string shortNumber;  ///< codes::shortNumberOf(token)
    std::string title;        ///< empty: the design's
    std::string item;         ///< 事项名称
    std::string office;       ///< where it belongs: 向阳里社区
    std::string date;         ///< as printed
};

// All of these throw Error{DependencyMissing} when no installed font has Chinese characters, and Error{BadArguments}
// when the token does not fit the design's QR box.

/// The label as a printer prints it: CV_8UC1, only 0 and 255, width and height rounded to whole dots; the QR code's
/// modules are whole dots.
[[nodiscard]] cv::Mat renderLabel(const LabelDesign& design, const LabelContent& content, double dpi);
/// The same as a PNG file that says its dpi.
[[nodiscard]] std::string labelPng(const LabelDesign& design, const LabelContent& content, double dpi);
/// A PDF file, one page a label and of exactly its size; text and QR code are vectors.
[[nodiscard]] std::string labelPdf(const LabelDesign& design, const std::vector<LabelContent>& contents);
[[nodiscard]] std::string labelPdf(const LabelDesign& design, const LabelContent& content);

}  // namespace daiban::printing
