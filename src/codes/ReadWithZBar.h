#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "codes/Code.h"

namespace daiban::codes {

/// The QR codes that ZBar finds in an 8-bit gray image; nothing where ZBar is left out.
[[nodiscard]] std::vector<Code> readWithZBar(const cv::Mat& gray);

}  // namespace daiban::codes
