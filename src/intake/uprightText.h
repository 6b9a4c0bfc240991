#pragma once

#include "base/Json.h"
#include "text/PageText.h"

namespace daiban::intake {

/// The lines of a stored document as they stand on it when it lies flat and upright, and its size; in pixels.
struct UprightText {
    text::PageText text;
    double width = 0;
    double height = 0;
};

/// `document` is one of a reading's "documents" (toJson of PageReading), whose lines are told in the page's pixels.
/// Corners that make no quad leave the lines where they are. Throws base::Json::exception for what is no document.
[[nodiscard]] UprightText uprightText(const base::Json& document);

}  // namespace daiban::intake
