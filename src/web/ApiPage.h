#pragma once

#include <string_view>

#include "web/Response.h"

namespace daiban::web {

/// What the API is, as the program carries it.
[[nodiscard]] std::string_view openApiText();
[[nodiscard]] Response apiFile();  ///< the OpenAPI file
[[nodiscard]] Response apiPage();  ///< a page for people: every route with what it does

}  // namespace daiban::web
