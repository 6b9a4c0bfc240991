#include <gmock/gmock.h>

#include "base/Crypto.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using testing::SizeIs;

class StoredPages : public StoreBench {};

TEST_F(StoredPages, APageIsThereWithItsBytesAfterReopening) {
    const NewPage page = newPage();
    const std::string bytes("\xFF\xD8 with a \0 inside", 18);
    const Added added = store.addPage(page, bytes);
    EXPECT_TRUE(added.wasNew);
    const Store again = reopened();
    const auto pages = again.pagesOf(batch);
    ASSERT_THAT(pages, SizeIs(1));
    EXPECT_EQ(pages[0].id, page.id);
    EXPECT_EQ(pages[0].blob, base::sha256Hex(bytes));
    EXPECT_EQ(pages[0].size, 18);
    EXPECT_EQ(pages[0].sequence, added.sequence);
    EXPECT_EQ(again.readBlob(pages[0].blob), bytes);
    EXPECT_EQ(again.blobPath(pages[0].blob), folder.path() / "blobs" / pages[0].blob.substr(0, 2) / pages[0].blob);
}

TEST_F(StoredPages, SendingAPageTwiceChangesNothing) {
    const NewPage page = newPage();
    const Added first = store.addPage(page, "pixels");
    const std::string head = auditHead();
    clock.advance(std::chrono::hours{1});
    const Added second = store.addPage(page, "pixels");
    EXPECT_FALSE(second.wasNew);
    EXPECT_EQ(second.sequence, first.sequence);
    EXPECT_EQ(auditHead(), head);
    EXPECT_THAT(store.pagesOf(batch), SizeIs(1));
}

TEST_F(StoredPages, APageIdIsNotUsedForOtherBytes) {
    const NewPage page = newPage();
    store.addPage(page, "pixels");
    EXPECT_EQ(errorOf([&] { store.addPage(page, "other pixels"); }), ErrorKind::BadArguments);
    EXPECT_EQ(store.readBlob(store.findPage(page.id)->blob), "pixels");
}

TEST_F(StoredPages, PagesOfOneFileShareItsBytesAndKeepTheirNumbers) {
    std::vector<NewPage> pages{newPage(), newPage(), newPage()};
    for (int i = 0; i < 3; ++i) pages[static_cast<std::size_t>(i)].number = i + 1;
    EXPECT_THAT(store.addPages(pages, "%PDF"), SizeIs(3));
    const auto stored = store.pagesOf(batch);
    ASSERT_THAT(stored, SizeIs(3));
    EXPECT_EQ(stored[2].id, pages[2].id);
    EXPECT_EQ(stored[2].number, 3);
    EXPECT_EQ(stored[0].blob, stored[2].blob);
    EXPECT_EQ(store.verify(VerifyDepth::Full).blobs, 1);
}

TEST_F(StoredPages, AFileOfWhichOnePageIsNewAddsThatPage) {
    std::vector<NewPage> pages{newPage()};
    store.addPages(pages, "%PDF");
    pages.push_back(newPage());
    const auto added = store.addPages(pages, "%PDF");
    EXPECT_FALSE(added[0].wasNew);
    EXPECT_TRUE(added[1].wasNew);
    EXPECT_GT(added[1].sequence, added[0].sequence);
}

TEST_F(StoredPages, IdsThatAreNoUuidsAreRefused) {
    NewPage page = newPage();
    page.id = base::PageId("page-1");
    EXPECT_EQ(errorOf([&] { store.addPage(page, "pixels"); }), ErrorKind::BadArguments);
    EXPECT_EQ(errorOf([&] { store.addPages({}, "pixels"); }), ErrorKind::BadArguments);
    EXPECT_EQ(errorOf([&] { (void)store.readBlob("../../etc/passwd"); }), ErrorKind::BadArguments);
}

TEST_F(StoredPages, BatchesAreListedNewestFirst) {
    addedPage("one");
    const base::BatchId older = batch;
    batch = newId<base::BatchId>();
    addedPage("two");
    addedPage("three");
    const auto all = store.batches(10);
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].id, batch);
    EXPECT_EQ(all[0].pages, 2);
    const auto rest = store.batches(10, all[0].newest);
    ASSERT_THAT(rest, SizeIs(1));
    EXPECT_EQ(rest[0].id, older);
}

TEST_F(StoredPages, ARerunReplacesTheReadingButNoCorrection) {
    const base::PageId page = addedPage();
    store.saveReading(
        {.page = page, .inputHash = "h", .engine = "tesseract", .version = "5.3", .json = "{\"n\":1}", .madeAt = {}},
        {"机"});
    store.saveCorrection(page, 0, "{\"name\":\"right\"}", {"社工甲"});
    store.saveReading(
        {.page = page, .inputHash = "h", .engine = "ppocr", .version = "4", .json = "{\"n\":2}", .madeAt = {}}, {"机"});
    EXPECT_EQ(store.reading(page)->engine, "ppocr");
    EXPECT_EQ(store.reading(page)->json, "{\"n\":2}");
    ASSERT_THAT(store.corrections(page), SizeIs(1));
    EXPECT_EQ(store.corrections(page)[0].json, "{\"name\":\"right\"}");
}

TEST_F(StoredPages, TheNewestCorrectionOfEachDocumentCountsAndEarlierOnesStay) {
    const base::PageId page = addedPage();
    store.saveCorrection(page, 0, "1", {"社工甲"});
    store.saveCorrection(page, 1, "2", {"社工甲"});
    store.saveCorrection(page, 0, "3", {"社工乙"});
    store.saveCorrection(page, 0, "3", {"社工乙"});  // sent again
    const auto newest = store.corrections(page);
    ASSERT_THAT(newest, SizeIs(2));
    EXPECT_EQ(newest[0].json, "3");
    EXPECT_EQ(newest[0].actor, "社工乙");
    EXPECT_EQ(newest[1].json, "2");
    EXPECT_EQ(raw().value("SELECT COUNT(*) FROM correction"), "3");
}

TEST_F(StoredPages, NothingIsReadOrCorrectedOnAPageThatIsNotThere) {
    const auto nowhere = newId<base::PageId>();
    EXPECT_EQ(errorOf([&] { store.saveCorrection(nowhere, 0, "1", {"社工甲"}); }), ErrorKind::NotFound);
    EXPECT_EQ(errorOf([&] {
                  store.saveReading(
                      {.page = nowhere, .inputHash = {}, .engine = {}, .version = {}, .json = {}, .madeAt = {}}, {});
              }),
              ErrorKind::NotFound);
    EXPECT_FALSE(store.reading(nowhere));
}

}  // namespace
}  // namespace daiban::store
