#pragma once

#include <string>
#include <vector>

#include "cases/items/Item.h"

namespace daiban::cases {

/// The document types an item's materials are of, whatever the situation, in alphabetical order: those that are awaited
/// while its papers are read.
[[nodiscard]] std::vector<std::string> awaitedTypes(const Item& item);

}  // namespace daiban::cases
