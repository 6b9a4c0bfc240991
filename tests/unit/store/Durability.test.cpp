#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <functional>
#include <thread>

#include "base/Crypto.h"
#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using support::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Runs `work` in a child process; what it returns is the exit code (99: it threw something unexpected).
pid_t inChild(const std::function<int()>& work) {
    const pid_t child = fork();
    if (child != 0) return child;
    int code = 99;
    try {
        code = work();
    } catch (...) {
        code = 99;
    }
    _exit(code);
}

int exitCodeOf(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Adds `count` pages with their own bytes to `batch`, telling `acknowledged` each id after addPage returned.
void addPages(Store& store, const base::BatchId& batch, int count,
              const std::function<void(const base::PageId&)>& acknowledged) {
    const base::SystemClock clock;
    base::SystemRandom random;
    for (int i = 0; i < count; ++i) {
        const NewPage page{.id = base::PageId::make(clock, random),
                           .batch = batch,
                           .mediaType = "image/png",
                           .sourceName = {},
                           .number = 1,
                           .senderTime = clock.now(),
                           .actor = {.account = "writer"}};
        store.addPage(page, page.id.text() + std::string(20000, 'x'));
        acknowledged(page.id);
    }
}

int addPagesAsAnotherProcess(const std::filesystem::path& folder, const base::BatchId& batch, int count) {
    const base::SystemClock clock;
    base::SystemRandom random;
    Store store = Store::open(folder, clock, random);
    addPages(store, batch, count, [](const base::PageId&) {});
    return 0;
}

/// A fixture whose store the test opens itself, so that children begin without an inherited connection.
class Durability : public testing::Test {
  protected:
    Store open(const StoreOptions& options = {}) { return Store::open(folder.path(), clock, random, options); }
    std::string failureOfOpening(const std::filesystem::path& dataFolder) {
        try {
            (void)Store::open(dataFolder, clock, random);
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::StorageFailed);
            return error.what();
        }
        return {};
    }
    NewPage newPage() {
        return {.id = base::PageId::make(clock, random),
                .batch = batch,
                .mediaType = "image/png",
                .sourceName = {},
                .number = 1,
                .senderTime = {},
                .actor = {}};
    }

    support::TemporaryFolder folder;
    base::SystemClock clock;
    base::SystemRandom random;
    base::BatchId batch = base::BatchId::make(clock, random);
};

TEST_F(Durability, TwoStoresInTwoThreadsShareAFolder) {
    constexpr int each = 15;
    Store first = open();
    Store second = open();
    std::thread other([&] { addPages(second, batch, each, [](const base::PageId&) {}); });
    addPages(first, batch, each, [](const base::PageId&) {});
    other.join();
    EXPECT_THAT(first.pagesOf(batch), SizeIs(2 * each));
    const VerifyReport report = second.verify(VerifyDepth::Full);
    EXPECT_THAT(report.damages, IsEmpty());
    EXPECT_EQ(report.auditEntries, 2 * each);
}

TEST_F(Durability, TwoThreadsShareOneStore) {
    constexpr int each = 10;
    Store store = open();
    std::thread other([&] { addPages(store, batch, each, [](const base::PageId&) {}); });
    addPages(store, batch, each, [](const base::PageId&) {});
    other.join();
    EXPECT_THAT(store.pagesOf(batch), SizeIs(2 * each));
    EXPECT_TRUE(store.verify(VerifyDepth::Full).clean());
}

TEST_F(Durability, ThreeProcessesThatBeginTogetherShareANewFolder) {
    std::array<pid_t, 3> children{};
    for (pid_t& child : children)
        child = inChild([&] { return addPagesAsAnotherProcess(folder.path() / "data", batch, 6); });
    for (const pid_t child : children) EXPECT_EQ(exitCodeOf(child), 0);
    const Store store = Store::open(folder.path() / "data", clock, random);
    EXPECT_THAT(store.pagesOf(batch), SizeIs(18));
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(Durability, TheSamePageFromTwoThreadsIsStoredOnce) {
    Store first = open();
    Store second = open();
    const NewPage page = newPage();
    Added one;
    std::thread other([&] { one = first.addPage(page, "pixels"); });
    const Added two = second.addPage(page, "pixels");
    other.join();
    EXPECT_NE(one.wasNew, two.wasNew);
    EXPECT_EQ(one.sequence, two.sequence);
}

TEST_F(Durability, WhatWasAcknowledgedSurvivesTheKillingOfItsWriter) {
    constexpr int kills = 5;
    std::vector<std::string> acknowledged;
    for (int round = 0; round < kills; ++round) {
        std::array<int, 2> pipeEnds{};
        ASSERT_EQ(pipe(pipeEnds.data()), 0);
        const pid_t writer = inChild([&] {
            close(pipeEnds[0]);
            Store store = open();
            addPages(store, batch, 100000, [&](const base::PageId& id) {
                if (write(pipeEnds[1], id.text().data(), 36) != 36) _exit(98);
            });
            return 0;
        });
        close(pipeEnds[1]);
        std::string told;
        std::array<char, 36> piece{};
        const auto readOn = [&] {
            const auto count = read(pipeEnds[0], piece.data(), piece.size());
            if (count > 0) told.append(piece.data(), static_cast<std::size_t>(count));
            return count > 0;
        };
        while (told.size() < 36U * static_cast<std::size_t>(3 + round) && readOn()) {
        }
        kill(writer, SIGKILL);  // somewhere in the middle of the next page
        while (readOn()) {
        }
        close(pipeEnds[0]);
        int status = 0;
        waitpid(writer, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        ASSERT_GE(told.size(), 36U * 3U);
        for (std::size_t at = 0; at + 36 <= told.size(); at += 36) acknowledged.push_back(told.substr(at, 36));
    }
    const Store store = open();
    for (const std::string& id : acknowledged) {
        const auto page = store.findPage(base::PageId(id));
        ASSERT_TRUE(page) << id;
        EXPECT_EQ(store.readBlob(page->blob), id + std::string(20000, 'x'));
    }
    const VerifyReport report = store.verify(VerifyDepth::Full);
    EXPECT_THAT(report.damages, IsEmpty());
    EXPECT_GE(report.pages, static_cast<std::int64_t>(acknowledged.size()));
}

TEST_F(Durability, TheBlobIsOnTheDiskBeforeAnyRowSpeaksOfIt) {
    Store store = open({.patience = std::chrono::milliseconds{50}});
    RawDatabase other(folder.path());
    other.run("BEGIN IMMEDIATE");  // nobody else can commit
    std::string sentence;
    try {
        store.addPage(newPage(), "pixels");
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::StorageFailed);
        sentence = error.what();
    }
    EXPECT_THAT(sentence, HasSubstr("busy"));
    other.run("ROLLBACK");
    EXPECT_EQ(store.readBlob(base::sha256Hex("pixels")), "pixels");
    const VerifyReport report = store.verify(VerifyDepth::Full);
    EXPECT_THAT(report.damages, IsEmpty());
    EXPECT_EQ(report.orphanBlobs, 1);
    EXPECT_EQ(report.pages, 0);
}

TEST_F(Durability, AnOrphanBlobIsTakenUpWhenThePageIsSentAgain) {
    Store store = open({.patience = std::chrono::milliseconds{50}});
    const NewPage page = newPage();
    {
        RawDatabase other(folder.path());
        other.run("BEGIN IMMEDIATE");
        EXPECT_THROW(store.addPage(page, "pixels"), base::Error);
    }
    EXPECT_TRUE(store.addPage(page, "pixels").wasNew);
    EXPECT_EQ(store.verify(VerifyDepth::Full).orphanBlobs, 0);
}

TEST_F(Durability, WithoutItsBlobThereIsNoRow) {
    Store store = open();
    const std::string hash = base::sha256Hex("pixels");
    std::ofstream(folder.path() / "blobs" / hash.substr(0, 2)) << "a file where a folder should be";
    EXPECT_THROW(store.addPage(newPage(), "pixels"), base::Error);
    EXPECT_THAT(store.pagesOf(batch), IsEmpty());
    EXPECT_EQ(RawDatabase(folder.path()).value("SELECT COUNT(*) FROM blob"), "0");
}

TEST_F(Durability, AFullDiskIsToldAndCostsNothingThatWasStored) {
    {
        Store store = open();
        store.addPage(newPage(), "before");
    }
    const pid_t child = inChild([&] {
        signal(SIGXFSZ, SIG_IGN);
        Store store = open();
        const rlimit small{.rlim_cur = 100000, .rlim_max = 100000};  // a file may not grow beyond: EFBIG
        if (setrlimit(RLIMIT_FSIZE, &small) != 0) return 1;
        try {
            store.addPage(newPage(), std::string(500000, 'x'));
        } catch (const base::Error& error) {
            if (error.kind() != ErrorKind::StorageFailed) return 2;
            return std::string(error.what()).find("disk is full") == std::string::npos ? 3 : 0;
        }
        return 4;
    });
    EXPECT_EQ(exitCodeOf(child), 0);
    const Store store = open();
    EXPECT_THAT(store.pagesOf(batch), SizeIs(1));
    const VerifyReport report = store.verify(VerifyDepth::Full);
    EXPECT_THAT(report.damages, IsEmpty());
    EXPECT_EQ(report.temporaryFiles, 0);
}

TEST_F(Durability, AReadOnlyDataFolderIsToldInOneSentence) {
    (void)open();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
        std::filesystem::permissions(entry, std::filesystem::perms::owner_write, std::filesystem::perm_options::remove);
    std::filesystem::permissions(folder.path(),
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const pid_t child = inChild([&] {
        if (geteuid() == 0) {  // root may write anywhere
            constexpr uid_t nobody = 65534;
            if (chown(folder.path().c_str(), nobody, nobody) != 0 || setuid(nobody) != 0) return 1;
        }
        return failureOfOpening(folder.path()).find("right to write") == std::string::npos ? 2 : 0;
    });
    EXPECT_EQ(exitCodeOf(child), 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
        std::filesystem::permissions(entry, std::filesystem::perms::owner_write, std::filesystem::perm_options::add);
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
}

TEST_F(Durability, ADataFolderThatIsAFileIsToldInOneSentence) {
    std::ofstream(folder.path() / "data") << "no folder";
    EXPECT_THAT(failureOfOpening(folder.path() / "data"), HasSubstr("is a file"));
    EXPECT_THAT(failureOfOpening(folder.path() / "data" / "deeper"), HasSubstr("cannot be made"));
}

TEST_F(Durability, ADataFolderOfANewerProgramIsLeftAlone) {
    (void)open();
    RawDatabase(folder.path()).run("INSERT INTO migration VALUES (999, 'later.sql', 'x', 0)");
    EXPECT_THAT(failureOfOpening(folder.path()), HasSubstr("newer daiban (schema 999"));
}

TEST_F(Durability, AFileThatIsNoDatabaseIsToldInOneSentence) {
    std::ofstream(folder.path() / "daiban.db") << std::string(8192, 'z');
    EXPECT_THAT(failureOfOpening(folder.path()), HasSubstr("restore the data folder"));
}

TEST_F(Durability, ErrorsOfTheDatabaseDoNotRepeatWhatWasWritten) {
    Store store = open();
    RawDatabase(folder.path()).run("CREATE TRIGGER refuse BEFORE INSERT ON page BEGIN SELECT RAISE(ABORT, 'no'); END");
    NewPage page = newPage();
    page.sourceName = "王小明的身份证.jpg";
    std::string sentence;
    try {
        store.addPage(page, "pixels");
    } catch (const base::Error& error) {
        sentence = error.what();
    }
    EXPECT_THAT(sentence, HasSubstr("refused"));
    EXPECT_EQ(sentence.find("王小明"), std::string::npos);
}

TEST_F(Durability, TheDatabaseWritesAheadAndIsItsOwnersAlone) {
    const Store store = open();
    EXPECT_EQ(RawDatabase(folder.path()).value("PRAGMA journal_mode"), "wal");
    const auto permissions = std::filesystem::status(folder.path() / "daiban.db").permissions();
    EXPECT_EQ(permissions & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
              std::filesystem::perms::none);
}

TEST_F(Durability, AFolderNameWithBlanksAndSignsIsOpened) {
    const auto odd = folder.path() / "社区 资料 = 2026";
    {
        Store store = Store::open(odd, clock, random);
        store.addPage(newPage(), "pixels");
    }
    EXPECT_TRUE(std::filesystem::exists(odd / "daiban.db"));
    EXPECT_THAT(Store::open(odd, clock, random).pagesOf(batch), SizeIs(1));
}

}  // namespace
}  // namespace daiban::store
