#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getErasures(const Call& call);
[[nodiscard]] Response planErasure(const Call& call);
[[nodiscard]] Response erase(const Call& call);

}  // namespace daiban::web
