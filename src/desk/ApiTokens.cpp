#include "desk/ApiTokens.h"

#include <algorithm>
#include <array>

#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Text.h"

namespace daiban::desk {

namespace {

using base::Error;
using base::ErrorKind;

/// So that whoever finds one in a text sees what it opens, and programs that look for such find it.
constexpr std::string_view mark = "daiban_";
constexpr std::size_t secretSize = mark.size() + 64;
/// Written at most so often: a program that asks all day costs no writing of the database.
constexpr std::chrono::minutes usedEvery{5};
constexpr std::size_t longestName = 60;  // characters

std::string newSecret(base::Random& random) {
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    return std::string(mark) + base::toHex(bytes);
}

void demandSound(const TokenWish& wish, base::Date today) {
    const auto name = base::trimmed(wish.name);
    if (name.empty() || base::toCodePoints(name).size() > longestName)
        throw Error(ErrorKind::BadArguments, base::Sentence("请说明令牌给谁用，不超过 {} 个字。", longestName));
    if (wish.scopes.empty()) throw Error(ErrorKind::BadArguments, base::Sentence("请至少选一项令牌可以做的事。"));
    const auto last = std::chrono::sys_days(today) + ApiTokens::longest;
    if (!wish.until.ok() || wish.until < today || std::chrono::sys_days(wish.until) > last)
        throw Error(ErrorKind::BadArguments, base::Sentence("令牌的截止日期应在 {} 与 {} 之间。", base::isoDate(today),
                                                            base::isoDate(base::Date(last))));
}

}  // namespace

void ApiTokens::demandAccount(const staff::Actor& actor, const std::string& name) const {
    if (name == actor.account && actor.office != staff::wholeStation) return;
    const auto account = parts_.store.findAccount(name);
    if (!account) throw Error(ErrorKind::NotFound, base::Sentence("There is no such account."));
    parts_.demand(actor, staff::Verb::ManageAccounts, account->office, name);
}

MadeToken ApiTokens::make(const staff::Actor& actor, const TokenWish& wish) const {
    const auto today = base::dayOf(parts_.clock.now());
    demandSound(wish, today);
    if (!parts_.store.findAccount(actor.account))
        throw Error(ErrorKind::BadArguments, base::Sentence("A token acts for an account; name one with --as."));
    const auto tokens = parts_.store.apiTokensOf(actor.account);
    const auto isGood = [&](const store::ApiToken& token) { return token.isGood(today) && token.id != wish.id; };
    if (static_cast<std::size_t>(std::ranges::count_if(tokens, isGood)) >= most)
        throw Error(ErrorKind::CheckFailed, base::Sentence("这个账号已有 {} 个有效令牌；请先收回不用的。", most));
    MadeToken made{.token = {}, .secret = newSecret(parts_.random)};
    const bool isNew = parts_.store.addApiToken({.id = wish.id,
                                                 .account = actor.account,
                                                 .hash = base::sha256Hex(made.secret),
                                                 .name = base::trimmed(wish.name),
                                                 .scopes = wish.scopes,
                                                 .until = wish.until,
                                                 .actor = actor});
    if (!isNew) made.secret.clear();
    made.token = *parts_.store.apiToken(wish.id);
    return made;
}

std::vector<store::ApiToken> ApiTokens::list(const staff::Actor& actor, const std::string& account) const {
    demandAccount(actor, account);
    return parts_.store.apiTokensOf(account);
}

void ApiTokens::withdraw(const staff::Actor& actor, const std::string& id) const {
    const auto token = parts_.store.apiToken(id);
    if (!token) throw Error(ErrorKind::NotFound, base::Sentence("There is no such token."));
    demandAccount(actor, token->account);
    parts_.store.withdrawApiToken(id, actor);
}

TokenAnswer ApiTokens::bearerOf(std::string_view secret) const {
    const auto now = parts_.clock.now();
    const bool canBe = secret.size() == secretSize && secret.starts_with(mark);
    auto token = canBe ? parts_.store.apiTokenByHash(base::sha256Hex(secret)) : std::nullopt;
    const auto account = token ? parts_.store.findAccount(token->account) : std::nullopt;
    TokenAnswer answer;
    const auto refused = [&](const base::Sentence& sentence) {
        const staff::Actor actor = account ? account->actor() : staff::Actor{.account = {}, .office = {}, .roles = {}};
        parts_.store.recordRefusedToken(actor, token ? token->id : "", sentence);
        answer.refusal = sentence;
        return answer;
    };
    if (!token || !account) return refused(base::Sentence("没有这个令牌；请在设置中新建一个。"));
    if (token->withdrawnAt) return refused(base::Sentence("这个令牌已被收回。"));
    if (!token->isGood(base::dayOf(now)))
        return refused(base::Sentence("这个令牌到 {} 为止有效，已过期；请新建一个。", base::isoDate(token->until)));
    if (account->state == store::AccountState::Locked) return refused(base::Sentence("账号已停用；请联系管理员。"));
    if (!token->usedAt || now - *token->usedAt > usedEvery) parts_.store.apiTokenUsed(token->id, now);
    auto actor = account->actor();
    actor.through = "token " + token->id;
    answer.bearer = TokenBearer{.token = *std::move(token), .actor = std::move(actor), .fullName = account->fullName};
    return answer;
}

void ApiTokens::recordRefusal(const TokenBearer& bearer, const base::Sentence& sentence) const {
    parts_.store.recordRefusedToken(bearer.actor, bearer.token.id, sentence);
}

}  // namespace daiban::desk
