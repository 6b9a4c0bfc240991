#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace daiban::codes {

/// The text of a QR code's data words (ISO/IEC 18004:2015, 7.4): numbers, letters, bytes, kanji, hanzi (GB/T 18284),
/// character sets by ECI, GS1's separators. Nothing when the words are not those of a message, its padding included:
/// so are nearly all that errors put together.
[[nodiscard]] std::optional<std::string> qrMessage(const std::vector<std::uint8_t>& words, int version);

}  // namespace daiban::codes
