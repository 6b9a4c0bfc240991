#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getCalendars(const Call& call);
[[nodiscard]] Response checkCalendar(const Call& call);
[[nodiscard]] Response saveCalendar(const Call& call);

}  // namespace daiban::web
