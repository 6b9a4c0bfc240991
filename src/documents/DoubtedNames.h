#pragma once

#include "documents/Document.h"
#include "documents/DocumentTypes.h"
#include "documents/Layout.h"

namespace daiban::documents {

/// A person's name with a character that two readers of text read differently, or beside which something stands that
/// nobody could read, and a citizen number with a figure put right by its check character, are never valid: `field` is what was read of `used`.
void distrustDoubtedName(const FieldRule& rule, const Glyphs& used, Field& field);

}  // namespace daiban::documents
