#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "staff/Actor.h"

namespace daiban::store {

enum class AccountState { Active, Locked };
[[nodiscard]] std::string_view nameOf(AccountState state);         ///< "active", "locked"
[[nodiscard]] std::string_view chineseNameOf(AccountState state);  ///< 启用, 停用

struct NewAccount {
    std::string name;  ///< 2 to 32 of a-z, 0-9, hyphen, dot and underscore, beginning with a letter
    std::string fullName;
    std::string office;
    staff::Roles roles;        ///< at least one
    std::string passwordHash;  ///< base::passwordHash; empty: nobody signs in with a password yet
    staff::Actor actor;
};

/// Somebody who works here. What is secret of it (the password's hash) does not leave the store.
struct Account {
    std::string name;
    std::string fullName;
    std::string office;
    staff::Roles roles;
    AccountState state = AccountState::Active;
    std::optional<base::Instant> passwordSetAt;  ///< empty: it has none
    int failedTries = 0;                         ///< since the last right password
    std::optional<base::Instant> blockedUntil;
    base::Instant createdAt{};
    std::string createdBy;
    base::Instant changedAt{};
    std::string changedBy;
    std::int64_t sequence = 0;

    [[nodiscard]] staff::Actor actor() const { return {.account = name, .office = office, .roles = roles}; }
};

/// How long an account takes no password after so many wrong ones in a row: not at all for four, then a minute, and
/// twice as long each time, up to an hour. Never for ever, so that nobody can lock another out for good.
[[nodiscard]] std::chrono::milliseconds delayAfter(int failedTries);

enum class PasswordWas { Right, Wrong };

struct Household {
    std::string community;  ///< code of its office
    std::string number;     ///< unique within the community
    std::string address;
    std::string socialWorker;  ///< account
    bool operator==(const Household&) const = default;
};

/// What an import did.
struct HouseholdsImported {
    int added = 0;
    int changed = 0;
    int unchanged = 0;
};

/// How many households a social worker has in a community.
struct WorkerLoad {
    std::string socialWorker;
    std::string community;
    std::int64_t households = 0;
};

}  // namespace daiban::store
