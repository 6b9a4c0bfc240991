#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>

namespace daiban::codes {

/// The text of a symbol whose modules are `seen`: CV_32F, a side of qrSide(version), -1 surely light to 1 surely dark,
/// 0 unknown. Blocks are corrected with the words seen least clearly erased (Forney's generalized minimum distance
/// decoding). Nothing when a block cannot be corrected, contradicts what was seen, or the words are no message.
[[nodiscard]] std::optional<std::string> decodeQr(const cv::Mat& seen, int version);

/// How far the modules that are the same in every symbol are seen as they are, -1 to 1: of the timing patterns, and of
/// the finder and alignment patterns.
struct FrameAgreement {
    double timing = 0;
    double patterns = 0;
    double format = 0;  ///< of the likeliest format: 1 when all its bits are clear
};
[[nodiscard]] FrameAgreement frameAgreement(const cv::Mat& seen, int version);

}  // namespace daiban::codes
