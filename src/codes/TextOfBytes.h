#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace daiban::codes {

/// The text of a code that names no character set: UTF-8 when the bytes are valid UTF-8; GB 18030 when they are valid
/// as that and either cannot be Shift-JIS (the standard's own set for two-byte characters) or read as Chinese; else
/// `guess`, the decoder's.
[[nodiscard]] std::string textOfBytes(std::string_view bytes, const std::string& guess);
/// The same where the decoder does not guess: Shift-JIS when it can be, else Latin-1, the standard's own default.
[[nodiscard]] std::string textOfBytes(std::string_view bytes);

/// The iconv name of the character set that an ECI number (AIM ITS/04-023) stands for; null for those that are none.
[[nodiscard]] const char* characterSetOfEci(unsigned number);
/// UTF-8; nothing when the bytes are not valid in that set (an iconv name).
[[nodiscard]] std::optional<std::string> textOfCharacterSet(std::string_view bytes, const char* characterSet);

}  // namespace daiban::codes
