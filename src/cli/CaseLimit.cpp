#include "cli/CaseLimit.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/Text.h"
#include "cases/deadlines/WorkCalendar.h"
#include "intake/CaseDesk.h"

namespace daiban::cli {

namespace {

bool isAccepted(Context& context, const store::CaseRecord& record) {
    const auto stored = context.store().checklist(record.id);
    if (!stored) return false;
    const base::Json checklist = base::parseJson(stored->json, "The checklist");
    return checklist.value("complete", false) || checklist.value("complete_with_promise", false);
}

}  // namespace

CaseLimit limitOf(Context& context, const store::CaseRecord& record) {
    using handoff::CaseStatus;
    using Standing = CaseLimit::Standing;
    if (record.status != CaseStatus::Received && record.status != CaseStatus::Circulating) return {};
    if (!isAccepted(context, record)) return {.standing = Standing::NotAccepted, .deadline = {}};
    const auto calendar = cases::WorkCalendar::load(context.modelsFolder / "calendars");
    return {.standing = Standing::Running,
            .deadline = cases::deadlineOf(base::dayOf(record.openedAt), intake::itemOf(record, context.items()).days,
                                          context.store().clockStops(record.id), calendar, context.today())};
}

std::string textOf(const CaseLimit& limit) {
    if (limit.standing == CaseLimit::Standing::Done) return "已办结，不再计时";
    if (limit.standing == CaseLimit::Standing::NotAccepted) return "材料未齐，承诺时限尚未起算";
    const auto& [deadline, stopped, left, light] = limit.deadline;
    std::string text;
    if (stopped)
        text = fmt::format("{}期间停止计时，恢复后剩余工作日 {}  {}", cases::chineseNameOf(*stopped), left,
                           cases::chineseNameOf(light));
    else
        text = fmt::format("承诺办结日 {}  {} {}  {}", base::isoDate(deadline.date),
                           left < 0 ? "已超期工作日" : "剩余工作日", std::abs(left), cases::chineseNameOf(light));
    if (const std::string note = deadline.note(); !note.empty()) text += "（" + note + "）";
    return text;
}

base::Json toJson(const CaseLimit& limit) {
    return limit.standing == CaseLimit::Standing::Running ? cases::toJson(limit.deadline) : base::Json(nullptr);
}

}  // namespace daiban::cli
