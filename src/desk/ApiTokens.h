#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "desk/Parts.h"
#include "store/ApiTokens.h"

namespace daiban::desk {

/// What is asked of a new token.
struct TokenWish {
    std::string id;  ///< UUID, the sender's
    std::string name;
    staff::Scopes scopes;
    base::Date until{};  ///< the last day it is good for
};

/// A token that was made; what a program says is shown now and kept nowhere.
struct MadeToken {
    store::ApiToken token;
    std::string secret;  ///< "daiban_" and 64 hexadecimal digits; empty: it was made before
};

/// Who a program acts for.
struct TokenBearer {
    store::ApiToken token;
    staff::Actor actor;  ///< the account, through the token
    std::string fullName;
};

struct TokenAnswer {
    std::optional<TokenBearer> bearer;  ///< empty: refused
    base::Sentence refusal;
};

/// Tokens of other programs. Each account makes its own, so that nobody gives a program more than he may himself; an
/// administrator sees and withdraws those of his offices' accounts.
class ApiTokens {
  public:
    static constexpr std::chrono::days longest{366};
    static constexpr std::size_t most = 20;  ///< of an account, that are good

    explicit ApiTokens(const Parts& parts) : parts_(parts) {}

    /// For the actor's own account. Throws Error{BadArguments} without a name or scopes, for a day that is over or
    /// further off than `longest`, Error{CheckFailed} when it has as many as it may.
    [[nodiscard]] MadeToken make(const staff::Actor& actor, const TokenWish& wish) const;
    /// Of an account, newest first; of another's than the actor's to an administrator alone.
    [[nodiscard]] std::vector<store::ApiToken> list(const staff::Actor& actor, const std::string& account) const;
    void withdraw(const staff::Actor& actor, const std::string& id) const;

    /// Who says `secret`. A refusal is in the audit log, with the account where there is one.
    [[nodiscard]] TokenAnswer bearerOf(std::string_view secret) const;
    [[nodiscard]] std::optional<staff::Actor> actorOf(std::string_view secret) const {
        const auto answer = bearerOf(secret);
        return answer.bearer ? std::optional(answer.bearer->actor) : std::nullopt;
    }
    /// That the token was not made for what was asked is in the audit log.
    void recordRefusal(const TokenBearer& bearer, const base::Sentence& sentence) const;

  private:
    void demandAccount(const staff::Actor& actor, const std::string& account) const;
    const Parts& parts_;
};

}  // namespace daiban::desk
