#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "base/Crypto.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

std::string bytesOf(std::size_t length) {
    std::string bytes(length, '\0');
    for (std::size_t i = 0; i < length; ++i) bytes[i] = static_cast<char>((i * 131 + i / 251) % 256);
    return bytes;
}

Answer put(CheckedBrowser& browser, const std::string& id, const std::string& bytes, std::size_t length) {
    return browser.ask("PUT", "/api/v1/uploads/" + id, bytes,
                       {{"Upload-Length", std::to_string(length)},
                        {"X-File-Name", "%E8%BA%AB%E4%BB%BD%E8%AF%81.jpg"},
                        {"Content-Type", "application/octet-stream"}});
}

Answer patch(CheckedBrowser& browser, const std::string& id, const std::string& bytes, std::size_t offset) {
    return browser.ask("PATCH", "/api/v1/uploads/" + id, bytes, {{"Upload-Offset", std::to_string(offset)}});
}

TEST(Upload, IsHashedOnItsWayAndSaysSo) {
    auto browser = signedIn();
    const std::string bytes = bytesOf(3'000'000);
    const auto answer = put(browser, newId(), bytes, bytes.size());
    ASSERT_EQ(answer.status, 200U) << answer.body;
    EXPECT_TRUE(answer.json().value("complete", false));
    EXPECT_EQ(answer.json().value("sha256", ""), base::sha256Hex(bytes));
}

TEST(Upload, GoesOnWhereItStopped) {
    auto browser = signedIn();
    const std::string id = newId(), bytes = bytesOf(1'000'000);
    EXPECT_EQ(put(browser, id, bytes.substr(0, 400'000), bytes.size()).json().value("received", 0), 400'000);
    EXPECT_EQ(browser.ask("HEAD", "/api/v1/uploads/" + id).headers.at("upload-offset"), "400000");
    EXPECT_EQ(patch(browser, id, "x", 5).status, 409U) << "at another place";
    EXPECT_EQ(put(browser, id, bytes, bytes.size()).json().value("received", 0), 400'000)
        << "sent again it says how far it is";
    EXPECT_EQ(patch(browser, id, bytes.substr(400'000, 300'000), 400'000).json().value("received", 0), 700'000);
    const auto last = patch(browser, id, bytes.substr(700'000), 700'000);
    EXPECT_EQ(last.json().value("sha256", ""), base::sha256Hex(bytes));
    EXPECT_EQ(put(browser, id, bytes, bytes.size()).json().value("complete", false), true);
}

TEST(Upload, KeepsWhatCameBeforeTheLineBroke) {
    auto browser = signedIn();
    const std::string id = newId(), bytes = bytesOf(1'000'000);
    {
        Wire wire(ServedStation::get().port());
        (void)wire.send("PUT /api/v1/uploads/" + id + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + browser.cookie +
                        "\r\nX-CSRF-Token: " + browser.csrf +
                        "\r\nUpload-Length: 1000000\r\nContent-Length: 1000000\r\n\r\n" + bytes.substr(0, 600'000));
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    std::size_t offset = 0;
    for (int i = 0; i < 100; ++i) {  // until the server saw that the line is gone
        const auto head = browser.ask("HEAD", "/api/v1/uploads/" + id);
        offset = head.status == 200 ? std::stoul(head.headers.at("upload-offset")) : 0;
        const auto rest = patch(browser, id, bytes.substr(offset), offset);
        if (rest.status == 200) {
            EXPECT_EQ(rest.json().value("sha256", ""), base::sha256Hex(bytes));
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_GT(offset, 0U);
}

/// As a server leaves it that was killed when all bytes had come and the last piece was not ended.
TEST(Upload, WhoseLastPieceNeverEndedIsEndedWhenSomebodyAsksForIt) {
    namespace fs = std::filesystem;
    auto browser = signedIn();
    const fs::path uploads = ServedStation::get().station().parts().dataFolder / "uploads";
    std::ifstream in(fs::path(DAIBAN_SOURCE_DIR) / "samples" / "first-run" / "05-bank-card.jpg", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto left = [&] {
        const std::string id = newId();
        std::ofstream(uploads / (id + ".json"))
            << base::toLine({{"account", worker}, {"name", "a.jpg"}, {"length", bytes.size()}});
        std::ofstream(uploads / (id + ".part"), std::ios::binary) << bytes;
        return id;
    };
    const auto sent = put(browser, left(), bytes, bytes.size());
    EXPECT_EQ(sent.json().value("sha256", ""), base::sha256Hex(bytes)) << sent.body;
    const std::string intake = newId();
    ASSERT_EQ(browser.post("/api/v1/intakes", {{"id", intake}}).status, 201U);
    const auto kept = browser.post("/api/v1/intakes/" + intake + "/pages", {{"id", newId()}, {"uploads", {left()}}});
    ASSERT_EQ(kept.status, 202U) << kept.body;
    EXPECT_EQ(kept.json()["pages"].size(), 1U) << kept.body;
}

TEST(Upload, IsNoLongerThanItSaidNorThanAllowed) {
    auto browser = signedIn();
    EXPECT_EQ(put(browser, newId(), "four", 3).status, 413U);
    EXPECT_EQ(put(browser, newId(), "", 0).status, 413U);
    EXPECT_EQ(put(browser, newId(), "x", 600'000'000).status, 413U);
    EXPECT_EQ(browser.ask("PUT", "/api/v1/uploads/" + newId(), "x").status, 400U) << "without Upload-Length";
    EXPECT_EQ(browser.ask("PUT", "/api/v1/uploads/no-id", "x", {{"Upload-Length", "1"}}).status, 404U);
}

TEST(Upload, IsItsSendersAlone) {
    auto browser = signedIn();
    auto foreign = signedIn(foreigner);
    const std::string id = newId();
    ASSERT_EQ(put(browser, id, "secret", 6).status, 200U);
    EXPECT_EQ(foreign.ask("HEAD", "/api/v1/uploads/" + id).status, 404U);
    EXPECT_EQ(put(foreign, id, "other", 5).status, 404U);
    EXPECT_EQ(foreign.ask("DELETE", "/api/v1/uploads/" + id).status, 204U);
    EXPECT_EQ(browser.ask("HEAD", "/api/v1/uploads/" + id).status, 200U) << "still there";
    EXPECT_EQ(browser.ask("DELETE", "/api/v1/uploads/" + id).status, 204U);
    EXPECT_EQ(browser.ask("HEAD", "/api/v1/uploads/" + id).status, 404U);
}

TEST(Upload, ThatIsNoPageIsRefusedWithItsNameAndTheOthersAreKept) {
    auto browser = signedIn();
    const std::string intake = newId();
    ASSERT_EQ(browser.post("/api/v1/intakes", {{"id", intake}}).status, 201U);
    const std::string bad = browser.upload("this is no picture", "..%2F..%2Fetc%2Fpasswd");
    const auto answer =
        browser.post("/api/v1/intakes/" + intake + "/pages", {{"id", newId()}, {"uploads", {bad, newId()}}});
    ASSERT_EQ(answer.status, 202U) << answer.body;
    EXPECT_EQ(answer.json()["pages"].size(), 0U);
    ASSERT_EQ(answer.json()["refused"].size(), 2U);
    EXPECT_EQ(answer.json()["refused"][0].value("name", ""), "passwd");
}

}  // namespace
}  // namespace daiban::web::test
