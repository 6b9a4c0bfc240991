#pragma once

#include <string>
#include <vector>

#include "cli/CsvFile.h"
#include "desk/Finding.h"

namespace daiban::cli {

class Context;

/// One case that was found, as a line or an object.
void sayFound(Context& context, const desk::FoundCase& found);
/// Its row of a table, under `columns`.
[[nodiscard]] std::vector<std::string> rowOf(Context& context, const desk::FoundCase& found);
extern const std::vector<std::string> columns;
/// What it is counted with: its "item", "office", "status", "month" or "light".
[[nodiscard]] std::string groupOf(Context& context, const desk::FoundCase& found, const std::string& by);

}  // namespace daiban::cli
