#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getTokens(const Call& call);
[[nodiscard]] Response makeToken(const Call& call);
[[nodiscard]] Response withdrawToken(const Call& call);

}  // namespace daiban::web
