#pragma once

#include "cases/items/Item.h"

namespace daiban::cases {

/// Whether `one` stands in the place of `other` when it is handed in: `other` names it (Unless::material) by its title,
/// or by its name where both are the same subject's.
[[nodiscard]] bool replaces(const Material& one, const Material& other);

}  // namespace daiban::cases
