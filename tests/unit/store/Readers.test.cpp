#include "store/Readers.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class StoreReaders : public StoreBench {};

TEST_F(StoreReaders, WaitForNoWriterOfAnotherProcess) {
    const base::PageId page = addedPage();
    Store hasty = Store::open(folder.path(), clock, random, {.patience = std::chrono::milliseconds{50}});
    RawDatabase other = raw();
    other.run("BEGIN EXCLUSIVE; UPDATE number_series SET last = 7");  // as long as a writer may hold it
    EXPECT_TRUE(hasty.findPage(page));
    EXPECT_THAT(hasty.pagesOf(batch), SizeIs(1));
    EXPECT_THAT(hasty.verify(VerifyDepth::Full).damages, IsEmpty());
    EXPECT_EQ(errorOf([&] { hasty.addPage(newPage(), "other"); }), base::ErrorKind::StorageFailed) << "writers do";
    other.run("ROLLBACK");
}

TEST_F(StoreReaders, SeeOneStateOfTheDatabaseWhileOthersWrite) {
    Readers readers(folder.path() / "daiban.db", std::chrono::milliseconds{1000});
    addedPage("before");
    const auto count = [](const Snapshot& snapshot) {
        return snapshot->row("SELECT COUNT(*) AS pages FROM page")->number("pages");
    };
    {
        const Snapshot early(readers);
        EXPECT_EQ(count(early), 1);
        addedPage("after");
        EXPECT_EQ(count(early), 1) << "as it stood at the first question";
        const Snapshot late(readers);
        EXPECT_EQ(count(late), 2);
    }
    EXPECT_EQ(count(Snapshot(readers)), 2);
}

TEST_F(StoreReaders, RefuseToChangeAnything) {
    Readers readers(folder.path() / "daiban.db", std::chrono::milliseconds{1000});
    const Snapshot snapshot(readers);
    EXPECT_EQ(errorOf([&] { snapshot->run("DELETE FROM number_series"); }), base::ErrorKind::StorageFailed);
}

TEST_F(StoreReaders, InManyThreadsFindEverythingThatWasAcknowledged) {
    std::atomic<bool> done{false};
    std::atomic<int> acknowledged{0};
    {
        std::vector<std::jthread> readers;
        for (int i = 0; i < 4; ++i)
            readers.emplace_back([&] {
                while (!done) {
                    const auto least = static_cast<std::size_t>(acknowledged.load());
                    EXPECT_GE(store.pagesOf(batch).size(), least);
                }
            });
        std::vector<std::jthread> writers;
        for (int w = 0; w < 2; ++w)
            writers.emplace_back([&, w] {
                base::SeededRandom ids(static_cast<std::uint64_t>(100 + w));
                for (int i = 0; i < 15; ++i) {
                    NewPage page{.id = base::PageId::make(clock, ids),
                                 .batch = batch,
                                 .mediaType = "image/png",
                                 .sourceName = {},
                                 .number = 1,
                                 .senderTime = {},
                                 .actor = {}};
                    store.addPage(page, page.id.text());
                    ++acknowledged;
                }
            });
        writers.clear();
        done = true;
    }
    EXPECT_THAT(store.pagesOf(batch), SizeIs(30));
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(StoreReaders, OfOneBlobSentByManyAtOnceKeepOne) {
    {
        std::vector<std::jthread> senders;
        for (int i = 0; i < 4; ++i)
            senders.emplace_back([&, i] {
                base::SeededRandom ids(static_cast<std::uint64_t>(200 + i));
                store.addPage({.id = base::PageId::make(clock, ids),
                               .batch = batch,
                               .mediaType = "image/png",
                               .sourceName = {},
                               .number = 1,
                               .senderTime = {},
                               .actor = {}},
                              "the same pixels");
            });
    }
    const VerifyReport report = store.verify(VerifyDepth::Full);
    EXPECT_THAT(report.damages, IsEmpty());
    EXPECT_EQ(report.pages, 4);
    EXPECT_EQ(report.blobs, 1);
    EXPECT_EQ(report.temporaryFiles, 0);
}

TEST_F(StoreReaders, FindTheCasesOfSomeOfficesByTheirIndex) {
    const auto plan = [&](const std::string& query) {
        std::string all;
        for (const auto& row : raw().rows("EXPLAIN QUERY PLAN " + query)) all += row.back() + "\n";
        return all;
    };
    EXPECT_THAT(plan("SELECT * FROM case_file WHERE sequence < 9 AND office IN ('a', 'b') ORDER BY sequence DESC"),
                testing::HasSubstr("case_file_by_office"));
    const std::string handoffs = plan(
        "SELECT * FROM handoff WHERE sequence < 9 AND (from_office IN ('a') OR to_office IN ('a')) ORDER BY sequence");
    EXPECT_THAT(handoffs, testing::HasSubstr("handoff_by_from_office"));
    EXPECT_THAT(handoffs, testing::HasSubstr("handoff_by_to_office"));
}

TEST_F(StoreReaders, AskedForTheCasesOfNoOfficeFindNone) {
    openedCase();
    EXPECT_THAT(store.listCases({.offices = std::vector<std::string>{}}).cases, IsEmpty());
    EXPECT_THAT(store.listCases({.offices = std::vector<std::string>{"SQ-0101"}}).cases, SizeIs(1));
    EXPECT_THAT(store.listCases({.offices = std::vector<std::string>{"SQ-%", "SQ-0199"}}).cases, IsEmpty());
    EXPECT_THAT(store.listCases({.statuses = {handoff::CaseStatus::Closed}}).cases, IsEmpty());
    EXPECT_THAT(store.listCases({.statuses = {handoff::CaseStatus::Closed, handoff::CaseStatus::Received}}).cases,
                SizeIs(1));
}

}  // namespace
}  // namespace daiban::store
