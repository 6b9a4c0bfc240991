#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <thread>

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
          "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
          "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", "Content-Length: 5, 6\r\n\r\nabcde",
          "Content-Length: +5\r\n\r\nabcde", "Content-Length: 0x5\r\n\r\nabcde", "Content-Length: -1\r\n\r\n",
          "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: identity\r\n\r\n", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"}) {
        Wire wire(port());
        (void)wire.send(head + lengths);
        const auto first = wire.answer(patience);
        EXPECT_GE(first.status, 400U) << lengths;
        EXPECT_EQ(wire.answer(std::chrono::milliseconds(500)).status, 0U) << "a second answer came: " << lengths;
    }
    expectAlive();
}

/// Sends a head, its body and a request that must stay part of it; how many answers come, and the first of them.
std::pair<int, unsigned> answersTo(const std::string& request) {
    Wire wire(port());
    (void)wire.send(request + "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Smuggled: yes\r\n\r\n");
    const unsigned first = wire.answer(std::chrono::seconds(4)).status;
    if (first == 0) return {0, 0};
    return {wire.answer(std::chrono::milliseconds(400)).status == 0 ? 1 : 2, first};
}

TEST(Smuggling, IsRefusedWhereAHeadIsWrittenSoThatTwoReadersReadItDifferently) {
    const std::string line = "POST /api/v1/session HTTP/1.1\r\n", host = "Host: localhost\r\n",
                      type = "Content-Type: application/json\r\n";
    for (const std::string& head : std::vector<std::string>{
             line + host + type + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",  // twice the same
             line + host + type + "Content-Length: 2,2\r\n\r\n{}",
             line + host + type + "Content-Length: 2\r\n 0\r\n\r\n{}",  // folded
             line + host + type + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 2\r\n\r\n{}",
             line + host + type + "Transfer-Encoding: chunked\r\n\tidentity\r\n\r\n0\r\n\r\n",
             line + host + type + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             line + host + type + "Transfer-Encoding: \vchunked\r\n\r\n0\r\n\r\n",
             line + host + type + "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n",
             line + host + type + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
             line + host + type + "Content-Length : 2\r\n\r\n{}",
             line + host + type + " Content-Length: 2\r\n\r\n{}" + std::string(40, ' '),
             line + host + type + "Content-Length: 2 \r\nTransfer-Encoding: chunked\r\n\r\n{}",
             line + host + type + "Content-Length: 99999999999999999999\r\n\r\n{}",
             line + host + type + "Content-Length: 0002\r\nContent_Length: 9\r\nTransfer-Encoding: x\r\n\r\n{}",
             line + host + type + "Content-Length\r\n\r\n",
             line + host + type + std::string("X: a\0b\r\n\r\n", 10),
             line + host + host + type + "Content-Length: 2\r\n\r\n{}",
             line + type + "Content-Length: 2\r\n\r\n{}",
             line + "Host: localhost, evil.example\r\n" + type + "Content-Length: 2\r\n\r\n{}",
             "POST  /api/v1/session  HTTP/1.1\r\n" + host + type + "Content-Length: 2\r\n\r\n{}",
             "POST /api/v1/session HTTP/1.1 HTTP/1.1\r\n" + host + "\r\n",
             "POST /api/v1/session HTTP/1.0\r\n" + host + type + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST /api/v1/session HTTP/2.0\r\n" + host + "\r\n",
             "POST /api/v1/session\r\n" + host + "\r\n",
             "POST http://localhost/api/v1/session HTTP/1.1\r\n" + host + "\r\n",
             "OPTIONS * HTTP/1.1\r\n" + host + "\r\n",
             "CONNECT localhost:22 HTTP/1.1\r\n" + host + "\r\n",
             "TRACE / HTTP/1.1\r\n" + host + "\r\n",
             "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
             "POST /api/v1/session HTTP/1.1\nHost: localhost\nContent-Length: 2\n\n{}",
             "POST /api/v1/session HTTP/1.1\rHost: localhost\r\rGET",
         }) {
        const auto [answers, first] = answersTo(head);
        EXPECT_LE(answers, 1) << "a second request was seen: " << head;
        EXPECT_TRUE(first == 0 || first >= 400) << first << " " << head;
    }
    expectAlive();
}

TEST(Smuggling, IsRefusedWhereChunksLie) {
    const std::string head =
        "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: "
        "chunked\r\n\r\n";
    for (const std::string& chunks : {
             std::string("g\r\n{}\r\n0\r\n\r\n"),
             std::string("0x2\r\n{}\r\n0\r\n\r\n"),
             std::string("-2\r\n{}\r\n0\r\n\r\n"),
             std::string("+2\r\n{}\r\n0\r\n\r\n"),
             std::string(" 2\r\n{}\r\n0\r\n\r\n"),
             std::string("fffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
             std::string("8000000000000000\r\n{}\r\n0\r\n\r\n"),
             std::string("2\n{}\n0\n\n"),
             std::string("2\r\n{}0\r\n\r\n"),
             std::string("1\r\n{}\r\n0\r\n\r\n"),
             std::string("2\r{}\r\n0\r\n\r\n"),
             std::string("\r\n2\r\n{}\r\n0\r\n\r\n"),
             std::string("40000000\r\n{}"),
             std::string("2\r\n{}\r\n"),
         }) {
        const auto [answers, first] = answersTo(head + chunks);
        EXPECT_LE(answers, 1) << "a second request was seen: " << chunks.substr(0, 60);
        EXPECT_TRUE(first == 0 || first >= 400) << first << " " << chunks.substr(0, 60);
    }
    // A trailer names no length and no host, whatever it says.
    Wire wire(port());
    (void)wire.send(head +
                    "2\r\n{}\r\n0\r\nContent-Length: 500\r\nHost: evil.example\r\n\r\nGET /healthz HTTP/1.1\r\nHost: "
                    "localhost\r\n\r\n");
    const auto first = wire.answer(patience);
    EXPECT_TRUE(first.status == 400U || first.status == 0U) << "no account in it: " << first.status;
    const auto second = wire.answer(patience);
    EXPECT_TRUE(second.status == 200U || second.status == 0U) << second.status;
    // Long words beside the chunks change nothing of where the request ends.
    for (const std::string& chunks : std::vector<std::string>{"2;" + std::string(40'000, 'x') + "\r\n{}\r\n0\r\n\r\n",
                                                              "0\r\nX: " + std::string(40'000, 'x') + "\r\n\r\n"}) {
        Wire other(port());
        (void)other.send(head + chunks + "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        EXPECT_GE(other.answer(patience).status, 400U);
        const auto next = other.answer(patience);
        EXPECT_TRUE(next.status == 200U || next.status == 0U) << next.status;
    }
    expectAlive();
}

TEST(Smuggling, EndsWithTheConnectionAfterABodyNobodyRead) {
    Wire wire(port());
    (void)wire.send(
        "POST /api/v1/intakes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40\r\n\r\nGET /healthz HTTP/1.1\r\nHost: "
        "localhost\r\n\r\n");
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
    for (const char* path :
         {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/assets/../../../etc/passwd",
          "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/%00", "/a%0d%0aSet-Cookie:%20x=1", "//etc/passwd",
          "/\\..\\..\\etc", "/%ff%fe", "/%zz", "/api/v1/prints/../../x"}) {
        const auto status =
            statusOf("GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
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
    const auto scan =
        browser.post("/api/v1/handoffs/x/scans",
                     {{"id", newId()}, {"given", "/etc/hostname"}, {"side", "giver"}, {"verdict", "signed-out"}});
    EXPECT_EQ(scan.status, 400U);
}

TEST(Bodies, AreRefusedWhenTheyAreTooLargeOrNoJsonOfOurs) {
    auto browser = signedIn();
    EXPECT_EQ(browser.ask("POST", "/api/v1/intakes", std::string(300'000, ' '), {{"Content-Type", "application/json"}})
                  .status,
              413U);
    std::string deep(10'000, '[');
    for (const std::string& body :
         {deep, std::string("{"), std::string("[]"), std::string("nul"), std::string("{\"id\":1}"),
          std::string("{\"id\":\"x\"}"), std::string("{\"id\":\"") + newId() + "\",\"unknown\":1}",
          std::string("{\"id\":\"") + newId() + "\",\"item\":\"a\\u0000b\"}", std::string("\xff\xfe{}"),
          std::string("{\"id\":\"") + newId() + "\",\"situations\":{}}"}) {
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

TEST(SlowBodies, AreLetGoOfAndWhatCameOfAnUploadIsKept) {
    auto browser = signedIn();
    const std::string id = newId();
    const std::string session =
        "Host: localhost\r\nCookie: " + browser.cookie + "\r\nX-CSRF-Token: " + browser.csrf + "\r\n";
    std::vector<std::unique_ptr<Wire>> slow;
    for (int i = 0; i < 30; ++i) {
        slow.push_back(std::make_unique<Wire>(port()));
        (void)slow.back()->send("POST /api/v1/intakes HTTP/1.1\r\n" + session +
                                "Content-Type: application/json\r\nContent-Length: 200\r\n\r\n{");
    }
    Wire upload(port());
    (void)upload.send("PUT /api/v1/uploads/" + id + " HTTP/1.1\r\n" + session +
                      "Upload-Length: 200000\r\nContent-Length: 200000\r\n\r\n" + std::string(70'000, 'a'));
    bool open = true;
    for (int i = 0; i < 60 && open; ++i) {  // one byte now and then keeps nobody
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
        for (auto& wire : slow) (void)wire->send(" ");
        open = upload.send("a");
        expectAlive();
    }
    for (auto& wire : slow) EXPECT_EQ(wire->answer(std::chrono::seconds(10)).status, 0U);
    EXPECT_FALSE(open) << "the slow upload still held its connection";
    const auto head = browser.ask("HEAD", "/api/v1/uploads/" + id);
    ASSERT_EQ(head.status, 200U);
    const auto offset = std::stoul(head.headers.at("upload-offset"));
    EXPECT_GE(offset, 65'536U);
    const auto rest = browser.ask("PATCH", "/api/v1/uploads/" + id, std::string(200'000 - offset, 'a'),
                                  {{"Upload-Offset", std::to_string(offset)}});
    EXPECT_EQ(rest.status, 200U) << rest.body;
    EXPECT_EQ(rest.json().value("complete", false), true);
}

TEST(HalfUploads, AreNoPagesAndGoOnLater) {
    auto browser = signedIn();
    const std::string intake = newId(), id = newId();
    ASSERT_EQ(browser.post("/api/v1/intakes", {{"id", intake}}).status, 201U);
    const std::string half(50'000, 'a');
    ASSERT_EQ(browser.ask("PUT", "/api/v1/uploads/" + id, half, {{"Upload-Length", "100000"}}).status, 200U);
    const auto kept = browser.post("/api/v1/intakes/" + intake + "/pages", {{"id", newId()}, {"uploads", {id}}});
    EXPECT_TRUE(kept.status == 409 || (kept.status == 202 && kept.json()["pages"].empty())) << kept.body;
    EXPECT_EQ(browser.get("/api/v1/intakes/" + intake).json()["pages"].size(), 0U);
    EXPECT_EQ(browser.ask("PATCH", "/api/v1/uploads/" + id, half + "x", {{"Upload-Offset", "50000"}}).status, 413U)
        << "more than it said";
    EXPECT_EQ(browser.ask("PATCH", "/api/v1/uploads/" + id, half, {{"Upload-Offset", "0"}}).status, 409U)
        << "over what is there";
}

TEST(MalformedRequests, AreAThousandAndTheServerGoesOn) {
    std::mt19937 chance(20261130);
    const std::string sound =
        "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
        "2\r\nConnection: close\r\n\r\n{}";
    int answered = 0;
    for (int i = 0; i < 1000; ++i) {
        std::string bad = sound;
        const auto changes = 1 + chance() % 6;
        for (std::size_t change = 0; change < changes; ++change) {
            const auto at = chance() % bad.size();
            switch (chance() % 4) {
                case 0:
                    bad[at] = static_cast<char>(chance() % 256);
                    break;
                case 1:
                    bad.erase(at, 1 + chance() % 9);
                    break;
                case 2:
                    bad.insert(at, bad.substr(chance() % bad.size(), chance() % 20));
                    break;
                default:
                    bad.resize(at + 1);
                    break;
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
