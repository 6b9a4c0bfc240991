#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Json.h"
#include "cases/deadlines/DeadlineLight.h"
#include "cases/deadlines/WorkCalendar.h"

namespace daiban::cases {

/// Why the clock of a case stands still.
enum class StopReason {
    Supplement,        ///< 补正: the resident mends what he handed in
    SpecialProcedure,  ///< 特别程序: hearing, inspection, expert review (行政许可法 art. 45)
};

[[nodiscard]] std::string_view codeOf(StopReason reason);         ///< "supplement", "special"
[[nodiscard]] std::string_view chineseNameOf(StopReason reason);  ///< "补正", "特别程序"
[[nodiscard]] std::optional<StopReason> stopReasonOf(std::string_view code);

/// The days after `from` up to and with `until` do not count: the day the notice goes out still does, the day the
/// papers come back does not, like the day of intake. Without `until` the clock stands still to this day.
struct ClockStop {
    StopReason reason = StopReason::Supplement;
    base::Date from{};
    std::optional<base::Date> until;
};

/// How a case stands to its time limit on a day.
struct CaseDeadline {
    Deadline deadline;                  ///< while the clock stands still: as if it went on tomorrow
    std::optional<StopReason> stopped;  ///< why it stands still on that day
    int left = 0;                       ///< working days after that day up to the deadline; negative: days over it
    DeadlineLight light = DeadlineLight::Normal;

    /// One sentence for the clerk, with what is not certain about it: "截止 2026-03-20，剩余 4 个工作日。"
    [[nodiscard]] base::Sentence sentence() const;
};

/// What the command line prints: "deadline", "stopped", "left", "light", "note", "sentence".
[[nodiscard]] base::Json toJson(const CaseDeadline& deadline);

/// The time limit of a case taken in on `intake`. Stops may overlap: a day is left out once.
/// Throws Error{BadArguments} for a stop that ends before it begins.
[[nodiscard]] CaseDeadline deadlineOf(base::Date intake, int workingDays, const std::vector<ClockStop>& stops,
                                      const WorkCalendar& calendar, base::Date today);

}  // namespace daiban::cases
