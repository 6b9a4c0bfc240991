#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "codes/Code.h"

namespace daiban::codes {

/// Our own labels where no reader of any QR code gets on: blurred up to a sigma of 0.8 modules, soiled, scratched,
/// tilted and unevenly lit. That the symbol's size, a third of its modules and the form of its text are known does it:
/// the grid is laid so that the known modules fit, the light is taken from the quiet zone, the blur is undone for whole
/// modules, and the codewords are decoded by how clearly each was seen. `gray` is CV_8UC1; some
/// 25 ms for a megapixel where nothing looks like a label.
[[nodiscard]] std::vector<Code> readLabelSymbols(const cv::Mat& gray);

/// The same for a piece of a page that one symbol fills, be it turned: some 5 ms where there is none.
[[nodiscard]] std::vector<Code> readLabelSymbolFilling(const cv::Mat& gray);

}  // namespace daiban::codes
