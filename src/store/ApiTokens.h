#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/Clock.h"
#include "staff/Actor.h"
#include "staff/Scope.h"

namespace daiban::store {

struct NewApiToken {
    std::string id;  ///< UUID, the sender's
    std::string account;
    std::string hash;  ///< SHA-256 (hex) of what the program says
    std::string name;  ///< what it is for, as its maker calls it
    staff::Scopes scopes;
    base::Date until{};  ///< the last day it is good for
    staff::Actor actor;
};

/// A token by which another program acts in an account's name.
struct ApiToken {
    std::string id;
    std::string account;
    std::string hash;
    std::string name;
    staff::Scopes scopes;
    base::Date until{};
    base::Instant createdAt{};
    std::string createdBy;
    std::optional<base::Instant> withdrawnAt;
    std::optional<base::Instant> usedAt;  ///< to a few minutes

    [[nodiscard]] bool isGood(base::Date today) const { return !withdrawnAt && today <= until; }
};

}  // namespace daiban::store
