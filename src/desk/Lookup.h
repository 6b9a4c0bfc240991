#pragma once

#include <string>
#include <vector>

#include "desk/Parts.h"
#include "store/Records.h"

// How people name things: a case, a handoff, a label.
namespace daiban::desk {

/// A case by number, short number, token, id or a picture of its label. Throws Error{NotFound}.
[[nodiscard]] store::CaseRecord caseBy(const Parts& parts, const std::string& key);
/// A handoff by number, id, token of its sheet or a picture of it. Throws Error{NotFound}.
[[nodiscard]] store::HandoffRecord handoffBy(const Parts& parts, const std::string& key);

/// The token ids behind what a person gives for a label: the 35 characters themselves, a short number typed off it, or
/// a picture in which it is seen (every one of ours on it). Throws Error{CheckFailed} for a label that is forged,
/// damaged or not ours, and for a picture with a place that looks like a label and cannot be read: then none of it
/// counts. Error{NotFound} for a short number nobody registered.
[[nodiscard]] std::vector<std::string> thingsBy(const Parts& parts, const std::string& given);

/// The case's label of a kind: the one it has, or a new one, registered on `office`'s desk (empty: the case's).
[[nodiscard]] store::Thing thingOf(const Parts& parts, const staff::Actor& actor, const store::CaseRecord& record,
                                   codes::TokenKind kind, const std::string& office = {});

/// The version of its item that a case follows: the one it was opened with, whatever versions came after.
/// Throws Error{NotFound} when its file is not there any more.
[[nodiscard]] const cases::Item& itemOf(const Parts& parts, const store::CaseRecord& record);
[[nodiscard]] const cases::Item& itemOf(const Parts& parts, const store::AcceptedCase& accepted);

/// Throws Error{NotFound} for an office that is not in the models.
void demandOffice(const Parts& parts, const std::string& code);
/// Throws Error{BadArguments} for a material, by its name or title, that the item does not ask for.
void demandMaterial(const cases::Item& item, const std::string& name);

}  // namespace daiban::desk
