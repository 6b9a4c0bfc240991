#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getInbox(const Call& call);
[[nodiscard]] Response throwAwayFile(const Call& call);

}  // namespace daiban::web
