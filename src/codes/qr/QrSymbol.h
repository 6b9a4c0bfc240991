#pragma once

#include <array>
#include <cstdint>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

namespace daiban::codes {

/// The build of a QR code of model 2 (ISO/IEC 18004:2015), by version, 1 to 40.
inline constexpr int lastQrVersion = 40;
[[nodiscard]] constexpr int qrSide(int version) {
    return 17 + 4 * version;
}

/// What stands at a module.
enum QrModule : std::uint8_t { LightModule = 0, DarkModule = 1, DataModule = 2, FormatModule = 3 };

/// CV_8UC1, a side of qrSide(version): which modules are the same in every symbol of the version, its own number
/// included, and which hold data or the format.
[[nodiscard]] const cv::Mat& qrFrame(int version);
/// Where the data's bits stand, first bit first; x is the column.
[[nodiscard]] const std::vector<cv::Point>& qrBitOrder(int version);
/// Middles of the alignment patterns, in modules from the symbol's corner.
[[nodiscard]] std::vector<cv::Point> qrAlignmentCentres(int version);

/// Level and mask, as the format names them.
struct QrFormat {
    int level = 0;  ///< 0 L, 1 M, 2 Q, 3 H
    int mask = 0;
};

/// The 15 bits that stand for it, bit 0 the lowest.
[[nodiscard]] unsigned qrFormatBits(const QrFormat& format);
/// Where bit `i` of the format stands, twice.
[[nodiscard]] std::array<cv::Point, 2> qrFormatPlaces(int version, int i);
/// The 18 bits that name a version from 7 on.
[[nodiscard]] unsigned qrVersionBits(int version);

/// Whether the mask turns the module in that row and column.
[[nodiscard]] bool isMasked(int mask, int row, int column);

/// How the words of a symbol are dealt out to blocks.
struct QrBlocks {
    std::size_t count = 0;
    std::size_t checkWords = 0;  ///< of each
    std::size_t words = 0;       ///< of all, check words included
    [[nodiscard]] std::size_t longBlocks() const { return words % count; }  ///< the last ones, one data word longer
    [[nodiscard]] std::size_t shortDataWords() const { return words / count - checkWords; }
};
[[nodiscard]] QrBlocks qrBlocks(int version, int level);

}  // namespace daiban::codes
