#pragma once

#include <optional>
#include <string>
#include <vector>

#include "codes/label/LabelToken.h"
#include "store/Store.h"

namespace daiban::cli {

class Context;

/// The account that acts: $DAIBAN_ACTOR, else the login name.
[[nodiscard]] staff::Actor actor();

/// What people call an office; its code when models/offices does not know it.
[[nodiscard]] std::string officeName(Context& context, const std::string& code);

/// A case by number, short number, token, id, or a picture of its label. Throws Error{NotFound}.
[[nodiscard]] store::CaseRecord caseBy(Context& context, const std::string& key);
[[nodiscard]] store::HandoffRecord handoffBy(Context& context, const std::string& key);

/// The token ids behind what a person gives for a label: the 35 characters themselves, a short number typed off it, or
/// a picture in which it is seen (every one of ours on it). Throws Error{CheckFailed} for a label that is forged,
/// damaged or not ours, Error{NotFound} for a short number nobody registered.
[[nodiscard]] std::vector<std::string> thingsBy(Context& context, const std::string& given);

/// The case's label of a kind: the one it has, or a new one, registered on `desk` (empty: the case's office).
[[nodiscard]] store::Thing labelOf(Context& context, const store::CaseRecord& record, codes::TokenKind kind,
                                   const std::string& desk);

}  // namespace daiban::cli
