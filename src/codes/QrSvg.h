#pragma once

#include <string>
#include <string_view>

#include "codes/QrCode.h"

namespace daiban::codes {

/// A QR code for a screen, with its quiet zone, as an SVG that any size may be given to. Throws as makeQrCode().
[[nodiscard]] std::string qrSvg(std::string_view text, QrLevel level = QrLevel::M);

}  // namespace daiban::codes
