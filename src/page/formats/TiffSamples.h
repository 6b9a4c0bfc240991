#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <optional>

struct tiff;  // TIFF of libtiff

namespace daiban::page {

/// Whether the directory's picture is of the kinds that decodeTiffSamples() reads: grays, RGB, palettes and inks (CMYK)
/// of 1, 2, 4, 8 or 16 bits a sample, in strips or tiles, planes together or apart, with or without alpha.
[[nodiscard]] bool hasPlainTiffSamples(tiff* file);

/// The picture as it is stored (its orientation is not applied), laid on white paper where the file declares alpha:
/// 8-bit gray, or BGR. Empty when libtiff could not decode it: its error handler knows why.
///
/// Not by libtiff's own conversion to RGBA, which (4.5) passes over the alpha of grays, skews the last tile of a row of
/// 16-bit grays, refuses 16-bit inks and tiles that are not compressed and no multiple of 1,024 bytes.
[[nodiscard]] std::optional<cv::Mat> decodeTiffSamples(tiff* file, cv::Size size);

}  // namespace daiban::page
