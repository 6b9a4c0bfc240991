#pragma once

#include <string>
#include <string_view>

#include "base/Sentence.h"

namespace daiban::handoff {

// Who may hold paper: an office's desk, written as the office's code ("SQ-0101"), or a courier, written as "@" and the
// name of the account ("@wangli"). Codes hold no "@", so the two never mix.

[[nodiscard]] bool isCourier(std::string_view party);
/// "@wangli" for "wangli".
[[nodiscard]] std::string courierParty(std::string_view account);
/// "wangli" for "@wangli"; empty for an office.
[[nodiscard]] std::string accountOf(std::string_view party);
/// For people: the code of an office, "送件人 wangli" for a courier.
[[nodiscard]] base::Sentence wordsFor(std::string_view party);

}  // namespace daiban::handoff
