#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

constexpr std::chrono::seconds patience{10};

std::uint16_t port() {
    return ServedStation::get().port();
}

unsigned statusOf(std::string_view request) {
    Wire wire(port());
    (void)wire.send(request);
    return wire.answer(patience).status;
}

void expectAlive() {
    EXPECT_EQ(statusOf("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), 200U);
}

TEST(Smuggling, IsRefusedWhereTwoLengthsOrCodingsDisagree) {
    const std::string head = "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    for (const char* lengths :
         {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
          "Content-Length: 5, 6\r\n\r\nabcde", "Content-Length: +5\r\n\r\nabcde", "Content-Length: 0x5\r\n\r\nabcde",
          "Content-Length: -1\r\n\r\n", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: identity\r\n\r\n", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"}) {
        Wire wire(port());
        (void)wire.send(head + lengths);
        const auto first = wire.answer(patience);
        EXPECT_GE(first.status, 400U) << lengths;
        EXPECT_EQ(wire.answer(std::chrono::milliseconds(500)).status, 0U) << "a second answer came: " << lengths;
    }
    expectAlive();
}

TEST(Smuggling, EndsWithTheConnectionAfterABodyNobodyRead) {
    Wire wire(port());
    (void)wire.send("POST /api/v1/intakes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(wire.answer(patience).status, 401U);
    EXPECT_EQ(wire.answer(std::chrono::milliseconds(500)).status, 0U) << "the body was taken for a request";
}

TEST(Heads, AreRefusedWithoutAHostOrOfAnotherName) {
    EXPECT_EQ(statusOf("GET /healthz HTTP/1.1\r\n\r\n"), 400U);
    EXPECT_EQ(statusOf("GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), 400U);
    EXPECT_EQ(statusOf("GET /healthz HTTP/1.1\r\nHost: rebound.example\r\n\r\n"), 421U);
    EXPECT_EQ(statusOf("GET /healthz HTTP/1.1\r\nHost: 192.168.1.20:8420\r\n\r\n"), 200U);
}

TEST(Heads, AreRefusedWhenTheyAreTooLong) {
    EXPECT_GE(statusOf("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(100'000, 'a') + "\r\n\r\n"), 400U);
    EXPECT_GE(statusOf("GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400U);
    expectAlive();
}

TEST(Paths, ClimbNowhere) {
    for (const char* path : {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/assets/../../../etc/passwd",
                             "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/%00", "/a%0d%0aSet-Cookie:%20x=1", "//etc/passwd", "/\\..\\..\\etc",
                             "/%ff%fe", "/%zz", "/api/v1/prints/../../x"}) {
        const auto status = statusOf("GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        EXPECT_TRUE(status == 400 || status == 404 || status == 401) << path << " " << status;
    }
    expectAlive();
}

TEST(Keys, AreNeverTakenForFilesOfTheServer) {
    auto browser = signedIn();
    for (const char* key : {"%2Fetc%2Fhostname", "LICENSE", "CMakeLists.txt", "..", "README.md", "etc"}) {
        const auto answer = browser.get(std::string("/api/v1/cases/") + key);
        EXPECT_TRUE(answer.status == 404 || answer.status == 400) << key << answer.body;
        EXPECT_EQ(answer.body.find("picture"), std::string::npos) << key;
    }
    const auto scan = browser.post("/api/v1/handoffs/x/scans",
                                   {{"id", newId()}, {"given", "/etc/hostname"}, {"side", "giver"}, {"verdict", "signed-out"}});
    EXPECT_EQ(scan.status, 400U);
}

TEST(Bodies, AreRefusedWhenTheyAreTooLargeOrNoJsonOfOurs) {
    auto browser = signedIn();
    EXPECT_EQ(browser.ask("POST", "/api/v1/intakes", std::string(300'000, ' '), {{"Content-Type", "application/json"}}).status, 413U);
    std::string deep(10'000, '[');
    for (const std::string& body :
         {deep, std::string("{"), std::string("[]"), std::string("nul"), std::string("{\"id\":1}"), std::string("{\"id\":\"x\"}"),
          std::string("{\"id\":\"") + newId() + "\",\"unknown\":1}", std::string("{\"id\":\"") + newId() + "\",\"item\":\"a\\u0000b\"}",
          std::string("\xff\xfe{}"), std::string("{\"id\":\"") + newId() + "\",\"situations\":{}}"}) {
        const auto answer = browser.ask("POST", "/api/v1/intakes", body, {{"Content-Type", "application/json"}});
        EXPECT_EQ(answer.status, 400U) << body.substr(0, 60) << answer.body;
    }
}

TEST(SlowClients, AreLetGoOfAndHoldNobodyUp) {
    std::vector<std::unique_ptr<Wire>> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(std::make_unique<Wire>(port()));
        (void)slow.back()->send("GET /healthz HTTP/1.1\r\nHost: loc");  // and never more
    }
    expectAlive();
    for (auto& wire : slow) EXPECT_EQ(wire->answer(std::chrono::seconds(30)).status, 0U);
}

TEST(MalformedRequests, AreAThousandAndTheServerGoesOn) {
    std::mt19937 chance(20261130);
    const std::string sound = "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
    int answered = 0;
    for (int i = 0; i < 1000; ++i) {
        std::string bad = sound;
        const auto changes = 1 + chance() % 6;
        for (std::size_t change = 0; change < changes; ++change) {
            const auto at = chance() % bad.size();
            switch (chance() % 4) {
                case 0: bad[at] = static_cast<char>(chance() % 256); break;
                case 1: bad.erase(at, 1 + chance() % 9); break;
                case 2: bad.insert(at, bad.substr(chance() % bad.size(), chance() % 20)); break;
                default: bad.resize(at + 1); break;
            }
            if (bad.empty()) bad = "\r";
        }
        Wire wire(port());
        (void)wire.send(bad);
        const auto status = wire.answer(std::chrono::milliseconds(30)).status;
        EXPECT_TRUE(status == 0 || status >= 400 || status == 200) << status << " " << bad;
        answered += status != 0 ? 1 : 0;
    }
    EXPECT_GT(answered, 200);
    expectAlive();
}

}  // namespace
}  // namespace daiban::web::test
