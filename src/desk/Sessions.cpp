#include "desk/Sessions.h"

#include <array>

#include "base/Crypto.h"
#include "base/Error.h"
#include "store/SignIn.h"

namespace daiban::desk {

namespace {

/// 256 random bits as hex.
std::string newToken(base::Random& random) {
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    return base::toHex(bytes);
}

/// Written at most so often: a session in use costs no writing of the database.
constexpr std::chrono::minutes seenEvery{5};

}  // namespace

const staff::PasswordRules& Sessions::rules() const {
    return rules_.get([this] { return staff::PasswordRules::load(parts_.dataFolder); });
}

SignInAnswer Sessions::begin(const staff::Actor& actor, bool mustChange) const {
    const auto account = parts_.store.findAccount(actor.account);
    const base::Instant now = parts_.clock.now();
    SignInAnswer answer;
    answer.token = newToken(parts_.random);
    const std::string id = base::sha256Hex(answer.token);
    parts_.store.endOldSessions(now - longestIdle, now - longest);
    parts_.store.addSession({.id = id, .account = actor.account, .createdAt = now, .seenAt = now});
    answer.signedIn = SignedIn{
        .session = id, .actor = account->actor(), .fullName = account->fullName, .mustChangePassword = mustChange};
    return answer;
}

SignInAnswer Sessions::signIn(const std::string& account, std::string_view password) const {
    const base::Instant now = parts_.clock.now();
    const auto outcome = store::signIn(parts_.store, account, password, rules(), now);
    if (outcome.result == store::SignInResult::SignedIn || outcome.result == store::SignInResult::PasswordTooOld)
        return begin(outcome.actor, outcome.result == store::SignInResult::PasswordTooOld);
    SignInAnswer answer;
    answer.refusal = outcome.refusal;
    if (outcome.result == store::SignInResult::MustWait)
        if (const auto found = parts_.store.findAccount(account); found && found->blockedUntil)
            answer.waits = std::chrono::ceil<std::chrono::seconds>(*found->blockedUntil - now);
    return answer;
}

std::optional<SignedIn> Sessions::of(std::string_view token) const {
    const auto session = parts_.store.session(base::sha256Hex(token));
    const base::Instant now = parts_.clock.now();
    if (!session || now - session->seenAt > longestIdle || now - session->createdAt > longest) return std::nullopt;
    const auto account = parts_.store.findAccount(session->account);
    if (!account || account->state == store::AccountState::Locked || !account->passwordSetAt ||
        *account->passwordSetAt > session->createdAt)
        return std::nullopt;
    if (now - session->seenAt > seenEvery) parts_.store.sessionSeen(session->id, now);
    return SignedIn{.session = session->id,
                    .actor = account->actor(),
                    .fullName = account->fullName,
                    .mustChangePassword = rules().isTooOld(*account->passwordSetAt, now)};
}

void Sessions::signOut(const SignedIn& signedIn) const {
    parts_.store.endSession(signedIn.session);
}

void Sessions::signOutEverywhere(const SignedIn& signedIn) const {
    parts_.store.endSessionsOf(signedIn.actor.account);
}

SignInAnswer Sessions::changePassword(const SignedIn& signedIn, std::string_view old, const std::string& wanted) const {
    const auto outcome = store::signIn(parts_.store, signedIn.actor.account, old, rules(), parts_.clock.now());
    if (outcome.result != store::SignInResult::SignedIn && outcome.result != store::SignInResult::PasswordTooOld) {
        SignInAnswer refused;
        refused.refusal = outcome.refusal;
        return refused;
    }
    if (const auto problem = staff::problemOf(wanted, rules(), {signedIn.actor.account, signedIn.fullName});
        !problem.empty())
        throw base::Error(base::ErrorKind::BadArguments, problem);
    parts_.store.setPassword(signedIn.actor.account, base::passwordHash(wanted, parts_.random), signedIn.actor);
    parts_.store.endSessionsOf(signedIn.actor.account);
    return begin(signedIn.actor, false);
}

}  // namespace daiban::desk
