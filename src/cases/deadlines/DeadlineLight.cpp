#include "cases/deadlines/DeadlineLight.h"

namespace daiban::cases {

DeadlineLight lightOf(int workingDaysLeft) {
    if (workingDaysLeft < 0) return DeadlineLight::Overdue;
    if (workingDaysLeft <= redWhenLeft) return DeadlineLight::Red;
    return workingDaysLeft <= yellowWhenLeft ? DeadlineLight::Yellow : DeadlineLight::Normal;
}

DeadlineLight lightOf(base::Date deadline, base::Date today, const WorkCalendar& calendar) {
    if (today > deadline) return DeadlineLight::Overdue;
    return lightOf(calendar.workingDaysBetween(today, deadline));
}

std::string_view chineseNameOf(DeadlineLight light) {
    switch (light) {
        case DeadlineLight::Normal:
            return "正常";
        case DeadlineLight::Yellow:
            return "黄色";
        case DeadlineLight::Red:
            return "红色";
        case DeadlineLight::Overdue:
            return "超期";
    }
    return "";
}

std::string_view codeOf(DeadlineLight light) {
    switch (light) {
        case DeadlineLight::Normal:
            return "normal";
        case DeadlineLight::Yellow:
            return "yellow";
        case DeadlineLight::Red:
            return "red";
        case DeadlineLight::Overdue:
            return "overdue";
    }
    return "";
}

}  // namespace daiban::cases
