#pragma once

#include "process/serveRequests.h"

namespace daiban::scanners {

/// The worker's side of WorkerSource. The scanner is let go of (its carriage goes home) when the answer goes, after the
/// caller has all it asked for: drivers may hang in it.
[[nodiscard]] process::Answer answerScans();

}  // namespace daiban::scanners
