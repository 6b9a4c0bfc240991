#pragma once

#include <string>

namespace daiban::desk {

/// A reason as it is kept: trimmed. It is shown to others on a line. Throws Error{BadArguments} for none, for more than
/// 400 characters, and for control characters.
[[nodiscard]] std::string soundReason(const std::string& reason);

}  // namespace daiban::desk
