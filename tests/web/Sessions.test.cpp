#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

using testing::HasSubstr;

TEST(Session, IsACookieNoScriptReadsAndNoOtherSiteSends) {
    CheckedBrowser browser;
    const auto answer = browser.signIn(worker, password);
    ASSERT_EQ(answer.status, 200U);
    const std::string cookie = answer.headers.at("set-cookie");
    EXPECT_THAT(cookie, HasSubstr("HttpOnly"));
    EXPECT_THAT(cookie, HasSubstr("SameSite=Strict"));
    EXPECT_EQ(browser.get("/api/v1/session").json().value("account", ""), worker);
}

TEST(Session, IsNamedForTheHostAloneBehindAProxyThatSpeaksTls) {
    CheckedBrowser browser;
    const auto answer = browser.ask(
        "POST", "/api/v1/session", R"({"account":")" + std::string(worker) + R"(","password":")" + password + "\"}",
        {{"Content-Type", "application/json"}, {"X-Forwarded-For", "10.0.0.7"}, {"X-Forwarded-Proto", "https"}});
    EXPECT_THAT(answer.headers.at("set-cookie"), testing::StartsWith("__Host-daiban="));
    EXPECT_THAT(answer.headers.at("set-cookie"), HasSubstr("Secure"));
}

TEST(Session, IsANewOneWhateverTheBrowserBrought) {
    CheckedBrowser browser;
    const std::string planted = "daiban=" + std::string(64, 'a');
    browser.cookie = planted;
    ASSERT_EQ(browser.signIn(worker, password).status, 200U);
    EXPECT_NE(browser.cookie, planted);
    const std::string first = browser.cookie;
    ASSERT_EQ(browser.signIn(worker, password).status, 200U);
    CheckedBrowser old;
    old.cookie = first;
    EXPECT_EQ(old.get("/api/v1/session").status, 401U) << "the session before ended";
    old.cookie = planted;
    EXPECT_EQ(old.get("/api/v1/session").status, 401U);
}

TEST(Session, EndsHereAndEverywhere) {
    auto here = signedIn(), there = signedIn(), third = signedIn();
    EXPECT_EQ(here.ask("DELETE", "/api/v1/session").status, 204U);
    EXPECT_EQ(there.get("/api/v1/session").status, 200U);
    EXPECT_EQ(there.ask("DELETE", "/api/v1/sessions").status, 204U);
    EXPECT_EQ(third.get("/api/v1/session").status, 401U);
}

TEST(Session, EndsEverywhereWithThePasswordAndGoesOnWhereItWasChanged) {
    auto here = signedIn("changes-password"), there = signedIn("changes-password");
    const auto answer =
        here.post("/api/v1/session/password", {{"old", password}, {"new", "shanhu-lianpeng-77-daiban"}});
    ASSERT_EQ(answer.status, 200U) << answer.body;
    here.csrf = answer.json().value("csrf", "");
    EXPECT_EQ(here.get("/api/v1/session").status, 200U);
    EXPECT_EQ(there.get("/api/v1/session").status, 401U);
    EXPECT_EQ(here.post("/api/v1/session/password", {{"old", "wrong"}, {"new", "x"}}).status, 401U);
    EXPECT_EQ(here.post("/api/v1/session/password", {{"old", "shanhu-lianpeng-77-daiban"}, {"new", "123456"}}).status,
              400U);
}

TEST(Session, IsRefusedToAWrongPasswordAndAfterSomeForAWhile) {
    CheckedBrowser browser;
    for (int i = 0; i < 5; ++i) {
        const auto answer = browser.signIn("locked-out", "wrong");
        EXPECT_EQ(answer.status, 401U);
        EXPECT_EQ(answer.problem(), "/problems/wrong-password");
    }
    const auto answer = browser.signIn("locked-out", password);
    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(answer.problem(), "/problems/locked");
    EXPECT_GT(answer.json().value("retry_after", 0), 0);
}

TEST(Session, SaysTheSameOfNoAccountAsOfAWrongPassword) {
    CheckedBrowser browser;
    EXPECT_EQ(browser.signIn("nobody-here", "wrong").body, browser.signIn(worker, "wrong").body);
    EXPECT_EQ(browser.signIn(worker, password).status, 200U);  // forgets the wrong one
}

TEST(Session, IsNotTriedForAsFastAsAMachineCan) {
    CheckedBrowser browser;
    unsigned last = 0;
    for (int i = 0; i < 60 && last != 429; ++i)
        last = browser
                   .ask("POST", "/api/v1/session", R"({"account":"nobody-here","password":"x"})",
                        {{"Content-Type", "application/json"}, {"X-Forwarded-For", "10.9.9.9"}})
                   .status;
    EXPECT_EQ(last, 429U);
}

TEST(Session, EndsWhenItsAccountIsLocked) {
    auto browser = signedIn("jd-01-supervisor");
    auto& store = ServedStation::get().store();
    store.setAccountState("jd-01-supervisor", store::AccountState::Locked, staff::stationOwner("tests"));
    EXPECT_EQ(browser.get("/api/v1/session").status, 401U);
    store.setAccountState("jd-01-supervisor", store::AccountState::Active, staff::stationOwner("tests"));
}

TEST(Session, IsNotBegunByAnotherSite) {
    CheckedBrowser browser;
    const std::string body = R"({"account":")" + std::string(worker) + R"(","password":")" + password + "\"}";
    EXPECT_EQ(browser
                  .ask("POST", "/api/v1/session", body,
                       {{"Content-Type", "application/json"}, {"Origin", "http://evil.example"}})
                  .status,
              403U);
    EXPECT_EQ(browser
                  .ask("POST", "/api/v1/session", body,
                       {{"Content-Type", "application/json"}, {"Sec-Fetch-Site", "cross-site"}})
                  .status,
              403U);
    EXPECT_EQ(browser.ask("POST", "/api/v1/session", body, {{"Content-Type", "text/plain"}}).status, 415U);
}

TEST(Answers, SayWhatABrowserMayDoWithThem) {
    CheckedBrowser browser;
    const auto answer = browser.get("/healthz");
    EXPECT_EQ(answer.status, 200U);
    EXPECT_THAT(answer.headers.at("content-security-policy"), testing::Not(HasSubstr("unsafe-inline")));
    EXPECT_EQ(answer.headers.at("x-content-type-options"), "nosniff");
    EXPECT_THAT(answer.headers.at("permissions-policy"), HasSubstr("camera=(self)"));
}

TEST(Answers, AreInTheLanguageAskedFor) {
    CheckedBrowser browser;
    const auto chinese = browser.ask("GET", "/api/v1/session", "", {{"Accept-Language", "zh-CN"}}).json();
    const auto english = browser.ask("GET", "/api/v1/session", "", {{"Accept-Language", "en"}}).json();
    EXPECT_EQ(chinese.value("detail", ""), "请先登录。");
    EXPECT_EQ(english.value("detail", ""), "Sign in first.");
}

TEST(Answers, TellPeopleAndProgramsWhatTheApiIs) {
    CheckedBrowser browser;
    EXPECT_THAT(browser.get("/api").body, HasSubstr("/api/v1/intakes"));
    EXPECT_THAT(browser.get("/api/openapi.yaml").body, HasSubstr("openapi: 3.1.0"));
    EXPECT_THAT(browser.get("/metrics").body, HasSubstr("daiban_http_requests_total"));
}

}  // namespace
}  // namespace daiban::web::test
