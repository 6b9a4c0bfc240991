#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response findHouseholds(const Call& call);
[[nodiscard]] Response getHouseholdWorkers(const Call& call);
[[nodiscard]] Response planHouseholds(const Call& call);
[[nodiscard]] Response importHouseholds(const Call& call);
[[nodiscard]] Response reassignHouseholds(const Call& call);

}  // namespace daiban::web
