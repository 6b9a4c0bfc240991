#pragma once

#include "base/Clock.h"
#include "documents/DocumentTypes.h"
#include "intake/CasePapers.h"

namespace daiban::desk {

/// Holds what a person says of a paper against what can be said of it: a type that is there, fields that the type has,
/// values of their kind (a real day, a number whose check character is right). `type` is what the paper is taken for so
/// far. Throws Error{NotFound} or Error{BadArguments} with one sentence.
void checkWord(const intake::PaperCorrection& word, const std::string& type, const documents::DocumentTypes& types,
               base::Date today);

/// The earlier word with what the later one says on top of it.
[[nodiscard]] intake::PaperCorrection joinedWords(intake::PaperCorrection earlier,
                                                  const intake::PaperCorrection& later);

}  // namespace daiban::desk
