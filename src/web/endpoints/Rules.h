#pragma once

#include "web/Call.h"

namespace daiban::web {

// Items, document types and calendars as an administrator changes them: versions with the day they take effect.
[[nodiscard]] Response getRules(const Call& call);
[[nodiscard]] Response getRuleVersions(const Call& call);
[[nodiscard]] Response getRuleText(const Call& call);
[[nodiscard]] Response checkRule(const Call& call);
[[nodiscard]] Response saveRule(const Call& call);
[[nodiscard]] Response withdrawRule(const Call& call);
[[nodiscard]] Response tryItem(const Call& call);
[[nodiscard]] Response tryType(const Call& call);

}  // namespace daiban::web
