#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response findCases(const Call& call);
[[nodiscard]] Response getCase(const Call& call);
[[nodiscard]] Response stopClock(const Call& call);
[[nodiscard]] Response resumeClock(const Call& call);
[[nodiscard]] Response closeCase(const Call& call);
[[nodiscard]] Response reopenCase(const Call& call);
[[nodiscard]] Response chooseSituations(const Call& call);
[[nodiscard]] Response revealCaseApplicant(const Call& call);
[[nodiscard]] Response correctApplicant(const Call& call);
[[nodiscard]] Response exportCase(const Call& call);
[[nodiscard]] Response search(const Call& call);
[[nodiscard]] Response getOverview(const Call& call);

}  // namespace daiban::web
