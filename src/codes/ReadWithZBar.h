#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "codes/Code.h"

namespace daiban::codes {

/// The QR codes that ZBar finds in an 8-bit gray image; nothing when ZBar gave up on the picture.
[[nodiscard]] std::vector<Code> readWithZBar(const cv::Mat& gray);

}  // namespace daiban::codes
