#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getStation(const Call& call);
[[nodiscard]] Response findItems(const Call& call);
[[nodiscard]] Response getItem(const Call& call);
[[nodiscard]] Response getTypes(const Call& call);

}  // namespace daiban::web
