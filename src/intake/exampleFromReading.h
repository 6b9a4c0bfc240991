#pragma once

#include <optional>
#include <string>

#include "base/Json.h"
#include "documents/LearnTypes.h"

namespace daiban::intake {

/// A document of a stored reading (what toJson(PageReading) wrote) as something to learn from: `document` from 0, what
/// a person says it is. Empty when the reading has no such document or it has too little text.
/// Throws Error{Unreadable} for what is no reading.
[[nodiscard]] std::optional<documents::Example> exampleFromReading(const base::Json& reading, int document,
                                                                   const std::string& type);

}  // namespace daiban::intake
