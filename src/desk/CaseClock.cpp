// The time limit of a case and the clock it runs by.
#include "desk/Cases.h"

namespace daiban::desk {

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
    parts_.store.stopClock(record.id, reason, from.value_or(parts_.today()), actor);
    return limitOf(record);
}

CaseLimit Cases::resumeClock(const staff::Actor& actor, const std::string& key, std::optional<base::Date> until) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::ResumeClock, record);
    parts_.store.resumeClock(record.id, until.value_or(parts_.today()), actor);
    return limitOf(record);
}

}  // namespace daiban::desk
