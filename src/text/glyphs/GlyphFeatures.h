#pragma once

#include <opencv2/core.hpp>

namespace daiban::text::glyphs {

/// Numbers that describe one glyph: 8 directions of strokes' edges in 8 x 8 places.
constexpr int featureCount = 8 * 8 * 8;

/// Describes one glyph by the directions of its edges (histograms of oriented gradients; Dalal and Triggs 2005, with
/// the decomposition into eight directions of Liu, Nakashima, Sako and Fujisawa 2003) on a square of 32 pixels that its
/// ink fills. `glyph`: 8-bit gray, dark ink on light paper, nothing but the glyph on it, any size. Returns one row of
/// featureCount floats with sum of squares 1; empty where there is no ink.
[[nodiscard]] cv::Mat featuresOf(const cv::Mat& glyph);

/// The smallest box around a glyph's ink; empty where there is none.
[[nodiscard]] cv::Rect inkBox(const cv::Mat& glyph);

}  // namespace daiban::text::glyphs
