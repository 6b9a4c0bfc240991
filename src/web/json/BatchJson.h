#pragma once

#include "base/Json.h"
#include "desk/Batches.h"
#include "web/Station.h"

namespace daiban::web {

[[nodiscard]] base::Json batchJson(const Station& station, const desk::BatchView& view, const base::Words& words);
/// A line of the list.
[[nodiscard]] base::Json batchSummaryJson(const desk::BatchView& view);

}  // namespace daiban::web
