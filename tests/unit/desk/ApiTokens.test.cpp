#include "desk/ApiTokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/Error.h"
#include "base/Id.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using namespace std::chrono_literals;
using staff::Scope;
using tests::Station;

constexpr auto lastDay = std::chrono::year(2026) / 3 / 20;  // the station's clock stands on 16 March

class ApiTokens : public testing::Test {
  protected:
    ApiTokens() {
        station_.store.addAccount({.name = station_.worker.account,
                                   .fullName = "王丽",
                                   .office = station_.worker.office,
                                   .roles = station_.worker.roles,
                                   .passwordHash = {},
                                   .actor = staff::stationOwner("tests")});
    }
    const desk::ApiTokens& tokens() { return station_.desk().tokens; }
    desk::TokenWish wish() {
        return {.id = base::newUuidV7(station_.clock, station_.random),
                .name = "区政务平台",
                .scopes = {Scope::Lists, Scope::Read},
                .until = lastDay};
    }
    desk::MadeToken made() { return tokens().make(station_.worker, wish()); }
    std::string refusalOf(const std::string& secret) { return tokens().bearerOf(secret).refusal.text(); }
    std::size_t refusals() { return station_.store.refusals({}).refusals.size(); }

    Station station_;
};

TEST_F(ApiTokens, ActForTheAccountThatMadeThemAndSayThroughWhat) {
    const auto token = made();
    const auto answer = tokens().bearerOf(token.secret);
    ASSERT_TRUE(answer.bearer) << answer.refusal.text();
    EXPECT_EQ(answer.bearer->actor.account, station_.worker.account);
    EXPECT_EQ(answer.bearer->actor.roles, station_.worker.roles);
    EXPECT_EQ(answer.bearer->actor.through, "token " + token.token.id);
    EXPECT_EQ(answer.bearer->token.scopes, (staff::Scopes{Scope::Lists, Scope::Read}));
    EXPECT_TRUE(tokens().list(station_.worker, station_.worker.account).at(0).usedAt);
}

TEST_F(ApiTokens, AreKeptOnlyAsTheirHash) {
    const auto token = made();
    EXPECT_EQ(token.secret.size(), 71U);
    EXPECT_NE(token.token.hash, token.secret);
    EXPECT_EQ(tokens().list(station_.worker, station_.worker.account).at(0).hash.size(), 64U);
}

TEST_F(ApiTokens, AreMadeOnceHoweverOftenThatIsAskedFor) {
    const auto wanted = wish();
    const auto first = tokens().make(station_.worker, wanted), again = tokens().make(station_.worker, wanted);
    EXPECT_FALSE(first.secret.empty());
    EXPECT_TRUE(again.secret.empty()) << "it was shown";
    EXPECT_EQ(again.token.hash, first.token.hash);
    EXPECT_TRUE(tokens().bearerOf(first.secret).bearer);
}

TEST_F(ApiTokens, AreGoodThroughTheirLastDayInChina) {
    const auto token = made();
    station_.clock.advance(std::chrono::sys_days(lastDay) + 16h - 1ms - station_.clock.now());  // midnight there
    EXPECT_TRUE(tokens().bearerOf(token.secret).bearer);
    station_.clock.advance(1ms);
    EXPECT_EQ(refusalOf(token.secret), "这个令牌到 2026-03-20 为止有效，已过期；请新建一个。");
}

TEST_F(ApiTokens, EndWhenTheyAreWithdrawnAndWhenTheAccountIsLocked) {
    const auto one = made(), two = made();
    tokens().withdraw(station_.worker, one.token.id);
    EXPECT_EQ(refusalOf(one.secret), "这个令牌已被收回。");
    station_.store.setAccountState(station_.worker.account, store::AccountState::Locked, staff::stationOwner("tests"));
    EXPECT_EQ(refusalOf(two.secret), "账号已停用；请联系管理员。");
    EXPECT_EQ(refusals(), 2U) << "each is in the audit log";
}

TEST_F(ApiTokens, AreRefusedWithoutSayingWhatWasTried) {
    const std::string guess = "daiban_" + std::string(64, 'a');
    EXPECT_FALSE(tokens().bearerOf(guess).bearer);
    EXPECT_FALSE(tokens().bearerOf("").bearer);
    EXPECT_FALSE(tokens().bearerOf(std::string(100'000, 'x')).bearer);
    for (const auto& refusal : station_.store.refusals({}).refusals) {
        EXPECT_EQ(refusal.account, "");
        EXPECT_EQ(refusal.subject, "") << "nothing of what was said is written down";
        EXPECT_EQ(refusal.verb, "token");
    }
    EXPECT_EQ(refusals(), 3U);
}

TEST_F(ApiTokens, AreMadeForOneselfAloneAndSeenByTheAdministrator) {
    const auto token = made();
    const auto clerk =
        staff::Actor{.account = "zhao", .office = station_.worker.office, .roles = {staff::Role::CounterWorker}};
    EXPECT_THROW((void)tokens().list(clerk, station_.worker.account), base::Error);
    EXPECT_THROW(tokens().withdraw(clerk, token.token.id), base::Error);
    const auto owner = staff::stationOwner("tests");
    EXPECT_EQ(tokens().list(owner, station_.worker.account).size(), 1U);
    EXPECT_THROW((void)tokens().make(owner, wish()), base::Error) << "there is no such account to act for";
    tokens().withdraw(owner, token.token.id);
    EXPECT_FALSE(tokens().bearerOf(token.secret).bearer);
}

TEST_F(ApiTokens, NeedANameSomethingToDoAndADayWithinAYear) {
    auto nameless = wish(), idle = wish(), past = wish(), endless = wish(), long_ = wish();
    nameless.name = "  ";
    idle.scopes.clear();
    past.until = std::chrono::year(2026) / 3 / 15;
    endless.until = std::chrono::year(2027) / 3 / 18;
    long_.name = std::string(61, 'x');
    for (const auto& wrong : {nameless, idle, past, endless, long_})
        EXPECT_THROW((void)tokens().make(station_.worker, wrong), base::Error);
    EXPECT_TRUE(tokens().list(station_.worker, station_.worker.account).empty());
}

TEST_F(ApiTokens, AreNotMoreThanSomebodyCanLookAfter) {
    for (std::size_t i = 0; i < desk::ApiTokens::most; ++i) (void)made();
    EXPECT_THROW((void)made(), base::Error);
    tokens().withdraw(station_.worker, tokens().list(station_.worker, station_.worker.account).at(3).id);
    EXPECT_NO_THROW((void)made());
}

TEST_F(ApiTokens, AreAnsweredForByTheAuditLog) {
    const auto token = made();
    tokens().withdraw(station_.worker, token.token.id);
    EXPECT_TRUE(station_.store.verify(store::VerifyDepth::Full).damages.empty());
}

}  // namespace
