// What other programs act by, in an account's name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/Text.h"
#include "web/Scopes.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

using testing::HasSubstr;

std::string tomorrow() {
    const auto now = base::SystemClock().now();
    return base::isoDate(base::dayOf(now + std::chrono::hours(24)));
}

base::Json wish(std::vector<std::string> scopes) {
    return {{"id", newId()}, {"name", "区政务平台"}, {"scopes", std::move(scopes)}, {"until", tomorrow()}};
}

/// A program: no cookie, no session's token, `Authorization` on every request.
class Program : public CheckedBrowser {
  public:
    explicit Program(std::string secret) : secret_(std::move(secret)) {}
    [[nodiscard]] Answer ask(std::string_view method, const std::string& path, const std::string& body = "",
                             std::map<std::string, std::string> headers = {}) override {
        headers["Authorization"] = "Bearer " + secret_;
        return CheckedBrowser::ask(method, path, body, std::move(headers));
    }

  private:
    std::string secret_;
};

std::string secretWith(std::vector<std::string> scopes, const std::string& account = worker) {
    auto browser = signedIn(account);
    const auto made = browser.post("/api/v1/tokens", wish(std::move(scopes)));
    EXPECT_EQ(made.status, 201U) << made.body;
    return made.json().value("secret", "");
}

TEST(Token, ActsInItsAccountsNameWithoutACookieOrASessionsToken) {
    Program program(secretWith({"intake"}));
    const std::string id = newId();
    EXPECT_EQ(program.post("/api/v1/intakes", {{"id", id}, {"item", "YL-001"}}).status, 201U);
    EXPECT_EQ(program.get("/api/v1/intakes/" + id).status, 200U);
    EXPECT_EQ(program.get("/api/v1/session").json().value("account", ""), worker);
    EXPECT_EQ(program.get("/api/v1/session").json().value("csrf", "x"), "");
    const auto upload = program.upload("%PDF-1.4 no pdf", "a.pdf");
    EXPECT_EQ(program.ask("HEAD", "/api/v1/uploads/" + upload).status, 200U);
}

TEST(Token, DoesOnlyWhatItWasMadeFor) {
    Program reader(secretWith({"lists", "read"}));
    EXPECT_EQ(reader.get("/api/v1/cases").status, 200U);
    for (const auto& route : routes()) {
        if (route.access != Access::SignedIn || mayAsk({staff::Scope::Lists, staff::Scope::Read}, route.operation))
            continue;
        std::string path = "/api/v1" + std::string(route.path);
        for (auto at = path.find('{'); at != std::string::npos; at = path.find('{'))
            path.replace(at, path.find('}') - at + 1, newId());
        const auto answer = reader.ask(nameOf(route.method), path);
        EXPECT_EQ(answer.status, 403U) << route.operation;
        if (route.method != Method::Head) {
            EXPECT_EQ(answer.problem(), "/problems/token-scope") << route.operation;
        }
    }
}

TEST(Token, IsNeverMadeForWhatIsAPersonsOrTheStations) {
    for (const auto& route : routes())
        for (const char* own : {"/session/password", "/sessions", "/tokens", "/accounts", "/refusals", "/printers"})
            if (route.path.starts_with(own)) {
                EXPECT_EQ(scopesOf(route.operation), "") << route.operation;
            }
}

TEST(Token, SaysInTheOpenApiFileWhatItMustBeMadeFor) {
    const auto& api = ServedStation::get().api();
    for (const auto& operation : api.operations()) EXPECT_EQ(operation.scopes, scopesOf(operation.id)) << operation.id;
}

TEST(Token, MayNoMoreThanItsAccount) {
    Program program(secretWith({"lists", "read", "intake", "cases", "handoff", "returns", "personal"}, foreigner));
    auto browser = signedIn();
    const std::string id = newId();
    ASSERT_EQ(browser.post("/api/v1/intakes", {{"id", id}, {"item", "YL-001"}}).status, 201U);
    EXPECT_EQ(program.get("/api/v1/intakes/" + id).status, 404U);
    Program keeper(secretWith({"lists"}, "qu-01-administrator"));
    EXPECT_EQ(keeper.get("/api/v1/accounts").status, 403U) << "not even an administrator's";
}

TEST(Token, IsShownOnceListedAndWithdrawn) {
    auto browser = signedIn();
    const auto wanted = wish({"lists"});
    const auto made = browser.post("/api/v1/tokens", wanted);
    ASSERT_EQ(made.status, 201U) << made.body;
    const auto again = browser.post("/api/v1/tokens", wanted);
    EXPECT_EQ(again.status, 200U);
    EXPECT_EQ(again.json().value("secret", "x"), "");
    Program program(made.json().value("secret", ""));
    EXPECT_EQ(program.get("/api/v1/cases").status, 200U);
    const auto list = browser.get("/api/v1/tokens");
    EXPECT_THAT(list.body, testing::Not(HasSubstr(made.json().value("secret", "x"))));
    EXPECT_TRUE(list.json()["tokens"][0]["used"].is_string()) << list.body;
    const std::string path = "/api/v1/tokens/" + wanted.value("id", "");
    EXPECT_EQ(signedIn(foreigner).ask("DELETE", path).status, 404U) << "another's";
    EXPECT_EQ(browser.ask("DELETE", path).status, 204U);
    const auto refused = program.get("/api/v1/cases");
    EXPECT_EQ(refused.status, 401U);
    EXPECT_EQ(refused.problem(), "/problems/wrong-token");
    EXPECT_THAT(refused.headers.at("www-authenticate"), HasSubstr("Bearer"));
}

TEST(Token, IsNotHelpedByACookieBesideIt) {
    auto browser = signedIn();
    const auto answer = browser.ask("GET", "/api/v1/cases", "", {{"Authorization", "Bearer daiban_nothing"}});
    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(browser.ask("GET", "/api/v1/cases", "", {{"Authorization", "Basic eDp5"}}).status, 200U)
        << "a proxy's own is none of ours";
}

TEST(Token, FollowsAnIntakeAsABrowserDoes) {
    auto browser = signedIn();
    const auto wanted = wish({"intake"});
    const std::string secret = browser.post("/api/v1/tokens", wanted).json().value("secret", "");
    Program program(secret);
    const std::string id = newId();
    ASSERT_EQ(program.post("/api/v1/intakes", {{"id", id}, {"item", "YL-001"}}).status, 201U);
    Wire wire(ServedStation::get().port());
    (void)wire.send("GET /api/v1/intakes/" + id + "/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
                    secret + "\r\n\r\n");
    EXPECT_THAT(wire.readUntil("retry:", std::chrono::seconds(10)), HasSubstr("text/event-stream"));
}

TEST(Token, IsNotGuessedAsFastAsAMachineCan) {
    CheckedBrowser guesser;
    unsigned last = 0;
    for (int i = 0; i < 60 && last != 429; ++i)
        last = guesser
                   .ask("GET", "/api/v1/cases", "",
                        {{"Authorization", "Bearer daiban_" + std::string(64, 'b')}, {"X-Forwarded-For", "10.9.9.8"}})
                   .status;
    EXPECT_EQ(last, 429U);
    Program program(secretWith({"lists"}));
    EXPECT_EQ(program.ask("GET", "/api/v1/cases", "", {{"X-Forwarded-For", "10.9.9.7"}}).status, 200U)
        << "who does not guess is not kept waiting";
}

TEST(Token, IsWrittenIntoTheAuditLogWhenItIsRefusedAndIntoNoLog) {
    auto& store = ServedStation::get().store();
    const std::string secret = secretWith({"lists"});
    Program program(secret);
    EXPECT_EQ(program.get("/api/v1/intakes").status, 403U);
    const auto refusal = store.refusals({}).refusals.front();
    EXPECT_EQ(refusal.verb, "token");
    EXPECT_EQ(refusal.account, worker);
    const auto folder = ServedStation::get().station().parts().dataFolder;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string content{std::istreambuf_iterator<char>(in), {}};
        EXPECT_EQ(content.find(secret), std::string::npos) << entry.path();
    }
}

}  // namespace
}  // namespace daiban::web::test
