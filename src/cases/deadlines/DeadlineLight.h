#pragma once

#include <string_view>

#include "base/Clock.h"
#include "cases/deadlines/WorkCalendar.h"

namespace daiban::cases {

/// How near a deadline is.
enum class DeadlineLight {
    Normal,   ///< 正常
    Yellow,   ///< 黄色: time to ask how it stands
    Red,      ///< 红色: due today or on the next working day
    Overdue,  ///< 超期
};

/// Working days left (today not counted) at which the light changes. Chosen for the shortest promises among the items,
/// 3 and 5 working days, and to be set by the office's own rule: a case carried to a bureau takes a day there and
/// a day back, so that a yellow light still leaves one day to mend something.
inline constexpr int yellowWhenLeft = 3;
inline constexpr int redWhenLeft = 1;

/// With so many working days left; negative: overdue.
[[nodiscard]] DeadlineLight lightOf(int workingDaysLeft);
[[nodiscard]] DeadlineLight lightOf(base::Date deadline, base::Date today, const WorkCalendar& calendar);
[[nodiscard]] std::string_view chineseNameOf(DeadlineLight light);
/// "normal", "yellow", "red", "overdue"
[[nodiscard]] std::string_view codeOf(DeadlineLight light);

}  // namespace daiban::cases
