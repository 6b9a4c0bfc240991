#pragma once

#include <opencv2/core.hpp>
#include <string_view>

namespace daiban::codes {

enum class QrLevel { L, M, Q, H };

/// The modules of a QR code without quiet zone: CV_8UC1, one pixel a module, 0 dark, 255 light.
/// Throws Error{BadArguments} when the text does not fit.
[[nodiscard]] cv::Mat makeQrCode(std::string_view text, QrLevel level = QrLevel::Q);

}  // namespace daiban::codes
