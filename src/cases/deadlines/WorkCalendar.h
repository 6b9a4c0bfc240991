#pragma once

#include <filesystem>
#include <functional>
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
    /// Years of which only the holidays of the law are known, not yet the days that are moved and made up.
    std::vector<int> provisionalYears;
    /// "2027 年放假调休安排尚未公布，暂按法定节假日推算，公布后请更新日历再核对"; empty when exact.
    [[nodiscard]] base::Sentence note() const;
};

struct Holiday {
    std::string name;
    base::Date from{};
    base::Date to{};
};

/// One year's official arrangement.
struct CalendarYear {
    int year = 0;
    std::string source;
    bool provisional = false;
    std::vector<Holiday> holidays;
    std::vector<base::Date> worked;  ///< weekends that are working days
};

/// Working days (工作日): Monday to Friday without public holidays, and the made-up working days of weekends.
class WorkCalendar {
  public:
    /// Reads every *.yaml of a folder, one year a file. Throws Error{Unreadable} "file:line: sentence".
    /// `instead`: read in place of the files of the same years, and beside them where there are none.
    [[nodiscard]] static WorkCalendar load(const std::filesystem::path& folder,
                                           const std::vector<base::ModelSource>& instead = {});
    /// Reads one file.
    [[nodiscard]] static WorkCalendar loadYear(const base::ModelSource& source);
    /// Knows no year: weekends only.
    WorkCalendar() = default;

    /// Whether a day may count at all: false while the clock of a case stands still.
    using Counts = std::function<bool(base::Date)>;

    [[nodiscard]] bool isWorkingDay(base::Date date) const;
    [[nodiscard]] bool knowsYear(int year) const { return years_.contains(year); }
    /// Known, but only by the law: the year's official notice was not out when its file was written.
    [[nodiscard]] bool isProvisional(int year) const { return provisional_.contains(year); }
    /// The `workingDays`-th working day after `from`; the day itself does not count. With 0 `from` itself.
    [[nodiscard]] Deadline deadline(base::Date from, int workingDays) const;
    /// Counts only days that `counts`.
    [[nodiscard]] Deadline deadline(base::Date from, int workingDays, const Counts& counts) const;
    /// Working days after `from` up to and with `to`; negative when `to` lies before `from`.
    [[nodiscard]] int workingDaysBetween(base::Date from, base::Date to) const;

    /// By year, as their files say.
    [[nodiscard]] const std::map<int, CalendarYear>& years() const { return told_; }

  private:
    void read(const base::YamlNode& root);
    void readHolidays(const base::YamlNode& list, int year);
    void readWorked(const base::YamlNode& list, int year);

    std::set<int> years_;
    std::set<int> provisional_;
    std::set<base::Date> holidays_;
    std::set<base::Date> worked_;
    std::map<int, CalendarYear> told_;
};

/// What is wrong in one year's calendar; empty: it can be followed.
[[nodiscard]] std::vector<base::ModelProblem> calendarProblemsOf(const base::ModelSource& source);
/// Everything that is wrong in the calendars of a folder. Throws Error{Unreadable} only when there is no such folder.
[[nodiscard]] std::vector<base::ModelProblem> calendarProblemsIn(const std::filesystem::path& folder);

}  // namespace daiban::cases
