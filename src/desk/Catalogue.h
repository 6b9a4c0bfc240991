#pragma once

#include <string_view>

#include "base/Words.h"

namespace daiban::desk {

/// The program's own words in a language of base/Words.h; those of the source where there is no catalogue.
/// Throws Error{Unreadable}.
[[nodiscard]] base::Words wordsIn(std::string_view language);

}  // namespace daiban::desk
