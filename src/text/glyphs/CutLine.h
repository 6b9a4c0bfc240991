#pragma once

#include <cstddef>
#include <opencv2/core.hpp>
#include <vector>

namespace daiban::text::glyphs {

/// A line of print cut out straight: 8-bit gray, and where its ink is.
struct LineInk {
    cv::Mat gray;     ///< dark ink on light paper; rules and specks made white
    cv::Mat ink;      ///< 255 where there is ink
    int top = 0;      ///< of the characters
    int bottom = 0;   ///< below the last row of ink
    double size = 0;  ///< of a Chinese character, pixels; 0: the line holds no print

    [[nodiscard]] bool isEmpty() const { return size == 0; }
};

/// Sees the ink of a line: `gray` holds one line of horizontal print, dark on light, 8-bit.
[[nodiscard]] LineInk inkOfLine(const cv::Mat& gray);

/// What a recogniser read in one place of the line.
struct SeenCharacter {
    double at = 0;       ///< its middle, pixels of the line
    bool isHan = false;  ///< a Chinese character, as wide as it is high
};

/// One glyph of a line.
struct GlyphCell {
    cv::Rect box;                   ///< around its ink, pixels of the line
    std::vector<std::size_t> seen;  ///< the characters that were read there, as a rule one; none: a hole
};

/// Cuts a line into glyphs by its white gaps, the width that Chinese characters have, and where characters were read
/// (from left to right). Ink too small for a Chinese character where nothing was read (a comma) is left out.
[[nodiscard]] std::vector<GlyphCell> cutLine(const LineInk& line, const std::vector<SeenCharacter>& seen);

/// One glyph's picture with a little paper around it.
[[nodiscard]] cv::Mat glyphOf(const LineInk& line, const cv::Rect& box);

}  // namespace daiban::text::glyphs
