#pragma once

#include "base/Sentence.h"
#include "codes/label/LabelToken.h"

namespace daiban::handoff {

/// Why a code of this kind is no thing that can be handed over, in Chinese; empty: it is one.
[[nodiscard]] base::Sentence whyNoThing(codes::TokenKind kind);

}  // namespace daiban::handoff
