// A backup made and verified over HTTP, and one that was damaged afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "base/Crypto.h"
#include "intake/openLabelKeys.h"
#include "store/SignIn.h"
#include "web/Browser.h"
#include "web/ServedStation.h"

namespace daiban::web::test {
namespace {

constexpr const char* keeper = "qu-01-administrator";

/// A station with a folder for backups and one page.
class BackedUp : public testing::Test {
  protected:
    BackedUp() {
        std::filesystem::create_directories(backups());
        const std::string hash = base::passwordHash(password, random_, {.memoryKib = 8192, .passes = 1});
        for (const auto& account : store::ensureFirstAccounts(store_, models_.offices(), owner_))
            if (account.name == keeper) store_.setPassword(account.name, hash, owner_);
        (void)store_.addPage({.id = base::PageId(newId()),
                              .batch = base::BatchId(newId()),
                              .mediaType = "image/jpeg",
                              .sourceName = "a.jpg",
                              .actor = owner_},
                             "bytes of a page");
        EXPECT_EQ(browser_.signIn(keeper, password).status, 200U);
    }
    [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }
    [[nodiscard]] std::filesystem::path backups() const { return folder_.path() / "backups"; }

    /// The job that was begun, once it has ended.
    base::Json ended(const Answer& begun) {
        EXPECT_EQ(begun.status, 202U) << begun.body;
        while (true) {
            const auto job = browser_.get("/api/v1/backups").json()["job"];
            if (job["state"] != "running") return job;
            std::this_thread::yield();
        }
    }

    support::TemporaryFolder folder_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    const staff::Actor owner_ = staff::stationOwner("tests");
    store::Store store_ = store::Store::open(data(), clock_, random_);
    desk::Models models_{std::filesystem::path(DAIBAN_SOURCE_DIR) / "models", data(), base::dayOf(clock_.now())};
    codes::TokenKeys keys_ = intake::openLabelKeys(store_, data(), random_, owner_);
    RunningStation running_{
        RunningParts{.store = store_,
                     .models = models_,
                     .keys = keys_,
                     .clock = clock_,
                     .random = random_,
                     .dataFolder = data(),
                     .program = DAIBAN_PROGRAM,
                     .threads = 1,
                     .version = "test",
                     .application = {.ui = folder_.path() / "no-ui", .hosts = {}},
                     .server = {.port = 0, .headTime = std::chrono::seconds(2), .bodyTime = std::chrono::seconds(5)},
                     .backups = backups()}};
    Browser browser_{running_.port()};
};

TEST_F(BackedUp, IsMadeAndVerifiedAndSaysWhenItWasDamaged) {
    const auto made = ended(browser_.post("/api/v1/backups", base::Json::object()));
    ASSERT_EQ(made["state"], "done") << made;
    const auto list = browser_.get("/api/v1/backups").json()["backups"];
    ASSERT_EQ(list.size(), 1U) << list;
    EXPECT_EQ(list[0]["state"], "whole");
    EXPECT_EQ(list[0]["blobs"], 1);
    const std::string name = list[0]["name"];

    const auto verified = ended(browser_.post("/api/v1/backups/" + name + "/verify", base::Json::object()));
    EXPECT_EQ(verified["kind"], "verify");
    EXPECT_EQ(verified["state"], "done") << verified;

    for (const auto& file : std::filesystem::recursive_directory_iterator(backups() / name / "blobs"))
        if (file.is_regular_file()) {
            std::filesystem::permissions(file.path(), std::filesystem::perms::owner_all);
            std::ofstream(file.path(), std::ios::binary) << "other bytes";
        }
    const auto damaged = ended(browser_.post("/api/v1/backups/" + name + "/verify", base::Json::object()));
    EXPECT_EQ(damaged["state"], "failed") << damaged;
    EXPECT_NE(damaged.value("sentence", ""), "");
}

}  // namespace
}  // namespace daiban::web::test
