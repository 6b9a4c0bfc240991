#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Sentence.h"
#include "staff/Offices.h"
#include "staff/PasswordRules.h"
#include "staff/Permissions.h"
#include "store/Store.h"

namespace daiban::store {

enum class SignInResult {
    SignedIn,
    WrongPassword,   ///< or no such account: nobody is told which
    MustWait,        ///< too many wrong ones
    Locked,          ///< said only to whoever knows the password
    PasswordTooOld,  ///< the rules ask for a new one; it may be used to set that
};

struct SignIn {
    SignInResult result = SignInResult::WrongPassword;
    staff::Actor actor;      ///< of SignedIn and PasswordTooOld; else without roles
    base::Sentence refusal;  ///< unless SignedIn
};

/// Whether the account's password is this one. Wrong ones are counted in the store, which makes the account wait
/// (delayAfter); while it waits no password is looked at. Every try that fails is in the audit log.
[[nodiscard]] SignIn signIn(Store& store, const std::string& name, std::string_view password,
                            const staff::PasswordRules& rules, base::Instant now);

/// An account of each role in the first offices that fit it, without passwords, when the store has no account at all;
/// what was made, empty when nothing was. Named after their office and role: "sq-0101-counter-worker".
[[nodiscard]] std::vector<NewAccount> ensureFirstAccounts(Store& store, const staff::Offices& offices,
                                                          const staff::Actor& actor);

}  // namespace daiban::store
