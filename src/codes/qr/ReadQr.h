#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "codes/Code.h"

namespace daiban::codes {

struct QrSearch {
    std::size_t firstLevel = 0;   ///< of halvings of the image, from which on finder patterns are looked for
    std::size_t most = 255;       ///< codes
    bool alsoInverted = false;
};

/// QR codes of model 2 as seen on an image.
struct QrSeen {
    std::vector<Code> codes;
    std::vector<base::Quad> unread;  ///< three finder patterns and timing patterns, but no text
    bool hasLonePatterns = false;    ///< finder patterns were seen that belong to no code that was read
};

/// Every code whose three finder patterns are seen: curved, tilted, shadowed, partly hidden or blurred. Those in `known`
/// are left alone. `gray` is CV_8UC1.
[[nodiscard]] QrSeen readQrSymbols(const cv::Mat& gray, const std::vector<Code>& known, const QrSearch& search);

}  // namespace daiban::codes
