#pragma once

#include <opencv2/imgproc.hpp>
#include <string>

#include "page/Page.h"

namespace daiban::text::testing {

inline cv::Mat paper(int width, int height) {
    return {height, width, CV_8UC3, cv::Scalar(250, 250, 250)};
}

/// Digits and Latin letters about 35 pixels high, the baseline's left end at `at`.
inline void write(cv::Mat& paper, const std::string& text, cv::Point at, cv::Scalar colour = {20, 20, 20}) {
    cv::putText(paper, text, at, cv::FONT_HERSHEY_DUPLEX, 1.5, colour, 3, cv::LINE_AA);
}

/// A seal of red strokes: a ring with a cross in it.
inline void stamp(cv::Mat& paper, cv::Point centre, int radius) {
    const cv::Scalar red(60, 50, 205);
    cv::Mat seal(paper.size(), CV_8UC3, cv::Scalar(255, 255, 255));
    cv::circle(seal, centre, radius, red, 7, cv::LINE_AA);
    cv::line(seal, centre - cv::Point(radius, radius) / 2, centre + cv::Point(radius, radius) / 2, red, 9, cv::LINE_AA);
    cv::line(seal, centre + cv::Point(-radius, radius) / 2, centre + cv::Point(radius, -radius) / 2, red, 9,
             cv::LINE_AA);
    cv::min(paper, seal, paper);  // ink on ink is darker
}

/// Pale text through the middle, rising to the right by 30 degrees.
inline void writeAslant(cv::Mat& paper, const std::string& text) {
    cv::Mat layer(paper.size(), CV_8UC3, cv::Scalar(255, 255, 255));
    write(layer, text, {paper.cols / 6, paper.rows / 2}, {175, 175, 175});
    const cv::Point2f centre(static_cast<float>(paper.cols) / 2, static_cast<float>(paper.rows) / 2);
    cv::warpAffine(layer, layer, cv::getRotationMatrix2D(centre, 30, 1), paper.size(), cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT, cv::Scalar(255, 255, 255));
    cv::min(paper, layer, paper);
}

inline page::CleanPage document(const cv::Mat& pixels, double dpi = 300) {
    page::CleanPage clean;
    clean.pixels = pixels;
    clean.dpi = dpi;
    clean.quad = base::rectangle(0, 0, pixels.cols, pixels.rows);
    return clean;
}

inline page::CleanPage turnedBy(const page::CleanPage& upright, base::Turn turn) {
    page::CleanPage turned = upright;
    turned.pixels = upright.pixels.clone();  // a half turn would be made in place
    if (turn == base::Turn::Right) cv::rotate(upright.pixels, turned.pixels, cv::ROTATE_90_CLOCKWISE);
    if (turn == base::Turn::Half) cv::rotate(upright.pixels, turned.pixels, cv::ROTATE_180);
    if (turn == base::Turn::Left) cv::rotate(upright.pixels, turned.pixels, cv::ROTATE_90_COUNTERCLOCKWISE);
    return turned;
}

}  // namespace daiban::text::testing
