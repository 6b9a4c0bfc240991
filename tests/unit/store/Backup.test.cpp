#include "store/Backup.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <mutex>
#include <thread>

#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using support::HasSubstr;
using testing::IsEmpty;
namespace fs = std::filesystem;

class BackedUpStore : public StoreBench {
  protected:
    support::TemporaryFolder elsewhere;
    fs::path target = elsewhere.path() / "backup";
    fs::path again = elsewhere.path() / "again";

    [[nodiscard]] static std::string refusalOf(const std::function<void()>& action) {
        try {
            action();
        } catch (const base::Error& error) {
            return error.what();
        }
        return "";
    }
    /// What a restored folder says of itself; it must be without damage.
    [[nodiscard]] VerifyReport restored() {
        (void)restore(target, again);
        const Store other = Store::open(again, clock, random, {.missing = Missing::Refuse});
        return other.verify(VerifyDepth::Full);
    }
};

TEST_F(BackedUpStore, ComesBackWithEveryPageAndTheSameChain) {
    const auto page = addedPage("the pixels of a page");
    NewCase one = newCase();
    one.pages = {page};
    store.openCase(one);
    const Backup backup = store.backUp(target);
    EXPECT_EQ(backup.blobs, 1);
    const auto report = restored();
    EXPECT_THAT(report.damages, IsEmpty());
    EXPECT_EQ(report.auditHead, backup.auditHead);
    EXPECT_EQ(report.auditHead, store.verify(VerifyDepth::Full).auditHead);
    const Store other = Store::open(again, clock, random, {.missing = Missing::Refuse});
    EXPECT_EQ(other.readBlob(other.findPage(page)->blob), "the pixels of a page");
    EXPECT_EQ(readDataFolder(again).id, readDataFolder(folder.path()).id);
}

TEST_F(BackedUpStore, TakenAgainCopiesOnlyWhatIsNew) {
    (void)addedPage("one");
    EXPECT_EQ(store.backUp(target).newBlobs, 1);
    (void)addedPage("two");
    const Backup second = store.backUp(target);
    EXPECT_EQ(second.blobs, 2);
    EXPECT_EQ(second.newBlobs, 1);
    EXPECT_EQ(restored().pages, 2);
}

TEST_F(BackedUpStore, IsNeverTakenIntoTheDataFolderNorOverSomethingElse) {
    EXPECT_THAT(refusalOf([&] { (void)store.backUp(folder.path() / "backup"); }), HasSubstr("outside"));
    EXPECT_THAT(refusalOf([&] { (void)store.backUp(folder.path().parent_path()); }), HasSubstr("outside"));
    fs::create_directories(target);
    std::ofstream(target / "letter.txt") << "somebody's";
    EXPECT_THAT(refusalOf([&] { (void)store.backUp(target); }), HasSubstr("holds other files"));
}

TEST_F(BackedUpStore, IsRestoredOnlyWhereNothingIs) {
    (void)addedPage("one");
    (void)store.backUp(target);
    fs::create_directories(again);
    std::ofstream(again / "letter.txt") << "somebody's";
    EXPECT_THAT(refusalOf([&] { (void)restore(target, again); }), HasSubstr("there already"));
    EXPECT_TRUE(fs::exists(again / "letter.txt"));
    EXPECT_THAT(refusalOf([&] { (void)restore(elsewhere.path() / "nowhere", elsewhere.path() / "new"); }),
                HasSubstr("no finished backup"));
}

TEST_F(BackedUpStore, IsRestoredToAFolderNamedWithASlashBehindIt) {
    (void)addedPage("one");
    (void)store.backUp(target);
    fs::create_directories(again);
    (void)restore(target, again / "");
    const Store other = Store::open(again, clock, random, {.missing = Missing::Refuse});
    EXPECT_THAT(other.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(BackedUpStore, TakenTwiceInOneMomentStaysWhole) {
    (void)addedPage("one");
    for (int n = 0; n < 3; ++n) (void)store.backUp(target);
    EXPECT_THAT(restored().damages, IsEmpty());
}

TEST_F(BackedUpStore, ThatLostOrChangedAnythingIsNotRestored) {
    (void)addedPage("one");
    (void)store.backUp(target);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(target))
        if (entry.is_regular_file() && entry.path().filename() != "daiban-backup.json") files.push_back(entry.path());
    ASSERT_GE(files.size(), 3U);  // database, page, daiban.json
    for (const fs::path& file : files) {
        const fs::path kept = elsewhere.path() / "kept";
        fs::rename(file, kept);
        EXPECT_NE(refusalOf([&] { (void)restore(target, again); }), "") << file << " was not there";
        fs::copy_file(kept, file);
        {
            std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
            stream.seekp(0);
            stream.put('~');
        }
        EXPECT_NE(refusalOf([&] { (void)restore(target, again); }), "") << file << " was changed";
        EXPECT_FALSE(fs::exists(again));
        fs::remove(file);
        fs::rename(kept, file);
    }
    EXPECT_THAT(restored().damages, IsEmpty());
}

TEST_F(BackedUpStore, TellsOfADamagedPageInsteadOfCopyingIt) {
    const auto page = addedPage("the pixels of a page");
    {
        std::fstream file(store.blobPath(store.findPage(page)->blob), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4);
        file.put('X');
    }
    EXPECT_THAT(refusalOf([&] { (void)store.backUp(target); }), HasSubstr("is damaged"));
    EXPECT_FALSE(fs::exists(target / "daiban-backup.json"));
}

TEST_F(BackedUpStore, TakenDuringIntakeHasEveryPageThatWasAcknowledgedBefore) {
    // DAIBAN_BACKUPS says how many.
    const char* wanted = std::getenv("DAIBAN_BACKUPS");
    const int backups = wanted == nullptr ? 5 : std::atoi(wanted);
    constexpr std::size_t pagesABackup = 20;
    std::atomic<bool> done = false;
    std::mutex mutex;
    std::vector<base::PageId> acknowledged;
    std::atomic<std::size_t> known = 0, allowed = 0;
    std::thread intake([&] {
        base::SeededRandom ownRandom(77);
        while (!done) {
            if (known >= allowed) {
                std::this_thread::yield();
                continue;
            }
            const auto id = base::PageId::make(clock, ownRandom);
            store.addPage({.id = id,
                           .batch = batch,
                           .mediaType = "image/jpeg",
                           .sourceName = "scan.jpg",
                           .number = 1,
                           .senderTime = clock.now(),
                           .actor = {.account = "社工甲"}},
                          "page " + id.text());
            {
                const std::lock_guard lock(mutex);
                acknowledged.push_back(id);
            }
            ++known;
        }
    });
    for (int n = 0; n < backups; ++n) {
        allowed += pagesABackup;
        while (known + pagesABackup / 2 < allowed) std::this_thread::yield();  // the other half comes meanwhile
        std::vector<base::PageId> before;
        {
            const std::lock_guard lock(mutex);
            before = acknowledged;
        }
        (void)store.backUp(target);
        (void)restore(target, again);
        const Store other = Store::open(again, clock, random, {.missing = Missing::Refuse});
        EXPECT_THAT(other.verify(VerifyDepth::Full).damages, IsEmpty());
        for (const auto& id : before) {
            const auto page = other.findPage(id);
            ASSERT_TRUE(page.has_value()) << "backup " << n;
            EXPECT_EQ(other.readBlob(page->blob), "page " + id.text());
        }
        fs::remove_all(again);
    }
    done = true;
    intake.join();
}

}  // namespace
}  // namespace daiban::store
