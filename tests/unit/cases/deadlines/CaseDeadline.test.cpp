#include "cases/deadlines/CaseDeadline.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::cases {

namespace {

base::Date day(const char* iso) {
    return base::parseIsoDate(iso).value();
}

const WorkCalendar& calendar() {
    static const WorkCalendar loaded =
        WorkCalendar::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "calendars");
    return loaded;
}

ClockStop supplement(const char* from, const char* until = nullptr) {
    return {StopReason::Supplement, day(from), until == nullptr ? std::nullopt : std::optional(day(until))};
}

ClockStop special(const char* from, const char* until = nullptr) {
    return {StopReason::SpecialProcedure, day(from), until == nullptr ? std::nullopt : std::optional(day(until))};
}

/// Taken in on Monday 16 March 2026 with 5 working days: due on Monday 23 March when nothing stops it.
CaseDeadline seenOn(const char* today, const std::vector<ClockStop>& stops = {}) {
    return deadlineOf(day("2026-03-16"), 5, stops, calendar(), day(today));
}

}  // namespace

TEST(CaseDeadline, TurnsFromNormalToOverdue) {
    EXPECT_EQ(seenOn("2026-03-16").deadline.date, day("2026-03-23"));
    EXPECT_EQ(seenOn("2026-03-16").light, DeadlineLight::Normal);
    EXPECT_EQ(seenOn("2026-03-17").left, 4);
    EXPECT_EQ(seenOn("2026-03-18").light, DeadlineLight::Yellow);
    EXPECT_EQ(seenOn("2026-03-20").light, DeadlineLight::Red);
    EXPECT_EQ(seenOn("2026-03-23").left, 0);
    EXPECT_EQ(seenOn("2026-03-23").light, DeadlineLight::Red);
    EXPECT_EQ(seenOn("2026-03-24").light, DeadlineLight::Overdue);
    EXPECT_EQ(seenOn("2026-03-24").left, -1);
    EXPECT_EQ(seenOn("2026-03-26").left, -3);
}

TEST(CaseDeadline, IsOverdueOnTheSundayAfterAFridayToo) {
    const auto deadline = deadlineOf(day("2026-03-16"), 4, {}, calendar(), day("2026-03-22"));
    EXPECT_EQ(deadline.deadline.date, day("2026-03-20"));
    EXPECT_EQ(deadline.light, DeadlineLight::Overdue);
    EXPECT_EQ(deadline.left, -1);
}

TEST(CaseDeadline, LeavesTheDaysOfASupplementOut) {
    // Notice on Tuesday 17, papers back on Friday 20: the 18th, 19th and 20th are left out.
    const auto deadline = seenOn("2026-03-23", {supplement("2026-03-17", "2026-03-20")});
    EXPECT_EQ(deadline.deadline.date, day("2026-03-26"));
    EXPECT_EQ(deadline.left, 3);
    EXPECT_FALSE(deadline.stopped);
}

TEST(CaseDeadline, LeavesADayOutOnceWhereStopsOverlap) {
    const auto apart = seenOn("2026-03-16", {supplement("2026-03-17", "2026-03-20")});
    const auto overlapping =
        seenOn("2026-03-16", {supplement("2026-03-17", "2026-03-19"), special("2026-03-18", "2026-03-20")});
    const auto inside =
        seenOn("2026-03-16", {special("2026-03-17", "2026-03-20"), supplement("2026-03-18", "2026-03-19")});
    EXPECT_EQ(apart.deadline.date, day("2026-03-26"));
    EXPECT_EQ(overlapping.deadline.date, apart.deadline.date);
    EXPECT_EQ(inside.deadline.date, apart.deadline.date);
    const auto touching =
        seenOn("2026-03-16", {supplement("2026-03-17", "2026-03-18"), special("2026-03-18", "2026-03-19")});
    EXPECT_EQ(touching.deadline.date, day("2026-03-25"));
}

TEST(CaseDeadline, StandsStillWhileTheStopIsOpen) {
    for (const char* today : {"2026-03-18", "2026-03-19", "2026-04-30"}) {
        const auto deadline = seenOn(today, {special("2026-03-17")});
        EXPECT_EQ(deadline.stopped, StopReason::SpecialProcedure) << today;
        EXPECT_EQ(deadline.left, 4) << today << ": one day was used";
        EXPECT_EQ(deadline.light, DeadlineLight::Normal) << today;
    }
    EXPECT_EQ(seenOn("2026-03-17", {supplement("2026-03-17")}).stopped, StopReason::Supplement);
    EXPECT_EQ(seenOn("2026-03-19", {special("2026-03-17")}).sentence(),
              "特别程序期间停止计时，恢复后剩余 4 个工作日。");
}

TEST(CaseDeadline, IsNotSavedByAStopThatCameTooLate) {
    const auto deadline = seenOn("2026-03-30", {supplement("2026-03-25")});
    EXPECT_EQ(deadline.light, DeadlineLight::Overdue);
    EXPECT_EQ(deadline.deadline.date, day("2026-03-23"));
}

TEST(CaseDeadline, StopsAcrossTheSpringFestivalWithoutCountingTheHolidaysTwice) {
    // 13 February 2026 is a Friday; 14 is worked, 15 to 23 is off, 28 is worked. Stopped from the 13th to the 24th.
    const auto deadline =
        deadlineOf(day("2026-02-12"), 3, {supplement("2026-02-13", "2026-02-24")}, calendar(), day("2026-02-25"));
    EXPECT_EQ(deadline.deadline.date, day("2026-02-26")) << "the 13th, the 25th and the 26th";
    const auto made = deadlineOf(day("2026-02-26"), 2, {}, calendar(), day("2026-02-26"));
    EXPECT_EQ(made.deadline.date, day("2026-02-28")) << "a Saturday that is worked";
}

TEST(CaseDeadline, RefusesAStopThatEndsBeforeItBegins) {
    EXPECT_THROW(static_cast<void>(seenOn("2026-03-19", {supplement("2026-03-18", "2026-03-17")})), base::Error);
}

TEST(CaseDeadline, SaysInOneSentenceHowItStandsAndWhatIsNotCertain) {
    EXPECT_EQ(seenOn("2026-03-17").sentence(), "截止 2026-03-23，剩余 4 个工作日。");
    EXPECT_EQ(seenOn("2026-03-26").sentence(), "截止 2026-03-23，已超期 3 个工作日。");
    EXPECT_EQ(deadlineOf(day("2026-12-31"), 3, {}, calendar(), day("2026-12-31")).sentence(),
              "截止 2027-01-06，剩余 3 个工作日（2027 "
              "年放假调休安排尚未公布，暂按法定节假日推算，公布后请更新日历再核对）。");
    EXPECT_EQ(deadlineOf(day("2027-12-31"), 1, {}, calendar(), day("2027-12-31")).sentence(),
              "截止 2028-01-03，剩余 1 个工作日（2028 年节假日安排未录入，只按周末推算，请录入该年日历再核对）。");
}

}  // namespace daiban::cases
