#pragma once

#include <string>

#include "cases/Checklist.h"

namespace daiban::cases {

/// The one complete notice of a checklist (its `notice` is not looked at).
[[nodiscard]] std::string noticeOf(const Checklist& checklist);

/// "银行卡（申请人）"
[[nodiscard]] std::string titleOf(const Material& material);

}  // namespace daiban::cases
