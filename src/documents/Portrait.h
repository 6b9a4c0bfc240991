#pragma once

#include "documents/DocumentTypes.h"
#include "page/Page.h"

namespace daiban::documents {

/// How much the picture is a portrait for papers: its size, a background of one colour around a head in the middle.
/// 0 to 1; 0 for a picture of another size or shape, and for an empty one.
[[nodiscard]] double portraitLikeness(const page::CleanPage& clean, const std::vector<SizeRule>& sizes);

}  // namespace daiban::documents
