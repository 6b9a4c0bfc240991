#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::staff {

/// What another program may do in an account's name, by an API token: a part of what the account may, never more.
enum class Scope {
    Lists,     ///< cases, handoffs and waiting certificates in lists, counts and search
    Read,      ///< single cases, their papers' pictures and what was read on them; numbers of persons masked
    Personal,  ///< whole numbers and names of persons, one by one
    Intake,    ///< take in: intakes, their pages, questions and prints
    Cases,     ///< stop, resume, close, reopen and correct cases
    Handoff,   ///< custody: handoffs, scans and differences
    Returns,   ///< certificates that come back, and their pickup
};
[[nodiscard]] std::string_view nameOf(Scope scope);  ///< "lists", "read", ...
[[nodiscard]] std::optional<Scope> scopeNamed(std::string_view name);

using Scopes = std::set<Scope>;
[[nodiscard]] std::string textOf(const Scopes& scopes);  ///< "lists,read"
/// Throws Error{BadArguments} for a name that is none.
[[nodiscard]] Scopes scopesNamed(const std::vector<std::string>& names);

}  // namespace daiban::staff
