#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getAccounts(const Call& call);
[[nodiscard]] Response addAccount(const Call& call);
[[nodiscard]] Response changeAccount(const Call& call);
[[nodiscard]] Response makePassword(const Call& call);
[[nodiscard]] Response getRefusals(const Call& call);
[[nodiscard]] Response namePrinter(const Call& call);

}  // namespace daiban::web
