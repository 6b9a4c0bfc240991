#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/Once.h"
#include "base/Sentence.h"
#include "desk/Parts.h"
#include "staff/PasswordRules.h"
#include "staff/Permissions.h"

namespace daiban::desk {

/// Somebody who is signed in at a browser.
struct SignedIn {
    std::string session;  ///< its id: the hash of the token
    staff::Actor actor;
    std::string fullName;
    bool mustChangePassword = false;  ///< the rules ask for a new password: nothing else may be done
};

/// What came of a try to sign in.
struct SignInAnswer {
    std::optional<SignedIn> signedIn;  ///< empty: refused
    std::string token;                 ///< what the cookie says: 43 characters, kept nowhere
    base::Sentence refusal;
    std::optional<std::chrono::seconds> waits;  ///< so long no password is looked at
};

/// Browser sessions. A session ends when it was not used for eight hours, a day after signing in, and with the password
/// it began with. The password rules are those of when the first one was looked at.
class Sessions {
  public:
    static constexpr std::chrono::hours longestIdle{8};
    static constexpr std::chrono::hours longest{24};

    explicit Sessions(const Parts& parts) : parts_(parts) {}

    [[nodiscard]] SignInAnswer signIn(const std::string& account, std::string_view password) const;
    /// Empty: there is no such session (any more), or its account is locked.
    [[nodiscard]] std::optional<SignedIn> of(std::string_view token) const;
    [[nodiscard]] std::optional<staff::Actor> actorOf(std::string_view token) const {
        const auto found = of(token);
        return found ? std::optional(found->actor) : std::nullopt;
    }
    void signOut(const SignedIn& signedIn) const;
    void signOutEverywhere(const SignedIn& signedIn) const;
    /// Ends every session of the account and begins a new one. The answer refuses when `old` is wrong. Throws
    /// Error{BadArguments} for a new password the rules refuse.
    [[nodiscard]] SignInAnswer changePassword(const SignedIn& signedIn, std::string_view old,
                                              const std::string& wanted) const;

  private:
    [[nodiscard]] SignInAnswer begin(const staff::Actor& actor, bool mustChange) const;
    /// Of the data folder as they stood when first asked for: every request asks, and a file read for each is one too
    /// many. Throws as staff::PasswordRules::load does, and reads again the next time.
    [[nodiscard]] const staff::PasswordRules& rules() const;

    const Parts& parts_;
    mutable base::Once<staff::PasswordRules> rules_;
};

}  // namespace daiban::desk
