#pragma once

#include <optional>

#include "documents/Document.h"
#include "documents/DocumentTypes.h"
#include "documents/Layout.h"

namespace daiban::documents {

/// A person's name with a character that two readers of text read differently, or beside which something stands that
/// nobody could read, and a citizen number with a figure put right by its check character, are never valid: `field` is what was read of `used`.
void distrustDoubtedName(const FieldRule& rule, const Glyphs& used, Field& field);

/// A person's name as it may be meant where it was read badly: with a surname that its first character may be in place
/// of one that nobody bears (昌承志, 吕承志), or as it stands elsewhere on the page (许森, 许淼). Such a character is
/// doubtful, so the name is shown and asked about, never valid. Nothing where nothing speaks for another reading.
[[nodiscard]] std::optional<Glyphs> nameAsMeant(const Glyphs& used, const Layout& layout);

}  // namespace daiban::documents
