#pragma once

#include <string>

#include "cases/checklist/Checklist.h"

namespace daiban::cases {

/// The one complete notice of a checklist (its `notice` is not looked at).
[[nodiscard]] std::string noticeOf(const Checklist& checklist);

}  // namespace daiban::cases
