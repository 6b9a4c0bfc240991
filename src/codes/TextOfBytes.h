#pragma once

#include <string>
#include <string_view>

namespace daiban::codes {

/// The text of a code that names no character set: UTF-8 when the bytes are valid UTF-8; GB 18030 when they are valid
/// as that and either cannot be Shift-JIS (the standard's own set for two-byte characters) or read as Chinese; else
/// `guess`, the decoder's.
[[nodiscard]] std::string textOfBytes(std::string_view bytes, const std::string& guess);
/// The same where the decoder does not guess: Shift-JIS when it can be, else Latin-1, the standard's own default.
[[nodiscard]] std::string textOfBytes(std::string_view bytes);

}  // namespace daiban::codes
