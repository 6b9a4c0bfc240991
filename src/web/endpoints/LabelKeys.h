#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getLabelKeys(const Call& call);
[[nodiscard]] Response rotateLabelKey(const Call& call);
[[nodiscard]] Response withdrawLabelKey(const Call& call);

}  // namespace daiban::web
