// The time limit of a case and the clock it runs by.
#include "base/Error.h"
#include "base/Text.h"
#include "desk/Cases.h"

namespace daiban::desk {

namespace {

/// A notice that went out, papers that came back: what is yet to come stands still for nobody.
void demandNotAhead(base::Date day, base::Date today) {
    if (std::chrono::sys_days(day) > std::chrono::sys_days(today))
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("{} is yet to come; give the day on which it happened.", base::isoDate(day)));
}

}  // namespace

CaseLimit Cases::limitOf(const store::CaseRecord& record) const {
    using handoff::CaseStatus;
    using Standing = CaseLimit::Standing;
    if (record.status != CaseStatus::Received && record.status != CaseStatus::Circulating) return {};
    const auto checklist = parts_.store.checklist(record.id);
    if (!checklist || !(checklist->complete || checklist->completeWithPromise))
        return {.standing = Standing::NotAccepted, .deadline = {}};
    return {
        .standing = Standing::Running,
        .deadline = cases::deadlineOf(base::dayOf(record.openedAt), itemOf(parts_, record).days,
                                      parts_.store.clockStops(record.id), parts_.models.calendar(), parts_.today())};
}

CaseLimit Cases::stopClock(const staff::Actor& actor, const std::string& key, cases::StopReason reason,
                           std::optional<base::Date> from) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::StopClock, record);
    const base::Date day = from.value_or(parts_.today());
    demandNotAhead(day, parts_.today());
    parts_.store.stopClock(record.id, reason, day, actor);
    return limitOf(record);
}

CaseLimit Cases::resumeClock(const staff::Actor& actor, const std::string& key, std::optional<base::Date> until) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::ResumeClock, record);
    const base::Date day = until.value_or(parts_.today());
    demandNotAhead(day, parts_.today());
    parts_.store.resumeClock(record.id, day, actor);
    return limitOf(record);
}

CaseLimit Cases::takeBackStop(const staff::Actor& actor, const std::string& key) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::StopClock, record);
    for (const auto& stop : parts_.store.clockStops(record.id))
        if (!stop.until) {
            parts_.store.resumeClock(record.id, stop.from, actor);
            return limitOf(record);
        }
    throw base::Error(base::ErrorKind::CheckFailed,
                      base::Sentence("The clock of case {} does not stand still.", record.number));
}

}  // namespace daiban::desk
