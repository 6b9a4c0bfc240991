#pragma once

#include <string>
#include <vector>

#include "base/Sentence.h"
#include "documents/DocumentTypes.h"
#include "documents/LearnTypes.h"

namespace daiban::documents {

/// The text with what it says of people taken out: the values of the fields that name persons, places and numbers, and
/// whatever stands behind or right of a label such as 姓名 or 住址. Each character becomes a 0, as every digit does, so
/// that the lines keep their places and lengths.
[[nodiscard]] text::PageText withoutPersons(const text::PageText& text, const std::vector<const DocumentType*>& types);

/// The example as it is kept: features of the text without persons, what the rules say of it, an id made from both; no
/// text. One that is kept already comes back as it is.
[[nodiscard]] Example kept(const Example& example, const DocumentTypes& types);

/// Why the example may not be taught, as one sentence for who teaches; empty: it may. Refused is what contradicts a
/// title or a number of another type, or anything the rules are certain of, and what contradicts at least three earlier
/// pages like it that most say is something else. `earlier`: kept ones.
[[nodiscard]] base::Sentence whyNotTeach(const Example& example, const std::vector<Example>& earlier,
                                         const DocumentTypes& types);

}  // namespace daiban::documents
