#pragma once

#include <string>
#include <string_view>

#include "staff/Permissions.h"

namespace daiban::cli {

class Context;

enum class OldPassword { Refused, Enough };  ///< Enough: to set a new one

/// The account that acts. Without --as: whoever owns the data folder, with every role; nobody else. With --as the
/// account named there: the folder's owner needs no password for it and is named beside it in the audit log, everybody
/// else gives its password. Throws Error{NotFound} with one sentence when nobody may act.
[[nodiscard]] staff::Actor whoActs(Context& context, OldPassword tooOld = OldPassword::Refused);

// All throw Error{NotFound} when the actor may not, after writing the refusal into the audit log. `subject`: the id of
// what it is about.

/// To something of an office.
void demand(Context& context, const staff::Actor& actor, staff::Verb verb, std::string_view office,
            std::string_view subject = {});
/// To the data folder as a whole.
void demandOnStation(Context& context, const staff::Actor& actor, staff::Verb verb, std::string_view subject = {});

/// Makes an account of each role when there is no account at all, and says which on stderr.
void makeFirstAccounts(Context& context);

}  // namespace daiban::cli
