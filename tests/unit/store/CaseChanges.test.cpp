// What is said of a case after it was opened: situations chosen later, and when its clock stands still.
#include <gmock/gmock.h>

#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using cases::StopReason;
using handoff::CaseStep;
using testing::ElementsAre;
using testing::HasSubstr;
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
              ErrorKind::NotFound);
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
    EXPECT_EQ(errorOf([&] { store.resumeClock(opened, today(), {"社工甲"}); }), ErrorKind::NotFound);
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

}  // namespace
}  // namespace daiban::store
