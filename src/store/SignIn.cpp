#include "store/SignIn.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/Crypto.h"
#include "base/Sentence.h"
#include "base/Text.h"

namespace daiban::store {

namespace {

/// Of no password: whoever names an account that is not there waits as long as for one that is.
constexpr auto nobodysHash =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

SignIn wrongPassword() {
    return {.result = SignInResult::WrongPassword,
            .actor = {},
            .refusal = base::Sentence("账号或密码不正确；请重新输入，忘记密码请管理员重设。")};
}

SignIn mustWait(base::Instant until) {
    return {.result = SignInResult::MustWait,
            .actor = {},
            .refusal = base::Sentence("密码错误次数过多；请在 {} 之后再试。", base::isoTime(until))};
}

SignIn locked() {
    return {.result = SignInResult::Locked, .actor = {}, .refusal = base::Sentence("账号已停用；请联系管理员。")};
}

bool isWaiting(const Account& account, base::Instant now) {
    return account.blockedUntil && *account.blockedUntil > now;
}

SignIn admitted(const Account& account, const staff::PasswordRules& rules, base::Instant now) {
    if (account.state == AccountState::Locked) return locked();
    if (account.passwordSetAt && rules.isTooOld(*account.passwordSetAt, now))
        return {.result = SignInResult::PasswordTooOld,
                .actor = account.actor(),
                .refusal = base::Sentence("密码已过有效期；请先修改密码。")};
    return {.result = SignInResult::SignedIn, .actor = account.actor(), .refusal = {}};
}

bool fits(staff::Role role, staff::OfficeKind kind) {
    switch (role) {
        case staff::Role::CounterWorker:
        case staff::Role::Courier:
        case staff::Role::PickupClerk:
            return kind == staff::OfficeKind::Community;
        case staff::Role::StreetClerk:
        case staff::Role::Supervisor:
            return kind == staff::OfficeKind::StreetOffice;
        case staff::Role::BureauClerk:
            return kind == staff::OfficeKind::Bureau;
        case staff::Role::Administrator:
            break;  // of the highest office
    }
    return false;
}

const staff::Office* firstOfficeFor(staff::Role role, const staff::Offices& offices) {
    for (const auto& office : offices.all()) {
        if (office.closed) continue;
        const staff::Actor there{.account = {}, .office = office.code, .roles = {}};
        const bool isHighest = staff::stationPlaceOf(there, offices) == staff::Place::Own;
        if (role == staff::Role::Administrator ? isHighest : fits(role, office.kind)) return &office;
    }
    return nullptr;
}

std::string lowerCase(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

SignIn signIn(Store& store, const std::string& name, std::string_view password, const staff::PasswordRules& rules,
              base::Instant now) {
    const auto account = store.findAccount(name);
    const auto refused = [&](SignIn outcome) {
        store.recordRefusedSignIn(account ? name : std::string{}, outcome.refusal);
        return outcome;
    };
    if (account && isWaiting(*account, now)) return refused(mustWait(*account->blockedUntil));
    const std::string hash = account ? store.passwordHashOf(name) : std::string{};
    const bool matches = base::passwordMatches(password, hash.empty() ? nobodysHash : hash) && !hash.empty();
    if (!account) return refused(wrongPassword());
    // Others may have tried meanwhile: what counts is whether the account waits when this try is written down.
    const Account tried = store.recordTry(name, matches ? PasswordWas::Right : PasswordWas::Wrong);
    if (!matches) return wrongPassword();
    if (isWaiting(tried, now)) return refused(mustWait(*tried.blockedUntil));
    SignIn outcome = admitted(tried, rules, now);
    return outcome.result == SignInResult::SignedIn ? outcome : refused(std::move(outcome));
}

std::vector<NewAccount> ensureFirstAccounts(Store& store, const staff::Offices& offices, const staff::Actor& actor) {
    std::vector<NewAccount> first;
    for (const staff::Role role : staff::allRoles()) {
        const auto* office = firstOfficeFor(role, offices);
        if (office == nullptr) continue;
        first.push_back({.name = lowerCase(office->code) + "-" + std::string(staff::nameOf(role)),
                         .fullName = office->name + std::string(staff::chineseNameOf(role)),
                         .office = office->code,
                         .roles = {role},
                         .passwordHash = {},
                         .actor = actor});
    }
    if (!store.addFirstAccounts(first, actor)) first.clear();
    return first;
}

}  // namespace daiban::store
