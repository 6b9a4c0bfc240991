#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response beginReturn(const Call& call);
[[nodiscard]] Response getReturn(const Call& call);
[[nodiscard]] Response decideReturn(const Call& call);
[[nodiscard]] Response findWaiting(const Call& call);
[[nodiscard]] Response pickUp(const Call& call);
[[nodiscard]] Response undoPickup(const Call& call);

}  // namespace daiban::web
