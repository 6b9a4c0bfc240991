#include "desk/PagePictures.h"

#include <gtest/gtest.h>

#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using tests::refusalOf;
using tests::Station;

class PagePictures : public testing::Test {
  protected:
    std::int64_t auditEntries() const { return station_.store.verify(store::VerifyDepth::Quick).auditEntries; }
    /// How many entries of the audit log looking at the page leaves.
    std::int64_t entriesOfALook(const staff::Actor& actor, const base::PageId& page, int width) {
        const auto before = auditEntries();
        EXPECT_FALSE(station_.desk().pagePictures.ofPage(actor, page, width).empty());
        return auditEntries() - before;
    }
    Station station_;
};

TEST_F(PagePictures, AreInTheAuditLogOnceAnHourForWhoeverLooks) {
    const auto batch = station_.newId<base::BatchId>();
    const auto page = station_.addRead(batch, {}, Station::whitePicture(400, 300));
    const auto second = station_.addRead(batch, {}, Station::whitePicture(300, 400));
    const auto elsewhere = station_.addRead(station_.newId<base::BatchId>(), {}, Station::whitePicture(200, 300));
    EXPECT_EQ(entriesOfALook(station_.worker, page, 320), 1);
    EXPECT_EQ(entriesOfALook(station_.worker, page, 1600), 0) << "the same look, larger";
    EXPECT_EQ(entriesOfALook(station_.worker, second, 320), 0) << "papers of one batch are looked at together";
    EXPECT_EQ(entriesOfALook(station_.worker, elsewhere, 320), 1);
    EXPECT_EQ(entriesOfALook(station_.streetClerk, page, 320), 1) << "somebody else";
    station_.clock.advance(std::chrono::hours{1});
    EXPECT_EQ(entriesOfALook(station_.worker, page, 320), 1) << "an hour later";
}

TEST_F(PagePictures, ShowNothingAndSayNothingOfASightToWhoeverMayNot) {
    const auto page = station_.addRead(station_.newId<base::BatchId>(), {}, Station::whitePicture(400, 300));
    EXPECT_NE(refusalOf([&] { (void)station_.desk().pagePictures.ofPage(station_.neighbour, page, 320); }), "");
}

}  // namespace
