#pragma once

#include <string_view>

#include "staff/Scope.h"

namespace daiban::web {

/// What a token must be made for to ask for an operation: names of scopes, any one of which will do, "any" for every
/// token, "" for none: what a new route is until somebody says otherwise. Stands as x-scope in openapi.yaml too.
[[nodiscard]] std::string_view scopesOf(std::string_view operation);
[[nodiscard]] bool mayAsk(const staff::Scopes& scopes, std::string_view operation);

}  // namespace daiban::web
