#pragma once

#include "web/Call.h"

namespace daiban::web {

// At the counter
[[nodiscard]] Response getPhones(const Call& call);
[[nodiscard]] Response offerPhone(const Call& call);
[[nodiscard]] Response endPhone(const Call& call);
// On the telephone
[[nodiscard]] Response pairPhone(const Call& call);
[[nodiscard]] Response getPhone(const Call& call);
[[nodiscard]] Response leavePhone(const Call& call);
[[nodiscard]] Response addPhonePages(const Call& call);

}  // namespace daiban::web
