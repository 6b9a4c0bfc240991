#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response signIn(const Call& call);
[[nodiscard]] Response getSession(const Call& call);
[[nodiscard]] Response signOut(const Call& call);
[[nodiscard]] Response signOutEverywhere(const Call& call);
[[nodiscard]] Response changePassword(const Call& call);

}  // namespace daiban::web
