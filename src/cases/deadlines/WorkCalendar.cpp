#include "cases/deadlines/WorkCalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/Error.h"
#include "base/Text.h"
#include "cases/items/ItemFile.h"

namespace daiban::cases {

namespace {

using base::Date;
using base::YamlNode;

bool isWeekend(Date date) {
    const std::chrono::weekday day{std::chrono::sys_days{date}};
    return day == std::chrono::Saturday || day == std::chrono::Sunday;
}

Date nextDay(Date date) {
    return Date{std::chrono::sys_days{date} + std::chrono::days{1}};
}

/// A day of the year, or of the end of the year before: the New Year holiday may begin there.
Date dayOfYear(const YamlNode& node, int year) {
    const auto date = base::parseIsoDate(node.string());
    if (!date) node.fail(base::Sentence("'{}' is no date; write YYYY-MM-DD.", node.string()));
    const bool before = date->year() == std::chrono::year{year - 1} && date->month() == std::chrono::December;
    if (date->year() != std::chrono::year{year} && !before)
        node.fail(base::Sentence("{} does not belong into the calendar of {}; move it to its year's file.",
                                 node.string(), year));
    return *date;
}

}  // namespace

base::Sentence Deadline::note() const {
    const auto listed = [](const std::vector<int>& years) {
        std::vector<std::string> texts;
        for (const int year : years) texts.push_back(std::to_string(year));
        return base::joined(texts, "、");
    };
    std::vector<base::Sentence> notes;
    if (!provisionalYears.empty())
        notes.push_back(base::Sentence("{} 年放假调休安排尚未公布，暂按法定节假日推算，公布后请更新日历再核对",
                                       listed(provisionalYears)));
    if (!guessedYears.empty())
        notes.push_back(
            base::Sentence("{} 年节假日安排未录入，只按周末推算，请录入该年日历再核对", listed(guessedYears)));
    return base::joined(notes, base::Sentence("；"));
}

WorkCalendar WorkCalendar::load(const std::filesystem::path& folder, const std::vector<base::ModelSource>& instead) {
    WorkCalendar calendar;
    for (const auto& file : modelFilesIn(folder))
        if (std::ranges::find(instead, file.stem().string(), &base::ModelSource::code) == instead.end())
            calendar.read(YamlNode::load(file));
    for (const auto& source : instead) calendar.read(source.root());
    return calendar;
}

WorkCalendar WorkCalendar::loadYear(const base::ModelSource& source) {
    WorkCalendar calendar;
    calendar.read(source.root());
    return calendar;
}

void WorkCalendar::read(const YamlNode& root) {
    root.onlyKeys({"year", "source", "certainty", "standing", "holidays", "worked"});
    const YamlNode yearNode = root.at("year");
    const int year = yearNode.integer();
    if (base::ModelSource::codeOf(root.file()) != std::to_string(year))
        yearNode.fail(base::Sentence("the file is named {} but its year is {}; rename one of them.",
                                     root.file().filename().string(), year));
    if (base::trimmed(root.at("source").string()).empty())
        root.at("source").fail(base::Sentence("say which official notice the days are from."));
    const std::string standing = root.stringOr("standing", "published");
    if (standing != "published" && standing != "provisional")
        root.at("standing").fail(base::Sentence("'{}' is not known here; write published or provisional.", standing));
    CalendarYear& told = told_[year];
    told = {.year = year,
            .source = root.at("source").string(),
            .provisional = standing == "provisional",
            .holidays = {},
            .worked = {}};
    readHolidays(root.at("holidays"), year);
    readWorked(root.at("worked"), year);
    years_.insert(year);
    if (standing == "provisional") provisional_.insert(year);
}

void WorkCalendar::readHolidays(const YamlNode& list, int year) {
    for (const YamlNode& node : list.items()) {
        node.onlyKeys({"name", "from", "to"});
        const Date from = dayOfYear(node.at("from"), year);
        const Date to = dayOfYear(node.at("to"), year);
        if (to < from) node.fail(base::Sentence("the holiday ends before it begins; mend 'from' or 'to'."));
        told_[year].holidays.push_back({.name = node.stringOr("name", ""), .from = from, .to = to});
        for (Date day = from; day <= to; day = nextDay(day)) holidays_.insert(day);
    }
}

void WorkCalendar::readWorked(const YamlNode& list, int year) {
    for (const YamlNode& node : list.items()) {
        const Date day = dayOfYear(node, year);
        if (!isWeekend(day)) node.fail(base::Sentence("{} is no Saturday or Sunday; take it out.", node.string()));
        if (holidays_.contains(day)) node.fail(base::Sentence("{} is a holiday as well; take one out.", node.string()));
        worked_.insert(day);
        told_[year].worked.push_back(day);
    }
}

bool WorkCalendar::isWorkingDay(Date date) const {
    if (worked_.contains(date)) return true;
    return !isWeekend(date) && !holidays_.contains(date);
}

Deadline WorkCalendar::deadline(Date from, int workingDays) const {
    return deadline(from, workingDays, [](Date) { return true; });
}

Deadline WorkCalendar::deadline(Date from, int workingDays, const Counts& counts) const {
    const auto note = [](std::vector<int>& years, int year) {
        if (years.empty() || years.back() != year) years.push_back(year);
    };
    Deadline out{from, {}, {}};
    for (int left = workingDays; left > 0;) {
        out.date = nextDay(out.date);
        const int year = static_cast<int>(out.date.year());
        if (!knowsYear(year)) note(out.guessedYears, year);
        if (isProvisional(year)) note(out.provisionalYears, year);
        if (isWorkingDay(out.date) && counts(out.date)) --left;
    }
    return out;
}

int WorkCalendar::workingDaysBetween(Date from, Date to) const {
    if (to < from) return -workingDaysBetween(to, from);
    int days = 0;
    for (Date day = from; day < to;) {
        day = nextDay(day);
        if (isWorkingDay(day)) ++days;
    }
    return days;
}

std::vector<base::ModelProblem> calendarProblemsOf(const base::ModelSource& source) {
    try {
        static_cast<void>(WorkCalendar::loadYear(source));
    } catch (const base::Error& error) {
        return {base::ModelProblem::of(source.file, error)};
    }
    return {};
}

std::vector<base::ModelProblem> calendarProblemsIn(const std::filesystem::path& folder) {
    std::vector<base::ModelProblem> problems;
    // One at a time: a mistake in one year does not hide those of another.
    for (const auto& file : modelFilesIn(folder))
        for (auto& problem : calendarProblemsOf({.file = file})) problems.push_back(std::move(problem));
    return problems;
}

}  // namespace daiban::cases
