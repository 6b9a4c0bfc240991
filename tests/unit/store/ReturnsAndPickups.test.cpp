// What a person decides of a certificate that came back, and who collects it.
#include <gmock/gmock.h>

#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using handoff::CaseStatus;
using handoff::OutcomeKind;
using handoff::ReturnDecision;
using support::HasSubstr;
using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;

class ReturnsAndPickups : public StoreBench {
  protected:
    CaseStatus statusOf(const base::CaseId& id) { return store.findCase(id.text())->status; }
    NewReturn decided(ReturnDecision decision, const base::CaseId& caseId, const base::PageId& picture) {
        return {.id = newId<base::EventId>(), .decision = decision, .caseId = caseId, .page = picture, .matchJson = "{}",
                .reason = {}, .actor = {.account = "社工甲"}};
    }
    Decided confirm(const base::CaseId& caseId, const base::PageId& picture) {
        return store.recordReturn(decided(ReturnDecision::Confirmed, caseId, picture));
    }
    NewPickup pickup(const base::CaseId& caseId) {
        NewPickup taken{.id = newId<base::EventId>(), .caseId = caseId, .pickup = {}, .senderTime = clock.now(),
                        .actor = {.account = "社工甲", .office = "SQ-0101", .roles = {}}};
        taken.pickup.personName = applicantName;
        taken.pickup.personIdNumber = applicantNumber;
        return taken;
    }
    PickupUndo undoOf(const base::EventId& taken) {
        return {.id = newId<base::EventId>(), .pickup = taken, .reason = "发错了人",
                .actor = {.account = "督办", .office = "JD-01", .roles = {staff::Role::Supervisor}}};
    }
    base::CaseId opened = openedCase();
    base::PageId page = addedPage("certificate");
};

TEST_F(ReturnsAndPickups, AConfirmationIsTakenBackWithAReasonAndMayBeGivenAgain) {
    ASSERT_TRUE(confirm(opened, page).recorded());
    EXPECT_FALSE(confirm(opened, page).wasNew) << "it stands already";
    NewReturn no = decided(ReturnDecision::Rejected, opened, page);
    EXPECT_THAT(store.recordReturn(no).problem, HasSubstr("原因"));
    no.reason = "看错了姓名";
    EXPECT_TRUE(store.recordReturn(no).wasNew);
    EXPECT_FALSE(store.recordReturn(no).wasNew);
    EXPECT_EQ(statusOf(opened), CaseStatus::Circulating);
    EXPECT_THAT(store.returnsOf(opened), IsEmpty());
    EXPECT_TRUE(confirm(opened, page).wasNew);
    EXPECT_EQ(statusOf(opened), CaseStatus::AwaitingPickup);
    EXPECT_THAT(store.decisionsOn(page), SizeIs(3));
}

TEST_F(ReturnsAndPickups, ACertificateThatWaitsForNoCaseIsNotedWithoutOne) {
    EXPECT_TRUE(store.recordReturn(decided(ReturnDecision::NoCase, {}, page)).wasNew);
    EXPECT_THAT(store.decisionsOn(page), SizeIs(1));
    EXPECT_EQ(errorOf([&] { store.recordReturn(decided(ReturnDecision::NoCase, opened, page)); }),
              ErrorKind::BadArguments);
    EXPECT_TRUE(confirm(opened, page).wasNew) << "its case was found after all";
}

TEST_F(ReturnsAndPickups, OneCertificateBelongsToOneCaseByItsPictureAndItsNumber) {
    const base::CaseId other = openedCase();
    const handoff::CertificateMark mark{.type = "elder-benefit-card", .number = "A1", .issued = {}};
    NewReturn first = decided(ReturnDecision::Confirmed, opened, page);
    first.mark = mark;
    ASSERT_TRUE(store.recordReturn(first).recorded());
    EXPECT_THAT(confirm(other, page).problem, HasSubstr("另一个办件"));
    EXPECT_THAT(confirm(other, addedPage("certificate")).problem, HasSubstr("另一个办件")) << "the same bytes again";
    NewReturn sameNumber = decided(ReturnDecision::Confirmed, other, addedPage("another picture"));
    sameNumber.mark = mark;
    EXPECT_THAT(store.recordReturn(sameNumber).problem, HasSubstr("同一编号"));
    NewReturn no = decided(ReturnDecision::Rejected, opened, page);
    no.reason = "看错了";
    ASSERT_TRUE(store.recordReturn(no).recorded());
    EXPECT_TRUE(store.recordReturn(sameNumber).recorded());
}

TEST_F(ReturnsAndPickups, WhatTheApplicantHandedInIsConfirmedOnlyWithAReason) {
    store.addPagesToCase(opened, {addedPage("old card")}, {"社工甲"});
    NewReturn old = decided(ReturnDecision::Confirmed, opened, addedPage("old card"));
    EXPECT_THAT(store.recordReturn(old).problem, HasSubstr("收件时交来的材料"));
    EXPECT_EQ(statusOf(opened), CaseStatus::Received);
    old.reason = "扫描时误放进材料";
    EXPECT_TRUE(store.recordReturn(old).recorded());
}

TEST_F(ReturnsAndPickups, OneSignatureStandsForSeveralCasesOfOnePersonOrForNone) {
    const base::CaseId second = openedCase();
    NewCase strangers = newCase();
    strangers.applicantName = "赵铁柱";
    strangers.applicantIdNumber = "110105194912310038";
    store.openCase(strangers);
    confirm(opened, page);
    confirm(second, addedPage("second"));
    confirm(strangers.id, addedPage("third"));
    NewPickup taken = pickup(opened);
    taken.moreCases = {second, strangers.id};
    EXPECT_THAT(store.recordPickup(taken).problems,
                Contains(HasSubstr(store.findCase(strangers.id.text())->number)));
    EXPECT_EQ(statusOf(opened), CaseStatus::AwaitingPickup);
    taken.moreCases = {second};
    ASSERT_TRUE(store.recordPickup(taken).recorded());
    EXPECT_FALSE(store.recordPickup(taken).wasNew);
    for (const auto& id : {opened, second}) {
        EXPECT_EQ(statusOf(id), CaseStatus::PickedUp);
        EXPECT_EQ(store.pickupOf(id)->event, taken.id);
    }
    EXPECT_EQ(statusOf(strangers.id), CaseStatus::AwaitingPickup);
}

TEST_F(ReturnsAndPickups, OnlyASupervisorUndoesAPickupAndTheCertificateIsBackOnTheDesk) {
    const std::string certificate = registered(opened, 5, codes::TokenKind::Certificate);
    confirm(opened, page);
    const NewPickup taken = pickup(opened);
    ASSERT_TRUE(store.recordPickup(taken).recorded());
    PickupUndo undo = undoOf(taken.id);
    undo.actor.roles = {staff::Role::Administrator};
    EXPECT_THAT(store.undoPickup(undo).problem, HasSubstr("督办"));
    undo.actor.roles = {staff::Role::Supervisor};
    undo.reason = " ";
    EXPECT_THAT(store.undoPickup(undo).problem, HasSubstr("原因"));
    EXPECT_EQ(statusOf(opened), CaseStatus::PickedUp);
    undo.reason = "发错了人";
    EXPECT_TRUE(store.undoPickup(undo).wasNew);
    EXPECT_FALSE(store.undoPickup(undo).wasNew);
    EXPECT_THAT(store.undoPickup(undoOf(taken.id)).problem, HasSubstr("已经撤销过"));
    EXPECT_EQ(statusOf(opened), CaseStatus::AwaitingPickup);
    EXPECT_EQ(store.thingByToken(certificate)->whereabouts.desk, "SQ-0101");
    EXPECT_FALSE(store.pickupOf(opened));
    EXPECT_TRUE(store.recordPickup(pickup(opened)).recorded());
    EXPECT_THAT(store.verify(VerifyDepth::Quick).damages, IsEmpty());
}

TEST_F(ReturnsAndPickups, ACertificateNobodyCollectsIsOverdueForItsOfficeUntilItIsCollected) {
    confirm(opened, page);
    clock.advance(std::chrono::hours{24 * 30});
    EXPECT_THAT(store.overduePickups({}, 30), IsEmpty()) << "on the last day it is not overdue";
    clock.advance(std::chrono::hours{1});
    ASSERT_THAT(store.overduePickups({}, 30), SizeIs(1));
    EXPECT_EQ(store.overduePickups({{"SQ-0101"}}, 30).at(0).waiting.id, opened);
    EXPECT_THAT(store.overduePickups({{"SQ-0102"}}, 30), IsEmpty());
    store.recordPickup(pickup(opened));
    EXPECT_THAT(store.overduePickups({}, 30), IsEmpty());
}

TEST_F(ReturnsAndPickups, OnlyASupervisorDoesWithoutTheAgentsMandate) {
    confirm(opened, page);
    NewPickup taken = pickup(opened);
    taken.pickup.way = handoff::PickupWay::ByAgent;
    taken.pickup.personName = "王大力";
    taken.pickup.personIdNumber = "110105194912310038";
    taken.pickup.relation = "子女";
    EXPECT_THAT(store.recordPickup(taken).problems, Contains(HasSubstr("授权委托书")));
    taken.pickup.waiver = "老人卧床，社区已电话核实";
    EXPECT_THAT(store.recordPickup(taken).problems, Contains(HasSubstr("督办")));
    taken.actor.roles = {staff::Role::Supervisor};
    EXPECT_TRUE(store.recordPickup(taken).recorded());
    EXPECT_EQ(store.pickupOf(opened)->pickup.waiver, taken.pickup.waiver);
}

TEST_F(ReturnsAndPickups, AFolderOfSchemaFourKeepsWhatIsUnderWayAndGoesOn) {
    const std::string gone = registered(opened, 1);
    const std::string arrived = registered(opened, 2);
    const auto out = openedHandoff();
    signOut(out, gone);
    signOut(out, arrived);
    signIn(out, arrived);
    store.recordCustody(scanOf(out, tokenId(99), handoff::Side::Receiver, handoff::Verdict::SignedIn));
    undoMigrationsFrom(5);
    Store now = reopened();
    EXPECT_TRUE(now.thingByToken(gone)->whereabouts.inTransit());
    EXPECT_EQ(now.thingByToken(arrived)->whereabouts.desk, "JD-01");
    EXPECT_THAT(now.reportOf(out).lines, SizeIs(3));
    EXPECT_EQ(now.reportOf(out).count(handoff::LineState::InTransit), 1U);
    EXPECT_EQ(now.closeHandoff(out, handoff::Differences::NotAllowed, {"社工甲"}).decision.kind,
              handoff::CloseDecision::Kind::HasDifferences);
    auto taken = scanOf(out, gone, handoff::Side::Receiver, handoff::Verdict::SignedIn);
    EXPECT_EQ(now.recordCustody(taken).outcome.kind, OutcomeKind::Applied);
    EXPECT_EQ(now.thingByToken(gone)->whereabouts.desk, "JD-01");
    const std::string head = now.verify(VerifyDepth::Quick).auditHead;
    // This program wrote the scans with columns that are gone now, so only what was made since can be whole.
    EXPECT_THAT(reopened().verify(VerifyDepth::Full).damages, testing::Each(testing::Not(HasSubstr("custody_line"))));
    EXPECT_EQ(reopened().verify(VerifyDepth::Quick).auditHead, head) << "taken over once";
}

}  // namespace
}  // namespace daiban::store
