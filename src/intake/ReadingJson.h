#pragma once

#include "base/Json.h"
#include "cases/bundles/Paper.h"
#include "intake/readPage.h"

namespace daiban::intake {

/// A page's reading as `daiban read --json` prints it (docs/architecture.md, "Command line"); quads in the
/// coordinates of the image given.
[[nodiscard]] base::Json toJson(const PageReading& reading);

/// The papers of a page as the checklist sees them, from what toJson wrote.
/// Throws Error{Unreadable} when it is no reading.
[[nodiscard]] std::vector<cases::Paper> papersFromJson(const base::Json& reading);
[[nodiscard]] std::vector<cases::Paper> papersOf(const PageReading& reading);

}  // namespace daiban::intake
