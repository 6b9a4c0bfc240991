#pragma once

#include "base/Sentence.h"
#include "desk/Models.h"

namespace daiban::desk {

/// The sentence with the names of offices where their codes stand in its places: what is kept names codes, which stay,
/// and people know names.
[[nodiscard]] base::Sentence namingOffices(const base::Sentence& sentence, const Models& models);

}  // namespace daiban::desk
