// What is said of a case after it was opened: situations chosen later, and when its clock stands still.
#include <gmock/gmock.h>

#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using cases::StopReason;
using handoff::CaseStep;
using support::HasSubstr;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class CaseChanges : public StoreBench {
  protected:
    base::Date today() const { return base::dayOf(clock.now()); }
    base::Date later(int days) const { return base::Date{std::chrono::sys_days{today()} + std::chrono::days{days}}; }
    std::vector<std::string> situationsOf() const { return store.findCase(opened.text())->situations; }

    base::CaseId opened = openedCase();
};

TEST_F(CaseChanges, TheSituationsChosenLastCount) {
    store.chooseSituations(opened, {"lost", "agent"}, {"社工乙"});
    EXPECT_THAT(situationsOf(), ElementsAre("lost", "agent"));
    const std::string head = auditHead();
    store.chooseSituations(opened, {"lost", "agent"}, {"社工乙"});
    EXPECT_EQ(auditHead(), head);
    store.chooseSituations(opened, {}, {"社工乙"});
    EXPECT_THAT(situationsOf(), IsEmpty());
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(CaseChanges, OpeningACaseAgainDoesNotMindWhatWasChosenSince) {
    NewCase again = newCase();
    again.situations = {"worn"};
    store.openCase(again);
    store.chooseSituations(again.id, {"lost"}, {"社工乙"});
    EXPECT_FALSE(store.openCase(again).wasNew);
    EXPECT_THAT(store.findCase(again.id.text())->situations, ElementsAre("lost"));
}

TEST_F(CaseChanges, AClosedCaseKeepsItsSituationsAndHasNoClock) {
    store.closeCase(opened, CaseStep::Withdrawn, {"社工甲"});
    EXPECT_EQ(errorOf([&] { store.chooseSituations(opened, {"lost"}, {"社工甲"}); }), ErrorKind::NotFound);
    EXPECT_EQ(errorOf([&] { store.stopClock(opened, StopReason::Supplement, today(), {"社工甲"}); }),
              ErrorKind::NotFound);
}

TEST_F(CaseChanges, TheClockStopsAndGoesOn) {
    EXPECT_THAT(store.clockStops(opened), IsEmpty());
    store.stopClock(opened, StopReason::SpecialProcedure, today(), {"社工甲"});
    ASSERT_THAT(store.clockStops(opened), SizeIs(1));
    EXPECT_EQ(store.clockStops(opened)[0].from, today());
    EXPECT_FALSE(store.clockStops(opened)[0].until);
    EXPECT_EQ(errorOf([&] { store.stopClock(opened, StopReason::Supplement, later(1), {"社工甲"}); }),
              ErrorKind::CheckFailed);
    store.resumeClock(opened, later(3), {"社工甲"});
    store.stopClock(opened, StopReason::Supplement, later(5), {"社工甲"});
    const auto stops = reopened().clockStops(opened);
    ASSERT_THAT(stops, SizeIs(2));
    EXPECT_EQ(stops[0].reason, StopReason::SpecialProcedure);
    EXPECT_EQ(stops[0].until, later(3));
    EXPECT_EQ(stops[1].reason, StopReason::Supplement);
    EXPECT_THAT(store.history(opened).back().sentence, HasSubstr("次日起停止计时：补正"));
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(CaseChanges, TheClockCannotStopBeforeIntakeOrGoOnBeforeItStopped) {
    EXPECT_EQ(errorOf([&] { store.stopClock(opened, StopReason::Supplement, later(-1), {"社工甲"}); }),
              ErrorKind::BadArguments);
    EXPECT_EQ(errorOf([&] { store.resumeClock(opened, today(), {"社工甲"}); }), ErrorKind::CheckFailed);
    store.stopClock(opened, StopReason::Supplement, later(2), {"社工甲"});
    EXPECT_EQ(errorOf([&] { store.resumeClock(opened, later(1), {"社工甲"}); }), ErrorKind::BadArguments);
}

TEST_F(CaseChanges, AFolderOfAnEarlierVersionIsTakenOverWithItsAuditChain) {
    undoMigrationsFrom(4);
    Store now = reopened();
    EXPECT_THAT(now.verify(VerifyDepth::Full).damages, IsEmpty());
    now.chooseSituations(opened, {"lost"}, {"社工甲"});
    EXPECT_THAT(now.findCase(opened.text())->situations, ElementsAre("lost"));
    EXPECT_THAT(now.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(CaseChanges, AStopChangedBesideTheProgramIsFound) {
    store.stopClock(opened, StopReason::Supplement, today(), {"社工甲"});
    raw().run("UPDATE clock_stop SET from_day = '2020-01-01'");
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, SizeIs(1));
}

TEST_F(CaseChanges, AreNotStoredByAClockThatCannotBeRight) {
    std::string said;
    const auto changed = [&] { return errorOf([&] { store.chooseSituations(opened, {"lost"}, {"社工乙"}); }, &said); };
    clock.advance(-std::chrono::days{365});
    EXPECT_EQ(changed(), ErrorKind::StorageFailed);
    EXPECT_THAT(said, HasSubstr("2025-03-02"));
    EXPECT_EQ(errorOf([&] { (void)openedCase(); }), ErrorKind::StorageFailed);
    clock.advance(std::chrono::days{365 * 70});
    EXPECT_EQ(changed(), ErrorKind::StorageFailed);
    EXPECT_THAT(situationsOf(), ElementsAre("first", "agent"));  // reading goes on
    {
        Store sure = Store::open(folder.path(), clock, random, {.clockIsRight = true});
        sure.chooseSituations(opened, {"lost"}, {"社工乙"});
    }
    EXPECT_EQ(changed(), std::nullopt);  // the last change says so now
}

TEST_F(CaseChanges, AreStoredByAClockSetBackByMoments) {
    clock.advance(-std::chrono::minutes{20});
    store.chooseSituations(opened, {"lost"}, {"社工乙"});
    EXPECT_THAT(situationsOf(), ElementsAre("lost"));
}

TEST_F(CaseChanges, TwoLabelsMadeAtOnceAreOne) {
    NewThing first = newThing(opened, 1), second = newThing(opened, 2);
    first.onlyOne = second.onlyOne = true;
    EXPECT_EQ(store.registerThing(first), Registration::Registered);
    EXPECT_EQ(store.registerThing(second), Registration::CaseHasOne);
    EXPECT_EQ(store.registerThing(first), Registration::AlreadyThere);
    EXPECT_THAT(store.thingsOfCase(opened), SizeIs(1));
    NewThing certificate = newThing(opened, 3, codes::TokenKind::Certificate);
    certificate.onlyOne = true;
    EXPECT_EQ(store.registerThing(certificate), Registration::Registered);
}

}  // namespace
}  // namespace daiban::store
