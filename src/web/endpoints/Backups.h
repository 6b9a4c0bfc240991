#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getBackups(const Call& call);
[[nodiscard]] Response makeBackup(const Call& call);
[[nodiscard]] Response verifyBackup(const Call& call);
[[nodiscard]] Response cancelBackup(const Call& call);

}  // namespace daiban::web
