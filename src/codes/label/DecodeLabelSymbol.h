#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>

namespace daiban::codes {

/// The QR symbol every label token makes: version 3 at level Q (see LabelToken.h).
inline constexpr int labelSymbolModules = 29;

/// Which modules are the same in every such symbol, and which of them are dark: CV_8UC1, 29 x 29; 0 light, 1 dark, 2
/// not fixed. The format's modules count as not fixed.
[[nodiscard]] const cv::Mat& labelSymbolFrame();

/// What could be made of a symbol.
struct LabelReading {
    std::optional<std::string> text;  ///< the token, when all of it is sure
    /// As labelSymbolFrame(), with what is known besides: the format and the padding when the format is clear, and all
    /// of a block of codewords that could be corrected. Helps to see the rest.
    cv::Mat known;
};

/// Reads the token that `darkness` (CV_32F, 29 x 29, 0 light to 1 dark, 0.5 unknown) shows.
///
/// What a reader of any QR code does not know helps here: the mode, the length, the padding and the alphabet are fixed,
/// so ten of the 34 data codewords are known beforehand. The others are corrected with the least certain codewords
/// erased (Forney's generalized minimum distance decoding), and where that gives nothing, by how clearly each bit was
/// seen (LikeliestBlock.h). A text is given only when it has a token's form and check character and fits what was seen
/// far better than chance would.
[[nodiscard]] LabelReading decodeLabelSymbol(const cv::Mat& darkness);

/// How far what is the same in all tokens agrees with `darkness`, -1 to 1: near 0 for other codes, whatever they say.
[[nodiscard]] double labelLikeness(const cv::Mat& darkness);

}  // namespace daiban::codes
