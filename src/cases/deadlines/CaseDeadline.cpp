#include "cases/deadlines/CaseDeadline.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::cases {

namespace {

using base::Date;

void demandOrder(const ClockStop& stop) {
    if (!stop.until || *stop.until >= stop.from) return;
    throw base::Error(base::ErrorKind::BadArguments,
                      base::Sentence("The stop that begins on {} ends before it, on {}; mend one of the days.",
                                     base::isoDate(stop.from), base::isoDate(*stop.until)));
}

/// The stop that leaves the day out; an open one goes on until today.
const ClockStop* stopOn(Date day, const std::vector<ClockStop>& stops, Date today) {
    const auto leavesOut = [&](const ClockStop& stop) {
        return day > stop.from && day <= stop.until.value_or(std::max(today, stop.from));
    };
    const auto found = std::ranges::find_if(stops, leavesOut);
    return found == stops.end() ? nullptr : &*found;
}

}  // namespace

std::string_view codeOf(StopReason reason) {
    return reason == StopReason::Supplement ? "supplement" : "special";
}

std::string_view chineseNameOf(StopReason reason) {
    return reason == StopReason::Supplement ? "补正" : "特别程序";
}

std::optional<StopReason> stopReasonOf(std::string_view code) {
    for (const StopReason reason : {StopReason::Supplement, StopReason::SpecialProcedure})
        if (codeOf(reason) == code) return reason;
    return std::nullopt;
}

base::Sentence CaseDeadline::sentence() const {
    const std::string day = base::isoDate(deadline.date);
    const auto limit =
        stopped ? base::Sentence("{}期间停止计时，恢复后剩余 {} 个工作日", base::word(chineseNameOf(*stopped)), left)
        : left < 0 ? base::Sentence("截止 {}，已超期 {} 个工作日", day, -left)
                   : base::Sentence("截止 {}，剩余 {} 个工作日", day, left);
    const base::Sentence note = deadline.note();
    return note.empty() ? base::Sentence("{}。", limit) : base::Sentence("{}（{}）。", limit, note);
}

base::Json toJson(const CaseDeadline& deadline) {
    return {{"deadline", base::isoDate(deadline.deadline.date)},
            {"stopped", deadline.stopped ? codeOf(*deadline.stopped) : ""},
            {"left", deadline.left},
            {"light", codeOf(deadline.light)},
            {"note", deadline.deadline.note().text()},
            {"sentence", deadline.sentence().text()}};
}

CaseDeadline deadlineOf(Date intake, int workingDays, const std::vector<ClockStop>& stops, const WorkCalendar& calendar,
                        Date today) {
    std::ranges::for_each(stops, demandOrder);
    const auto counts = [&](Date day) { return stopOn(day, stops, today) == nullptr; };
    CaseDeadline out;
    out.deadline = calendar.deadline(intake, workingDays, counts);
    if (today > out.deadline.date) {
        // A Sunday after the last day is over the limit as well, though no working day has passed.
        out.left = std::min(-1, calendar.workingDaysBetween(today, out.deadline.date));
        out.light = DeadlineLight::Overdue;
        return out;
    }
    if (const ClockStop* stop = stopOn(today, stops, today)) out.stopped = stop->reason;
    // A stop that began today leaves out the days to come, though not today itself.
    for (const ClockStop& stop : stops)
        if (!stop.until && stop.from == today) out.stopped = stop.reason;
    for (Date day = today; day < out.deadline.date;) {
        day = Date{std::chrono::sys_days{day} + std::chrono::days{1}};
        if (calendar.isWorkingDay(day) && counts(day)) ++out.left;
    }
    out.light = lightOf(out.left);
    return out;
}

}  // namespace daiban::cases
