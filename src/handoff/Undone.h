#pragma once

#include <vector>

#include "handoff/Custody.h"

namespace daiban::handoff {

/// Whether a scan was taken back by its own side; `events` are those of its thing and handoff, in any order. What a
/// giver undid on a phone that was away counts only where the receiver said nothing of the thing: a live undoing would
/// have been refused, and what both sides signed for has changed hands.
[[nodiscard]] bool isUndone(const CustodyEvent& event, const std::vector<RecordedEvent>& events);

}  // namespace daiban::handoff
