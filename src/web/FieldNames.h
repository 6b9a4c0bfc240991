#pragma once

#include <string_view>

#include "base/Sentence.h"

namespace daiban::web {

/// What people call a field of a body; one that has no word here is called by its name.
[[nodiscard]] base::Sentence fieldWord(std::string_view name);

}  // namespace daiban::web
