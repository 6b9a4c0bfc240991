// What was acknowledged is there after the server was killed in the middle of everything.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

#include "base/Crypto.h"
#include "support/TemporaryFolder.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

/// A server of its own, in a process that can be killed.
class OwnServer {
  public:
    explicit OwnServer(const std::filesystem::path& data) {
        std::array<int, 2> out{};
        if (::pipe(out.data()) != 0) throw std::runtime_error("no pipe");
        process_ = ::fork();
        if (process_ == 0) {
            ::dup2(out[1], 1);
            ::close(out[0]);
            ::execl(WEB_SERVER, WEB_SERVER, data.c_str(), DAIBAN_PROGRAM, "0", nullptr);
            ::_exit(127);
        }
        ::close(out[1]);
        std::string text;
        char c = 0;
        while (::read(out[0], &c, 1) == 1 && c != '\n') text += c;
        ::close(out[0]);
        port_ = static_cast<std::uint16_t>(text.empty() ? 0 : std::stoi(text));
    }
    ~OwnServer() { kill(); }
    OwnServer(const OwnServer&) = delete;
    OwnServer& operator=(const OwnServer&) = delete;
    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(std::exchange(process_, 0), nullptr, 0);
    }
    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    pid_t process_ = 0;
    std::uint16_t port_ = 0;
};

std::string sampleJpeg() {
    std::ifstream in(std::filesystem::path(DAIBAN_SOURCE_DIR) / "samples" / "first-run" / "05-bank-card.jpg",
                     std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Of what every file really holds, whatever it is called.
std::set<std::string> hashesOfFiles(const std::filesystem::path& folder) {
    std::set<std::string> hashes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        hashes.insert(base::sha256Hex(std::string{std::istreambuf_iterator<char>(in), {}}));
    }
    return hashes;
}

TEST(KilledServer, HasEveryPageAndEveryByteItAcknowledged) {
    support::TemporaryFolder folder;
    const std::string picture = sampleJpeg();
    const std::string intake = newId();
    std::mutex mutex;
    std::vector<std::string> uploads, pages, hashes;  // of the pages' bytes
    std::string cookie, csrf;
    {
        OwnServer server(folder.path() / "data");
        ASSERT_NE(server.port(), 0);
        Browser first(server.port());
        ASSERT_EQ(first.signIn(worker, password).status, 200U);
        cookie = first.cookie;
        csrf = first.csrf;
        ASSERT_EQ(first.post("/api/v1/intakes", {{"id", intake}}).status, 201U);
        std::atomic<int> begun{0};
        std::vector<std::thread> senders;
        for (int sender = 0; sender < 10; ++sender)
            senders.emplace_back([&] {
                Browser browser(server.port());
                browser.cookie = cookie;
                browser.csrf = csrf;
                while (begun.fetch_add(1) < 100) {
                    const std::string id = newId();
                    const auto sent = browser.ask("PUT", "/api/v1/uploads/" + id, picture + id,
                                                  {{"Upload-Length", std::to_string(picture.size() + id.size())}});
                    if (sent.status != 200) continue;
                    {
                        const std::lock_guard lock(mutex);
                        uploads.push_back(id);
                    }
                    const auto kept =
                        browser.post("/api/v1/intakes/" + intake + "/pages", {{"id", newId()}, {"uploads", {id}}});
                    const std::lock_guard lock(mutex);
                    if (kept.status != 202 || kept.json()["pages"].empty()) continue;
                    pages.push_back(kept.json()["pages"][0]);
                    hashes.push_back(base::sha256Hex(picture + id));
                }
            });
        for (int i = 0; i < 600; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            const std::lock_guard lock(mutex);
            if (pages.size() >= 15) break;
        }
        server.kill();
        for (auto& sender : senders) sender.join();
    }
    EXPECT_GE(pages.size(), 15U);
    EXPECT_LT(pages.size(), 100U) << "it was killed after the work, not in it";
    OwnServer again(folder.path() / "data");
    Browser browser(again.port());
    browser.cookie = cookie;
    browser.csrf = csrf;
    const auto there = browser.get("/api/v1/intakes/" + intake);
    ASSERT_EQ(there.status, 200U) << "the session goes on: " << there.body;
    std::vector<std::string> found;
    const auto json = there.json();
    for (const auto& page : json["pages"]) found.push_back(page["id"]);
    for (const auto& page : pages) EXPECT_NE(std::ranges::find(found, page), found.end()) << page;
    const auto stored = hashesOfFiles(folder.path() / "data" / "blobs");
    for (const auto& hash : hashes) EXPECT_TRUE(stored.contains(hash)) << "acknowledged bytes are gone: " << hash;
    // An upload is complete, or its bytes are a page's by now.
    for (const auto& id : uploads) {
        const auto kept = browser.post("/api/v1/intakes/" + intake + "/pages", {{"id", newId()}, {"uploads", {id}}});
        ASSERT_EQ(kept.status, 202U) << kept.body;
        EXPECT_EQ(kept.json()["pages"].size(), 1U) << kept.body;
    }
}

}  // namespace
}  // namespace daiban::web::test
