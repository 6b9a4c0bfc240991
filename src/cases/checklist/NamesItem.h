#pragma once

#include <string>
#include <string_view>

#include "cases/items/Item.h"

namespace daiban::cases {

/// Whether a text (squeezed) speaks of that name: it stands there, or half of its pairs of characters do.
/// 社会保险待遇申领 speaks of 养老保险待遇申领, and not of 高龄津贴申领.
[[nodiscard]] bool speaksOfName(std::string_view words, const std::string& name);
/// Whether it names the item: by its name, an alias or its result.
[[nodiscard]] bool namesItem(std::string_view words, const Item& item);

}  // namespace daiban::cases
