#pragma once

#include "web/Call.h"
#include "web/Response.h"

// What a supervisor asks of many cases at once. Each is a list as JSON, and with as=csv a table for a spreadsheet.
namespace daiban::web {

[[nodiscard]] Response getPlaces(const Call& call);
[[nodiscard]] Response getStill(const Call& call);
[[nodiscard]] Response getTrend(const Call& call);
[[nodiscard]] Response getWorkload(const Call& call);
[[nodiscard]] Response getWaitingByAge(const Call& call);
[[nodiscard]] Response getAudit(const Call& call);

}  // namespace daiban::web
