// Who carries paper between two offices, and labels whose key was withdrawn.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using tests::refusalOf;
using tests::Station;

class Couriers : public testing::Test {
  protected:
    void add(const std::string& name, const std::string& office, const staff::Roles& roles) {
        station_.store.addAccount(
            {.name = name, .fullName = "", .office = office, .roles = roles, .passwordHash = "", .actor = keeper_});
    }
    store::HandoffRecord open(const std::string& courier, const std::string& outside = {}) {
        return station_.desk().handoffs.open(
            station_.worker, {.id = {}, .from = "SQ-0101", .to = "JD-01", .courier = courier, .outside = outside});
    }
    Station station_;
    const staff::Actor keeper_{.account = "keeper", .office = "QU-01", .roles = {staff::Role::Administrator}};
};

TEST_F(Couriers, AreActiveAccountsThatCarryForOneOfTheTwoOffices) {
    using staff::Role;
    add("wutao", "SQ-0101", {Role::Courier, Role::CounterWorker});
    add("sunshi", "JD-01", {Role::Courier});
    add("neighbours", "SQ-0102", {Role::Courier});
    add("clerk", "SQ-0101", {Role::CounterWorker});
    add("left", "SQ-0101", {Role::Courier});
    station_.store.setAccountState("left", store::AccountState::Locked, keeper_);
    std::vector<std::string> accounts;
    for (const auto& courier : station_.desk().handoffs.couriers(station_.worker, "SQ-0101", "JD-01"))
        accounts.push_back(courier.account);
    EXPECT_THAT(accounts, ElementsAre("sunshi", "wutao"));
    EXPECT_EQ(open("wutao").handoff.courier, "wutao");
    EXPECT_EQ(open("").handoff.courier, "") << "who carries need not be named";
    for (const char* nobody : {"孙师傅", "neighbours", "clerk", "left"})
        EXPECT_THAT(refusalOf([&] { (void)open(nobody); }), HasSubstr("no courier of these offices")) << nobody;
    EXPECT_THAT(refusalOf([&] { (void)station_.desk().handoffs.couriers(station_.neighbour, "SQ-0101", "JD-01"); }),
                HasSubstr("another office's"));
}

TEST_F(Couriers, WithoutAnAccountAreNamedWithAReasonAndSignNothing) {
    add("wutao", "SQ-0101", {staff::Role::Courier});
    const auto record = open("孙师傅", "  代办员病假，街道车队代送 ");
    EXPECT_EQ(record.handoff.outside, "代办员病假，街道车队代送");
    EXPECT_THAT(refusalOf([&] { (void)open("", "代办员病假"); }), HasSubstr("name of who carries"));
    EXPECT_THAT(refusalOf([&] { (void)open("孙师傅", " \n "); }), HasSubstr("Say why"));
    EXPECT_THAT(refusalOf([&] { (void)open("wutao", "代办员病假"); }), HasSubstr("is an account of this station"));
    const staff::Actor sameName{.account = "孙师傅", .office = "SQ-0102", .roles = {staff::Role::Courier}};
    EXPECT_FALSE(handoff::whyMayNotSign(record.handoff, handoff::Side::Giver, sameName, {}).empty());
    EXPECT_THAT(base::textsOf(station_.store.verify(store::VerifyDepth::Quick).damages), IsEmpty());
}

class WithdrawnLabels : public Couriers {
  protected:
    WithdrawnLabels() {
        add("wutao", "SQ-0101", {staff::Role::Courier});
        sheet_ = open("wutao").handoff.id.text();
        station_.keys.withdraw(label_.text[1], "2026-03-16", station_.random);
    }
    std::string scan(const base::EventId& id = {}) {
        return refusalOf([&] {
            (void)station_.desk().handoffs.scan(
                station_.worker, sheet_, label_.text,
                {.id = id, .side = handoff::Side::Giver, .verdict = handoff::Verdict::SignedOut, .reason = {}});
        });
    }
    std::vector<store::Discrepancy> alarms(const staff::Actor& actor) {
        return station_.desk().handoffs.discrepancies(actor, true);
    }
    codes::LabelToken label_ = station_.keys.issue(codes::TokenKind::Folder, station_.random);
    std::string sheet_;
};

TEST_F(WithdrawnLabels, RaiseAnAlarmThatASupervisorClosesWithAReason) {
    const auto id = station_.newId<base::EventId>();
    EXPECT_THAT(scan(id), HasSubstr("作废"));
    EXPECT_THAT(scan(id), HasSubstr("作废"));
    EXPECT_THAT(scan(), HasSubstr("作废"));
    ASSERT_THAT(alarms(station_.supervisor), SizeIs(1)) << "one label on one handoff is one alarm while it is open";
    const auto alarm = alarms(station_.supervisor).front();
    EXPECT_EQ(alarm.thing, label_.id);
    EXPECT_EQ(alarm.handoff.text(), sheet_);
    EXPECT_THAT(alarms(station_.neighbour), IsEmpty());

    auto& handoffs = station_.desk().handoffs;
    EXPECT_THAT(refusalOf([&] { handoffs.closeLabelAlarm(station_.worker, alarm.labelAlarm, "看过了"); }),
                HasSubstr("supervisor"));
    EXPECT_THAT(refusalOf([&] { handoffs.closeLabelAlarm(station_.supervisor, alarm.labelAlarm, " "); }),
                HasSubstr("Say why"));
    handoffs.closeLabelAlarm(station_.supervisor, alarm.labelAlarm, "已核对实物，补打新标签");
    handoffs.closeLabelAlarm(station_.supervisor, alarm.labelAlarm, "再说一次");
    EXPECT_THAT(alarms(station_.supervisor), IsEmpty());
    EXPECT_THAT(scan(id), HasSubstr("作废"));
    EXPECT_THAT(alarms(station_.supervisor), IsEmpty()) << "the same scan sent again is no new one";
    EXPECT_THAT(scan(), HasSubstr("作废"));
    EXPECT_THAT(alarms(station_.supervisor), SizeIs(1)) << "held out again after it was closed";
    EXPECT_THAT(base::textsOf(station_.store.verify(store::VerifyDepth::Quick).damages), IsEmpty());
}

TEST_F(WithdrawnLabels, RaiseAnAlarmWhereverTheyAreHeldOut) {
    EXPECT_THAT(refusalOf([&] { (void)station_.desk().cases.find(station_.worker, label_.text); }), HasSubstr("作废"));
    ASSERT_THAT(alarms(station_.supervisor), SizeIs(1));
    EXPECT_TRUE(alarms(station_.supervisor).front().handoff.empty());
    EXPECT_EQ(alarms(station_.supervisor).front().from, "SQ-0101");
    EXPECT_THAT(refusalOf([&] { (void)station_.desk().tracking.track(station_.neighbour, label_.text); }),
                HasSubstr("作废"));
    EXPECT_THAT(alarms(station_.supervisor), SizeIs(2)) << "each office that saw it looks into it";
}

TEST_F(Couriers, AnAlarmOfALabelWithoutANumberIsSettledAsTheListNamesIt) {
    add("wutao", "SQ-0101", {staff::Role::Courier});
    const auto sheet = open("wutao").handoff.id.text();
    const auto unknown = station_.keys.issue(codes::TokenKind::Folder, station_.random);
    const auto scanned = station_.desk().handoffs.scan(station_.worker, sheet, unknown.text, {.id = {}, .reason = {}});
    ASSERT_EQ(scanned.front().recorded.outcome.kind, handoff::OutcomeKind::Impossible);
    const auto open = station_.desk().handoffs.discrepancies(station_.supervisor, true);
    ASSERT_THAT(open, SizeIs(1));
    EXPECT_EQ(open.front().shortNumber, "");
    EXPECT_TRUE(station_.desk()
                    .handoffs
                    .settle(station_.supervisor, {.id = {},
                                                  .thing = open.front().thing,
                                                  .handoff = open.front().handoff.text(),
                                                  .kind = handoff::SettlementKind::Noted,
                                                  .party = {},
                                                  .reason = "不是本站的标签，已退回"})
                    .recorded());
    EXPECT_THAT(station_.desk().handoffs.discrepancies(station_.supervisor, true), IsEmpty());
}

}  // namespace
