#include <gmock/gmock.h>

#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using handoff::OutcomeKind;
using handoff::Side;
using handoff::Verdict;
using support::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class SheetSignatures : public StoreBench {
  protected:
    NewSheetSignature signatureOf(Side side) {
        return {.id = newId<base::EventId>(),
                .handoff = sheet,
                .side = side,
                .actor = clerkOf(sheet, side),
                .senderTime = clock.now() - std::chrono::hours(3)};
    }
    std::int64_t blobs() {
        std::int64_t count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path() / "blobs"))
            count += entry.is_regular_file() ? 1 : 0;
        return count;
    }

    base::CaseId opened = openedCase();
    std::string thing = registered(opened, 1);
    base::HandoffId sheet = openedHandoff();
};

TEST_F(SheetSignatures, OfBothSidesAreKeptWithWhoAndBothTimes) {
    EXPECT_TRUE(store.signHandoff(signatureOf(Side::Giver), "one").recorded());
    EXPECT_TRUE(store.signHandoff(signatureOf(Side::Receiver), "two").recorded());
    const auto all = store.signaturesOf(sheet);
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].side, Side::Giver);
    EXPECT_EQ(all[0].actor, "clerk-SQ-0101");
    EXPECT_EQ(all[0].office, "SQ-0101");
    EXPECT_EQ(all[0].senderTime, clock.now() - std::chrono::hours(3));
    EXPECT_EQ(all[0].recordedAt, clock.now());
    EXPECT_EQ(store.readBlob(all[1].picture), "two");
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(SheetSignatures, SentAgainAreTheSameAndWithOtherContentRefused) {
    const auto signature = signatureOf(Side::Giver);
    EXPECT_TRUE(store.signHandoff(signature, "one").wasNew);
    const std::string head = auditHead();
    const auto again = store.signHandoff(signature, "one");
    EXPECT_TRUE(again.recorded());
    EXPECT_FALSE(again.wasNew);
    EXPECT_EQ(auditHead(), head);
    EXPECT_EQ(errorOf([&] { store.signHandoff(signature, "another"); }), ErrorKind::BadArguments);
    auto other = signature;
    other.side = Side::Receiver;
    EXPECT_EQ(errorOf([&] { store.signHandoff(other, "one"); }), ErrorKind::BadArguments);
    EXPECT_EQ(blobs(), 1);
}

TEST_F(SheetSignatures, OfOnePersonAreOneAndWhatIsRefusedLeavesNoPicture) {
    ASSERT_TRUE(store.signHandoff(signatureOf(Side::Giver), "one").recorded());
    EXPECT_THAT(store.signHandoff(signatureOf(Side::Giver), "second").problem.text(), HasSubstr("签过名"));
    auto stranger = signatureOf(Side::Receiver);
    stranger.actor = {.account = "stranger", .office = "SQ-0102"};
    EXPECT_THAT(store.signHandoff(stranger, "third").problem.text(), HasSubstr("接收方是"));
    EXPECT_EQ(blobs(), 1);
}

TEST_F(SheetSignatures, AreNeverOnePersonsOnBothSidesWhetherDrawnOrScanned) {
    auto both = signatureOf(Side::Giver);
    both.actor = {.account = "送件员", .office = "JD-01"};  // carries it, and works where it goes
    ASSERT_TRUE(store.signHandoff(both, "one").recorded());
    auto receiver = signatureOf(Side::Receiver);
    receiver.actor = both.actor;
    EXPECT_THAT(store.signHandoff(receiver, "two").problem.text(), HasSubstr("送件人属于交出一方"));

    const auto other = openedHandoff("JD-01", "@clerk-JD-01");
    auto drawn = signatureOf(Side::Giver);
    drawn.handoff = other;
    drawn.actor = {.account = "clerk-JD-01", .office = "JD-01"};
    ASSERT_TRUE(store.signHandoff(drawn, "three").recorded());
    auto scanned = scanOf(other, thing, Side::Receiver, Verdict::SignedIn);
    scanned.actor = drawn.actor;
    const auto refused = store.recordCustody(scanned);
    EXPECT_EQ(refused.outcome.kind, OutcomeKind::Refused);
    EXPECT_THAT(refused.outcome.sentence.text(), HasSubstr("既签交出方又签接收方"));

    const auto third = openedHandoff("SQ-0101", "@clerk-SQ-0101");
    auto out = scanOf(third, thing, Side::Giver, Verdict::SignedOut);
    out.actor = {.account = "clerk-SQ-0101", .office = "SQ-0101"};
    ASSERT_EQ(store.recordCustody(out).outcome.kind, OutcomeKind::Applied);
    auto in = signatureOf(Side::Receiver);
    in.handoff = third;
    in.actor = out.actor;
    EXPECT_THAT(store.signHandoff(in, "four").problem.text(), HasSubstr("既签交出方又签接收方"));
}

TEST_F(SheetSignatures, ComeLateToAHandoffThatIsClosedAndAreKept) {
    signOut(sheet, thing);
    signIn(sheet, thing);
    store.closeHandoff(sheet, handoff::Differences::NotAllowed, clerkOf(sheet, Side::Receiver));
    EXPECT_TRUE(store.signHandoff(signatureOf(Side::Giver), "late").recorded());
    EXPECT_THAT(store.signaturesOf(sheet), SizeIs(1));
}

TEST_F(SheetSignatures, KeepTheirPictureWhenAPageOfTheSameBytesIsDeletedWithItsPerson) {
    const auto page = addedPage("one");
    store.addPagesToCase(opened, {page}, {.account = "社工甲"});
    ASSERT_TRUE(store.signHandoff(signatureOf(Side::Giver), "one").recorded());
    store.closeCase(opened, handoff::CaseStep::Withdrawn, {.account = "社工甲"});
    (void)store.erase({.id = newId<base::EventId>(), .cases = {opened}, .reason = "本人要求", .actor = {.account = "主管"}});
    EXPECT_FALSE(store.findPage(page));
    EXPECT_EQ(store.readBlob(store.signaturesOf(sheet).front().picture), "one");
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

}  // namespace
}  // namespace daiban::store
