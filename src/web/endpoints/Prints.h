#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response printOfIntake(const Call& call);
[[nodiscard]] Response printOfCase(const Call& call);
[[nodiscard]] Response getPrint(const Call& call);

}  // namespace daiban::web
