#include "handoff/Pickup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/HasSubstr.h"

namespace daiban::handoff {
namespace {

using support::HasSubstr;
using testing::Contains;
using testing::IsEmpty;

PickupCase returnedCase() {
    return {.status = CaseStatus::AwaitingPickup, .applicantName = "王小明", .applicantIdNumber = "11010519491231002X"};
}

Pickup inPerson() {
    Pickup pickup;
    pickup.personName = "王小明";
    pickup.personIdNumber = "11010519491231002x";
    return pickup;
}

Pickup byAgent() {
    Pickup pickup;
    pickup.way = PickupWay::ByAgent;
    pickup.personName = "王大力";
    pickup.personIdNumber = "110105194912310038";
    pickup.relation = "子女";
    pickup.authorization = base::PageId("authorization");
    return pickup;
}

TEST(PickupRules, TheApplicantTakesTheCertificate) {
    EXPECT_THAT(problemsOf(inPerson(), returnedCase()), IsEmpty());
}

TEST(PickupRules, SomebodyElseIsNotTheApplicant) {
    Pickup pickup = inPerson();
    pickup.personIdNumber = "110105194912310038";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("号码与申请人不同")));
    pickup = inPerson();
    pickup.personName = "王晓明";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("姓名与申请人不同")));
}

TEST(PickupRules, NothingIsTakenBeforeItIsBack) {
    PickupCase waiting = returnedCase();
    waiting.status = CaseStatus::Circulating;
    EXPECT_THAT(problemsOf(inPerson(), waiting), Contains(HasSubstr("还没有回到社区")));
    waiting = returnedCase();
    waiting.certificatesHere = false;
    EXPECT_THAT(problemsOf(inPerson(), waiting), Contains(HasSubstr("不在本社区")));
}

TEST(PickupRules, NothingIsTakenTwice) {
    PickupCase taken = returnedCase();
    taken.status = CaseStatus::PickedUp;
    EXPECT_THAT(problemsOf(inPerson(), taken), Contains(HasSubstr("已经领取")));
}

TEST(PickupRules, AnAgentNeedsRelationAndAuthorization) {
    EXPECT_THAT(problemsOf(byAgent(), returnedCase()), IsEmpty());
    Pickup pickup = byAgent();
    pickup.relation = " ";
    pickup.authorization = {};
    const auto problems = problemsOf(pickup, returnedCase());
    EXPECT_THAT(problems, Contains(HasSubstr("关系")));
    EXPECT_THAT(problems, Contains(HasSubstr("授权委托书")));
}

TEST(PickupRules, AnAgentIsNotTheApplicantAndHisNumberIsChecked) {
    Pickup pickup = byAgent();
    pickup.personIdNumber = "11010519491231002X";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("就是申请人")));
    pickup.personIdNumber = "110105194912310039";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("校验位")));
}

TEST(PickupRules, PostNeedsItsNumberAndTheApplicantAsAddressee) {
    Pickup pickup;
    pickup.way = PickupWay::ByPost;
    pickup.personName = "王小明";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("运单号")));
    pickup.postalNumber = "EA000000001CN";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), IsEmpty());
    pickup.personName = "王大力";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("收件人")));
    pickup.personName = "王小明";
    pickup.personIdNumber = "110105195001010038";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("同名")));
}

TEST(PickupRules, ANameIsAlwaysNeeded) {
    Pickup pickup = byAgent();
    pickup.personName.clear();
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("姓名")));
}

TEST(CaseStatusSteps, ACaseGoesRoundAndIsPickedUpAndArchived) {
    auto status = after(CaseStatus::Received, CaseStep::FolderSentOut);
    ASSERT_EQ(status, CaseStatus::Circulating);
    status = after(*status, CaseStep::CertificateReturned);
    ASSERT_EQ(status, CaseStatus::AwaitingPickup);
    status = after(*status, CaseStep::PickedUp);
    ASSERT_EQ(status, CaseStatus::PickedUp);
    EXPECT_EQ(after(*status, CaseStep::Archived), CaseStatus::Closed);
}

TEST(CaseStatusSteps, ACertificateSentBackIsNoLongerAwaited) {
    EXPECT_EQ(after(CaseStatus::AwaitingPickup, CaseStep::CertificateSentOut), CaseStatus::Circulating);
    EXPECT_EQ(after(CaseStatus::AwaitingPickup, CaseStep::FolderSentOut), CaseStatus::AwaitingPickup);
}

TEST(CaseStatusSteps, StepsOutOfOrderAreNotLegal) {
    EXPECT_EQ(after(CaseStatus::Received, CaseStep::PickedUp), std::nullopt);
    EXPECT_EQ(after(CaseStatus::Received, CaseStep::Archived), std::nullopt);
    EXPECT_EQ(after(CaseStatus::PickedUp, CaseStep::Withdrawn), std::nullopt);
    EXPECT_EQ(after(CaseStatus::Closed, CaseStep::CertificateReturned), std::nullopt);
}

TEST(CaseStatusSteps, EveryNameIsFoundAgain) {
    for (const auto status : {CaseStatus::Received, CaseStatus::Circulating, CaseStatus::AwaitingPickup,
                              CaseStatus::PickedUp, CaseStatus::Closed})
        EXPECT_EQ(caseStatusNamed(nameOf(status)), status);
    EXPECT_EQ(caseStatusNamed("lost"), std::nullopt);
}

TEST(PickupRules, WhoTakesItHasANameThatCanBeOne) {
    Pickup pickup = byAgent();
    pickup.personName = "王\x1b[2J大力";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("不像证件上的姓名")));
    pickup.personName = std::string(3000, 'a');
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("不像证件上的姓名")));
    pickup = byAgent();
    pickup.relation = "儿\x1b[31m子";
    EXPECT_THAT(problemsOf(pickup, returnedCase()), Contains(HasSubstr("关系太长或含有不可见字符")));
}

TEST(PickupRules, WhatSpeaksAgainstTheMandateTakesASupervisorsReason) {
    PickupCase doubted = returnedCase();
    doubted.mandateFaults = {base::Sentence::verbatim("授权委托书上没有看到委托人签字")};
    EXPECT_THAT(problemsOf(byAgent(), doubted), Contains(HasSubstr("没有看到委托人签字")));
    Pickup waived = byAgent();
    waived.waiver = "已电话核实";
    EXPECT_THAT(problemsOf(waived, doubted), Contains(HasSubstr("只能由督办人员")));
    doubted.supervised = true;
    EXPECT_THAT(problemsOf(waived, doubted), IsEmpty());
}

}  // namespace
}  // namespace daiban::handoff
