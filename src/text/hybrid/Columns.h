#pragma once

#include <vector>

#include "text/PageText.h"

namespace daiban::text::hybrid {

/// Characters that stand one under another in a narrow cell (经/办/意/见), found one by one or in parts, as one
/// vertical line in the place of the first of them. Cells of different rows stay apart: their distance is larger.
[[nodiscard]] std::vector<TextLine> withColumnsJoined(std::vector<TextLine> lines);

}  // namespace daiban::text::hybrid
