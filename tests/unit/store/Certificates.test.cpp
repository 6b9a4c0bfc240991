#include <gmock/gmock.h>

#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using handoff::CaseStatus;
using handoff::OutcomeKind;
using support::HasSubstr;
using testing::Contains;
using testing::Each;
using testing::Not;
using testing::SizeIs;

class StoredCertificates : public StoreBench {
  protected:
    CaseStatus status() { return store.findCase(opened.text())->status; }
    NewReturn returned() {
        return {.id = newId<base::EventId>(),
                .decision = handoff::ReturnDecision::Confirmed,
                .caseId = opened,
                .page = addedPage("certificate"),
                .matchJson = "{\"verdict\":\"certain\"}",
                .reason = {},
                .actor = {.account = "社工甲"}};
    }
    NewPickup pickup() {
        NewPickup taken{.id = newId<base::EventId>(),
                        .caseId = opened,
                        .pickup = {},
                        .senderTime = clock.now(),
                        .actor = {.account = "社工甲"}};
        taken.pickup.personName = applicantName;
        taken.pickup.personIdNumber = applicantNumber;
        return taken;
    }
    base::CaseId opened = openedCase();
};

TEST_F(StoredCertificates, ACertificateThatIsBackAwaitsItsPickup) {
    const NewReturn back = returned();
    const Decided first = store.recordReturn(back);
    EXPECT_TRUE(first.wasNew);
    EXPECT_EQ(status(), CaseStatus::AwaitingPickup);
    EXPECT_FALSE(store.recordReturn(back).wasNew);
    EXPECT_EQ(store.recordReturn(back).sequence, first.sequence);
    ASSERT_THAT(store.returnsOf(opened), SizeIs(1));
    EXPECT_EQ(store.returnsOf(opened)[0].matchJson, back.matchJson);
}

TEST_F(StoredCertificates, NothingIsPickedUpBeforeItIsBack) {
    const PickupOutcome outcome = store.recordPickup(pickup());
    EXPECT_FALSE(outcome.recorded());
    EXPECT_THAT(outcome.problems, Contains(HasSubstr("还没有回到社区")));
    EXPECT_FALSE(store.pickupOf(opened));
}

TEST_F(StoredCertificates, APickupIsRecordedOnceWithWhoWhenAndHow) {
    store.recordReturn(returned());
    const NewPickup taken = pickup();
    clock.advance(std::chrono::hours{2});
    const PickupOutcome first = store.recordPickup(taken);
    ASSERT_TRUE(first.recorded());
    EXPECT_EQ(status(), CaseStatus::PickedUp);
    const auto record = store.pickupOf(opened);
    ASSERT_TRUE(record);
    EXPECT_EQ(record->pickup.personName, applicantName);
    EXPECT_EQ(record->recordedAt, clock.now());
    EXPECT_EQ(record->senderTime, taken.senderTime);
    const PickupOutcome again = store.recordPickup(taken);
    EXPECT_TRUE(again.recorded());
    EXPECT_FALSE(again.wasNew);
    EXPECT_EQ(again.sequence, first.sequence);
    EXPECT_THAT(store.recordPickup(pickup()).problems, Contains(HasSubstr("已经领取")));
    NewPickup other = taken;
    other.pickup.personName = "赵铁柱";
    EXPECT_EQ(errorOf([&] { store.recordPickup(other); }), ErrorKind::BadArguments);
}

TEST_F(StoredCertificates, AnAgentsAuthorizationMustBeAmongThePapersOfTheCase) {
    store.recordReturn(returned());
    NewPickup taken = pickup();
    taken.pickup = {.way = handoff::PickupWay::ByAgent,
                    .personName = "王大力",
                    .personIdNumber = "110105194912310038",
                    .relation = "子女",
                    .authorization = newId<base::PageId>(),
                    .postalNumber = {},
                    .signature = {},
                    .photo = {}};
    EXPECT_EQ(errorOf([&] { store.recordPickup(taken); }), ErrorKind::NotFound);
    EXPECT_EQ(status(), CaseStatus::AwaitingPickup);
    taken.pickup.authorization = addedPage("authorization");
    EXPECT_THAT(store.recordPickup(taken).problems, Contains(HasSubstr("不在本办件的材料里")));
    store.addPagesToCase(opened, {taken.pickup.authorization}, {"社工甲"});
    EXPECT_TRUE(store.recordPickup(taken).recorded());
    EXPECT_EQ(store.pickupOf(opened)->pickup.authorization, taken.pickup.authorization);
}

TEST_F(StoredCertificates, ALabelledCertificateMustBeOnTheDeskAndLeavesTheBooksWithTheResident) {
    NewThing certificate = newThing(opened, 5, codes::TokenKind::Certificate);
    certificate.desk = "WB-RS";
    store.registerThing(certificate);
    store.recordReturn(returned());
    EXPECT_THAT(store.recordPickup(pickup()).problems, Contains(HasSubstr("不在本社区")));
    const auto home = openedHandoff("WB-RS", "SQ-0101");
    signOut(home, certificate.tokenId);
    signIn(home, certificate.tokenId);
    EXPECT_TRUE(store.recordPickup(pickup()).recorded());
    EXPECT_EQ(store.thingByToken(certificate.tokenId)->whereabouts.desk, residentsHands);
    const auto again = openedHandoff();
    EXPECT_EQ(signOut(again, certificate.tokenId), OutcomeKind::Impossible);
}

TEST_F(StoredCertificates, AWrongCertificateGoesBackAndTheCaseWaitsAgain) {
    const std::string certificate = registered(opened, 5, codes::TokenKind::Certificate);
    store.recordReturn(returned());
    const auto back = openedHandoff("SQ-0101", "WB-RS");
    signOut(back, certificate);
    EXPECT_EQ(status(), CaseStatus::Circulating);
    EXPECT_FALSE(store.recordPickup(pickup()).recorded());
}

TEST_F(StoredCertificates, AClosedCaseTakesNoCertificate) {
    store.closeCase(opened, handoff::CaseStep::Withdrawn, {"社工甲"});
    EXPECT_EQ(errorOf([&] { store.recordReturn(returned()); }), ErrorKind::NotFound);
}

TEST_F(StoredCertificates, TheHistoryTellsTheStoryWithoutNamingTheResident) {
    const std::string folderToken = registered(opened, 1);
    const auto out = openedHandoff();
    signOut(out, folderToken);
    signIn(out, folderToken);
    store.recordReturn(returned());
    store.recordPickup(pickup());
    store.closeCase(opened, handoff::CaseStep::Archived, {"社工甲"});
    std::vector<std::string> actions;
    std::vector<std::string> sentences;
    for (const auto& entry : store.history(opened)) {
        actions.push_back(entry.action);
        sentences.push_back(entry.sentence.text());
    }
    EXPECT_THAT(actions, testing::ElementsAre("case.opened", "thing.registered", "custody.recorded", "custody.recorded",
                                              "return.recorded", "pickup.recorded", "case.closed"));
    EXPECT_THAT(sentences, Each(Not(HasSubstr(applicantName))));
    EXPECT_THAT(sentences[2], HasSubstr("SQ-0101 → JD-01"));
    EXPECT_EQ(sentences[5], "领取登记：本人");
    EXPECT_EQ(errorOf([&] { (void)store.history(newId<base::CaseId>()); }), ErrorKind::NotFound);
}

TEST_F(StoredCertificates, TheAuditLogHoldsNoPersonalData) {
    store.recordReturn(returned());
    store.recordPickup(pickup());
    for (const auto& row : raw().rows("SELECT content FROM audit")) {
        EXPECT_THAT(row[0], Not(HasSubstr(applicantName)));
        EXPECT_THAT(row[0], Not(HasSubstr(applicantNumber)));
    }
}

}  // namespace
}  // namespace daiban::store
