#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getPrinters(const Call& call);
[[nodiscard]] Response printTest(const Call& call);
[[nodiscard]] Response calibratePrinter(const Call& call);

}  // namespace daiban::web
