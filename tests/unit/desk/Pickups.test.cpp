#include "desk/Pickups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/HasSubstr.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using support::HasSubstr;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using tests::Station;

/// A case whose certificate is back, and an agent who comes for it.
class Pickups : public testing::Test {
  protected:
    Pickups() {
        station_.writeItem("AB-001.yaml",
                           "code: AB-001\nname: 高龄津贴申领\nfield: 民政\ndepartment: 民政局\noffice: street\n"
                           "days: 5\nversion: 1\neffective: 2026-01-01\nresult: {name: 结果, type: none}\nmaterials:\n"
                           "  - {type: diploma, name: 毕业证书, form: 收复印件, subject: applicant}\n");
        const auto batch = station_.newId<base::BatchId>();
        record_ = station_.desk()
                      .cases
                      .open(station_.worker, {.id = {},
                                              .item = "AB-001",
                                              .situations = {},
                                              .office = "SQ-0101",
                                              .applicant = {"王秀兰", "12011619701016382X"},
                                              .batch = batch})
                      .record;
        const auto returned = station_.store.recordReturn(
            {.id = station_.newId<base::EventId>(),
             .caseId = record_.id,
             .page = station_.addRead(batch, {Station::document("diploma", {{"name", "王秀兰"}})}),
             .matchJson = "{}",
             .reason = {},
             .actor = station_.worker});
        EXPECT_TRUE(returned.recorded()) << returned.problem;
    }
    desk::PickupRequest request(const std::string& waiver = {}) {
        return {
            .id = event_,
            .cases = {record_.number},
            .way = handoff::PickupWay::ByAgent,
            .person = {"何建业", "120116197906150511"},
            .relation = "儿子",
            .postalNumber = {},
            .waiver = waiver,
            .authorization = std::filesystem::path(DAIBAN_SOURCE_DIR) / "samples" / "pages" / "power-of-attorney.png",
            .signature = {},
            .photo = {}};
    }
    std::vector<std::string> problems(const desk::PickupRequest& asked) {
        return base::textsOf(station_.desk().pickups.pickUp(clerk(), asked).outcome.problems);
    }
    [[nodiscard]] const staff::Actor& clerk() const { return station_.pickupClerk; }
    /// What a machine reads on the picture that was kept.
    void read(const base::Json& document) {
        const auto page = station_.store.pagesOf(record_.id).back();
        station_.store.saveReading({.page = page.id,
                                    .inputHash = page.blob,
                                    .engine = "none",
                                    .version = "1",
                                    .json = base::toLine({{"image", "m.png"}, {"page", 1}, {"documents", {document}}})},
                                   clerk());
    }
    static base::Json mandate(const std::string& agent, const std::string& matter, const std::string& signature) {
        return Station::document(
            "power-of-attorney",
            {{"principal_name", "王秀兰"}, {"principal_id_number", "12011619701016382X"}, {"agent_name", agent}},
            {"授权委托书", "委托人：王秀兰", "受托人：" + agent, "代为办理下列事项：" + matter,
             "委托人（签字）：" + signature, "2026年3月1日"});
    }

    Station station_;
    store::CaseRecord record_;
    base::EventId event_ = station_.newId<base::EventId>();
};

TEST_F(Pickups, AnAgentComesWithAMandateThatWasReadAsOne) {
    EXPECT_THAT(problems(request()), Contains(HasSubstr("还没有识别")));
    read(mandate("何建业", "高龄津贴申领", "王秀兰"));
    EXPECT_THAT(problems(request()), IsEmpty());
    EXPECT_EQ(station_.store.findCase(record_.number)->status, handoff::CaseStatus::PickedUp);
    EXPECT_THAT(problems(request()), IsEmpty()) << "sent again it changes nothing";
}

TEST_F(Pickups, AnyOtherPictureIsNoMandate) {
    (void)problems(request());
    read(Station::document("unknown", {}, {"便民服务", "欢迎光临"}));
    EXPECT_THAT(problems(request()), Contains(HasSubstr("没有认出是授权委托书")));
    EXPECT_EQ(station_.store.findCase(record_.number)->status, handoff::CaseStatus::AwaitingPickup);
}

TEST_F(Pickups, AMandateOfAnotherAgentForAnotherMatterOrUnsignedIsNone) {
    (void)problems(request());
    read(mandate("贺长歌", "高龄津贴申领", "王秀兰"));
    EXPECT_THAT(problems(request()), Contains(HasSubstr("受托人不是何建业")));
    read(mandate("何建业", "食品经营许可", "王秀兰"));
    EXPECT_THAT(problems(request()), Contains(HasSubstr("没有写明")));
    read(mandate("何建业", "一切手续", ""));
    EXPECT_THAT(problems(request()), Contains(HasSubstr("没有看到委托人签字")));
}

TEST_F(Pickups, ACertificateThatLeftWithoutASignatureIsAskedForUntilItIsSigned) {
    auto asked = request();
    asked.way = handoff::PickupWay::InPerson;
    asked.person = {"王秀兰", "12011619701016382X"};
    asked.authorization.clear();
    const auto& pickups = station_.desk().pickups;
    EXPECT_TRUE(pickups.pickUp(clerk(), asked).unsignedYet);
    ASSERT_THAT(pickups.unsignedPickups(clerk()), SizeIs(1));
    EXPECT_EQ(pickups.unsignedPickups(clerk()).front().personName, "王秀兰");
    EXPECT_THAT(pickups.unsignedPickups(station_.neighbour), IsEmpty());
    const auto picture = std::filesystem::path(DAIBAN_SOURCE_DIR) / "samples" / "pages" / "power-of-attorney.png";
    EXPECT_TRUE(pickups.sign(clerk(), record_.number, picture).wasNew);
    EXPECT_FALSE(pickups.sign(clerk(), record_.number, picture).wasNew) << "sent again it changes nothing";
    EXPECT_THAT(pickups.unsignedPickups(clerk()), IsEmpty());
    EXPECT_FALSE(pickups.pickUp(clerk(), asked).unsignedYet) << "the pickup sent again is the one that is signed";
    EXPECT_THAT(station_.store.verify(store::VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(Pickups, AreTheResidentsToldOfOnceAWeekAndWithNothingOfAPersonInIt) {
    std::vector<desk::Reminder> said;
    bool taken = false;
    const auto remind = [&] {
        return station_.desk().pickups.remind(clerk(), {.text = "您的“{item}”已到{office}，编号{number}"},
                                              [&](const desk::Reminder& one) {
                                                  said.push_back(one);
                                                  return taken;
                                              });
    };
    station_.clock.advance(std::chrono::hours(30));
    EXPECT_EQ(remind().failed, 1);
    taken = true;
    EXPECT_EQ(remind().sent, 1) << "what was not taken is said again";
    EXPECT_EQ(remind().early, 1);
    ASSERT_THAT(said, SizeIs(2));
    EXPECT_EQ(said[1].number, record_.number);
    EXPECT_EQ(said[1].days, 1);
    EXPECT_EQ(said[1].text, "您的“高龄津贴申领”已到" + said[1].officeName + "，编号" + record_.number);
    EXPECT_EQ(said[1].text.find("王秀兰"), std::string::npos);
    station_.clock.advance(std::chrono::hours(24 * 8));
    EXPECT_EQ(remind().sent, 1);
    EXPECT_EQ(station_.store.history(record_.id).back().action, "pickup.reminded");
    EXPECT_EQ(tests::refusalOf([&] {
                  (void)station_.desk().pickups.remind(clerk(), {.again = 0, .text = "{applicant}"},
                                                       [](const auto&) { return true; });
              }).empty(),
              false);
    EXPECT_EQ(station_.desk().pickups.remind(station_.neighbour, {.text = ""}, [](const auto&) { return true; }).sent,
              0);
}

TEST_F(Pickups, OnlyASupervisorsReasonStandsForAMandate) {
    EXPECT_THAT(problems(request("老人住院")), Contains(HasSubstr("督办人员")));
    staff::Actor both = station_.pickupClerk;
    both.roles.insert(staff::Role::Supervisor);
    EXPECT_THAT(station_.desk().pickups.pickUp(both, request("老人住院，已电话核实")).outcome.problems, IsEmpty());
}

TEST_F(Pickups, ThatWereRefusedAreRememberedWithoutNamesOrNumbers) {
    auto asked = request();
    asked.way = handoff::PickupWay::InPerson;
    asked.authorization.clear();
    ASSERT_THAT(problems(asked), Not(IsEmpty()));
    const auto refused = station_.store.refusals({});
    ASSERT_THAT(refused.refusals, Not(IsEmpty()));
    EXPECT_EQ(refused.refusals[0].subject, record_.number);
    EXPECT_EQ(refused.refusals[0].account, clerk().account);
    for (const auto& one : refused.refusals) {
        EXPECT_THAT(one.sentence.text(), Not(HasSubstr("何建业")));
        EXPECT_THAT(one.sentence.text(), Not(HasSubstr("120116197906150511")));
    }
    EXPECT_THAT(station_.desk().tracking.track(clerk(), record_.number).pickup, testing::Eq(std::nullopt));
}

TEST_F(Pickups, AreReceiptedByTheClerkWhoHandsOver) {
    const auto& desk = station_.desk();
    const desk::Models models(station_.models(), station_.dataFolder(), base::dayOf(station_.clock.now()));
    EXPECT_NO_THROW((void)desk.slips.ofCase(station_.pickupClerk, record_.number, models.slipDesign("delivery"),
                                            desk::SlipDemand::CertificateBack, {}));
    EXPECT_THROW((void)desk.slips.ofCase(station_.pickupClerk, record_.number, models.slipDesign("receipt"),
                                         desk::SlipDemand::None, {}),
                 desk::NotAllowed);
}

}  // namespace
