#include "cases/deadlines/WorkCalendar.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/Error.h"
#include "base/Text.h"
#include "cases/deadlines/DeadlineLight.h"
#include "support/TemporaryFolder.h"

namespace daiban::cases {

namespace {

const std::filesystem::path folder = std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "calendars";

base::Date day(const char* iso) {
    return base::parseIsoDate(iso).value();
}

const WorkCalendar& calendar() {
    static const WorkCalendar loaded = WorkCalendar::load(folder);
    return loaded;
}

std::string problemOf(const std::string& yaml, const std::string& name = "2031.yaml") {
    const support::TemporaryFolder temporary;
    std::ofstream(temporary.path() / name) << yaml;
    const auto problems = calendarProblemsIn(temporary.path());
    return problems.size() == 1 ? problems.front().sentence.text() : std::to_string(problems.size()) + " problems";
}

std::string yearWith(const std::string& holidays, const std::string& worked) {
    return "year: 2031\nsource: x\ncertainty: y\nholidays: " + holidays + "\nworked: " + worked + "\n";
}

}  // namespace

TEST(WorkCalendar, HasTheWorkingDaysThatTheLawLeaves) {
    // 52 weeks and a day, 104 days of weekends and 13 public holidays leave 248 in both years, wherever days are moved.
    for (const int year : {2025, 2026}) {
        EXPECT_TRUE(calendar().knowsYear(year));
        const base::Date last{std::chrono::year{year - 1}, std::chrono::December, std::chrono::day{31}};
        const base::Date end{std::chrono::year{year}, std::chrono::December, std::chrono::day{31}};
        EXPECT_EQ(calendar().workingDaysBetween(last, end), 248) << year;
    }
}

TEST(WorkCalendar, KnowsHolidaysAndMadeUpWorkingDays) {
    for (const char* off : {"2025-01-28", "2025-10-08", "2026-01-02", "2026-02-16", "2026-02-23", "2026-04-06",
                            "2026-05-05", "2026-06-19", "2026-09-25", "2026-10-07", "2026-03-14"})
        EXPECT_FALSE(calendar().isWorkingDay(day(off))) << off;
    for (const char* on : {"2025-01-26", "2025-09-28", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09",
                           "2026-09-20", "2026-10-10", "2026-03-16"})
        EXPECT_TRUE(calendar().isWorkingDay(day(on))) << on;
}

TEST(WorkCalendar, CountsFromTheDayAfter) {
    EXPECT_EQ(calendar().deadline(day("2026-03-16"), 5).date, day("2026-03-23"));
    EXPECT_EQ(calendar().deadline(day("2026-03-16"), 0).date, day("2026-03-16"));
    EXPECT_EQ(calendar().deadline(day("2026-03-14"), 1).date, day("2026-03-16")) << "handed in on a Saturday";
}

TEST(WorkCalendar, StepsOverTheSpringFestival) {
    // Friday 13 February: Saturday 14 is worked, 15 to 23 is off, Saturday 28 is worked.
    EXPECT_EQ(calendar().deadline(day("2026-02-13"), 1).date, day("2026-02-14"));
    EXPECT_EQ(calendar().deadline(day("2026-02-13"), 2).date, day("2026-02-24"));
    EXPECT_EQ(calendar().deadline(day("2026-02-13"), 6).date, day("2026-02-28"));
    EXPECT_TRUE(calendar().deadline(day("2026-02-13"), 6).note().empty());
}

TEST(WorkCalendar, SaysWhenAYearIsNotKnownAndGoesByWeekends) {
    const auto deadline = calendar().deadline(day("2027-12-31"), 3);
    EXPECT_EQ(deadline.date, day("2028-01-05")) << "3, 4 and 5 January 2028: Monday, Tuesday, Wednesday";
    EXPECT_EQ(deadline.guessedYears, std::vector{2028});
    EXPECT_TRUE(deadline.provisionalYears.empty());
    EXPECT_EQ(deadline.note(), "2028 年节假日安排未录入，只按周末推算，请录入该年日历再核对");
    EXPECT_EQ(WorkCalendar().deadline(day("2026-02-13"), 2).date, day("2026-02-17"));
}

TEST(WorkCalendar, KnowsOfTheYearThatIsNotPublishedTheHolidaysOfTheLawAlone) {
    EXPECT_TRUE(calendar().isProvisional(2027));
    EXPECT_FALSE(calendar().isProvisional(2026));
    for (const char* off : {"2027-01-01", "2027-02-05", "2027-02-06", "2027-02-08", "2027-04-05", "2027-06-09",
                            "2027-09-15", "2027-10-01"})
        EXPECT_FALSE(calendar().isWorkingDay(day(off))) << off;
    for (const char* on : {"2027-02-04", "2027-02-09", "2027-04-06", "2027-05-03", "2027-06-10", "2027-10-04"})
        EXPECT_TRUE(calendar().isWorkingDay(day(on))) << on;
    const auto last = day("2026-12-31"), end = day("2027-12-31");
    EXPECT_EQ(calendar().workingDaysBetween(last, end), 254) << "six holidays on weekends are still to be given: 248";
}

TEST(WorkCalendar, SaysThatADeadlineThroughAProvisionalYearIsProvisional) {
    const auto deadline = calendar().deadline(day("2026-12-31"), 3);
    EXPECT_EQ(deadline.date, day("2027-01-06")) << "4, 5 and 6 January 2027";
    EXPECT_EQ(deadline.provisionalYears, std::vector{2027});
    EXPECT_EQ(deadline.note(), "2027 年放假调休安排尚未公布，暂按法定节假日推算，公布后请更新日历再核对");
    EXPECT_TRUE(calendar().deadline(day("2026-12-30"), 1).note().empty()) << "it ends on 31 December";
    EXPECT_EQ(calendar().deadline(day("2027-02-04"), 1).date, day("2027-02-09")) << "over the Spring Festival";
}

TEST(WorkCalendar, CountsTheDaysLeftBothWays) {
    EXPECT_EQ(calendar().workingDaysBetween(day("2026-03-16"), day("2026-03-23")), 5);
    EXPECT_EQ(calendar().workingDaysBetween(day("2026-03-23"), day("2026-03-16")), -5);
    EXPECT_EQ(calendar().workingDaysBetween(day("2026-03-16"), day("2026-03-16")), 0);
}

TEST(WorkCalendar, HasNoProblemsInTheOnesThatAreThere) {
    for (const auto& problem : calendarProblemsIn(folder)) ADD_FAILURE() << problem.text();
}

TEST(WorkCalendar, TellsWhatIsWrongInAFile) {
    EXPECT_EQ(problemOf(yearWith("[]", "[]")), "0 problems");
    EXPECT_EQ(problemOf(yearWith("[]", "[2031-02-30]")), "'2031-02-30' is no date; write YYYY-MM-DD.");
    EXPECT_EQ(problemOf(yearWith("[]", "[2032-01-03]")),
              "2032-01-03 does not belong into the calendar of 2031; move it to its year's file.");
    EXPECT_EQ(problemOf(yearWith("[]", "[2031-01-06]")), "2031-01-06 is no Saturday or Sunday; take it out.");
    EXPECT_EQ(problemOf(yearWith("[{name: a, from: 2031-01-04, to: 2031-01-05}]", "[2031-01-05]")),
              "2031-01-05 is a holiday as well; take one out.");
    EXPECT_EQ(problemOf(yearWith("[{name: a, from: 2031-01-05, to: 2031-01-04}]", "[]")),
              "the holiday ends before it begins; mend 'from' or 'to'.");
    EXPECT_EQ(problemOf("standing: perhaps\n" + yearWith("[]", "[]")),
              "'perhaps' is not known here; write published or provisional.");
    EXPECT_EQ(problemOf(yearWith("[]", "[]"), "2030.yaml"),
              "the file is named 2030.yaml but its year is 2031; rename one of them.");
}

TEST(WorkCalendar, TakesAHolidayThatBeginsInTheOldYear) {
    const support::TemporaryFolder temporary;
    std::ofstream(temporary.path() / "2031.yaml") << yearWith("[{name: 元旦, from: 2030-12-31, to: 2031-01-02}]", "[]");
    const auto loaded = WorkCalendar::load(temporary.path());
    EXPECT_FALSE(loaded.isWorkingDay(day("2030-12-31")));
    EXPECT_FALSE(loaded.knowsYear(2030));
}

TEST(WorkCalendar, ThrowsWhenItsFolderIsNotThere) {
    EXPECT_THROW(static_cast<void>(WorkCalendar::load("/nowhere/at/all")), base::Error);
}

TEST(DeadlineLight, TurnsAsTheDeadlineComesNear) {
    const auto deadline = day("2026-03-20");  // a Friday
    const auto nameOn = [&](const char* today) { return chineseNameOf(lightOf(deadline, day(today), calendar())); };
    EXPECT_EQ(nameOn("2026-03-16"), "正常") << "4 left";
    EXPECT_EQ(nameOn("2026-03-17"), "黄色") << "3 left";
    EXPECT_EQ(nameOn("2026-03-18"), "黄色") << "2 left";
    EXPECT_EQ(nameOn("2026-03-19"), "红色") << "1 left";
    EXPECT_EQ(nameOn("2026-03-20"), "红色") << "the last day";
    EXPECT_EQ(nameOn("2026-03-21"), "超期");
}

TEST(DeadlineLight, CountsWorkingDaysAcrossAHoliday) {
    // Deadline on the first day after the Spring Festival: ten days away, but one working day after Saturday 14.
    EXPECT_EQ(lightOf(day("2026-02-24"), day("2026-02-14"), calendar()), DeadlineLight::Red);
    EXPECT_EQ(codeOf(DeadlineLight::Overdue), "overdue");
}

}  // namespace daiban::cases
