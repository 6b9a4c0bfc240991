#pragma once

// The one place that names the JSON library; everybody else includes this.
#include <nlohmann/json.hpp>
#include <string>

#include "base/Geometry.h"

namespace daiban::base {

using Json = nlohmann::ordered_json;  ///< keeps the order in which keys were put in

/// [[x,y],[x,y],[x,y],[x,y]], rounded to a tenth of a pixel.
[[nodiscard]] Json toJson(const Quad& quad);
/// Reads what toJson(Quad) wrote. Throws Error{Unreadable}.
[[nodiscard]] Quad quadFromJson(const Json& json);
/// One line, with bytes that are no UTF-8 replaced rather than refused.
[[nodiscard]] std::string toLine(const Json& json);
/// Parses or throws Error{Unreadable} with one sentence that begins with `what`.
[[nodiscard]] Json parseJson(const std::string& text, const std::string& what);

}  // namespace daiban::base
