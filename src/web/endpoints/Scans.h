#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getScanners(const Call& call);
[[nodiscard]] Response beginScan(const Call& call);
[[nodiscard]] Response getScan(const Call& call);
[[nodiscard]] Response cancelScan(const Call& call);

}  // namespace daiban::web
