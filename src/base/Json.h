#pragma once

// The one place that names the JSON library; everybody else includes this.
#include <nlohmann/json.hpp>
#include <string>

#include "base/Geometry.h"
#include "base/Sentence.h"

namespace daiban::base {

using Json = nlohmann::ordered_json;  ///< keeps the order in which keys were put in

/// [[x,y],[x,y],[x,y],[x,y]], rounded to a tenth of a pixel.
[[nodiscard]] Json toJson(const Quad& quad);
/// Reads what toJson(Quad) wrote. Throws Error{Unreadable}.
[[nodiscard]] Quad quadFromJson(const Json& json);
/// A text, a list of sentences, or {"says": pattern, "with": [what stands in its places]}.
[[nodiscard]] Json toJson(const Sentence& sentence);
/// Reads what toJson(Sentence) wrote. Throws Error{Unreadable}.
[[nodiscard]] Sentence sentenceFromJson(const Json& json);
/// For a column of text: a text as it is, what has a pattern as a line of JSON.
[[nodiscard]] std::string toStored(const Sentence& sentence);
/// Also what was stored before sentences had patterns.
[[nodiscard]] Sentence sentenceFromStored(const std::string& text);
/// One line, with bytes that are no UTF-8 replaced rather than refused.
[[nodiscard]] std::string toLine(const Json& json);
/// Parses or throws Error{Unreadable} with one sentence that begins with `what`.
[[nodiscard]] Json parseJson(const std::string& text, const Sentence& what);

}  // namespace daiban::base
