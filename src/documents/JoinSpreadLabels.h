#pragma once

#include <vector>

#include "text/PageText.h"

namespace daiban::documents {

/// Lines with the two halves of spread labels put together: forms print two-character labels as wide as longer ones
/// ("姓　　名"), and readers give "姓" as a line of its own, "名" or "名张三" as the next. A line of a single Chinese
/// character is joined to its neighbour on the right, on the same row and of the same height, when it is near enough.
/// First halves below one another that were read as one vertical line ("姓性" before "名：…" and "别：…") are parted
/// before.
[[nodiscard]] std::vector<text::TextLine> withSpreadLabelsJoined(std::vector<text::TextLine> lines);

}  // namespace daiban::documents
