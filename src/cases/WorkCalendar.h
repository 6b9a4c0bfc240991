#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Yaml.h"

namespace daiban::cases {

/// The last day of a time limit.
struct Deadline {
    base::Date date{};
    /// Years whose public holidays are not known, so that only their weekends were left out; empty: exact.
    std::vector<int> guessedYears;
    /// "2028 年节假日安排未录入，只按周末推算"; empty when exact.
    [[nodiscard]] std::string note() const;
};

/// Working days (工作日): Monday to Friday without public holidays, and the made-up working days of weekends.
class WorkCalendar {
  public:
    /// Reads every *.yaml of a folder, one year a file. Throws Error{Unreadable} "file:line: sentence".
    [[nodiscard]] static WorkCalendar load(const std::filesystem::path& folder);
    /// Reads one file.
    [[nodiscard]] static WorkCalendar loadYear(const std::filesystem::path& file);
    /// Knows no year: weekends only.
    WorkCalendar() = default;

    [[nodiscard]] bool isWorkingDay(base::Date date) const;
    [[nodiscard]] bool knowsYear(int year) const { return years_.contains(year); }
    /// The `workingDays`-th working day after `from`; the day itself does not count. With 0 `from` itself.
    [[nodiscard]] Deadline deadline(base::Date from, int workingDays) const;
    /// Working days after `from` up to and with `to`; negative when `to` lies before `from`.
    [[nodiscard]] int workingDaysBetween(base::Date from, base::Date to) const;

  private:
    void read(const base::YamlNode& root);
    void readHolidays(const base::YamlNode& list, int year);
    void readWorked(const base::YamlNode& list, int year);

    std::set<int> years_;
    std::set<base::Date> holidays_;
    std::set<base::Date> worked_;
};

/// Everything that is wrong in the calendars of a folder. Throws Error{Unreadable} only when there is no such folder.
[[nodiscard]] std::vector<base::ModelProblem> calendarProblemsIn(const std::filesystem::path& folder);

}  // namespace daiban::cases
