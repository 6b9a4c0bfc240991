#pragma once

#include <string>
#include <vector>

#include "base/Sentence.h"
#include "base/CsvFile.h"
#include "desk/Finding.h"

namespace daiban::cli {

class Context;

/// One case that was found, as a line or an object.
void sayFound(Context& context, const desk::FoundCase& found);
/// Its row of a table, under `columns`.
[[nodiscard]] std::vector<std::string> rowOf(Context& context, const desk::FoundCase& found);
[[nodiscard]] std::vector<std::string> columns(Context& context);
/// What it is counted with: its "item", "office", "status", "month" or "light".
[[nodiscard]] base::Sentence groupOf(Context& context, const desk::FoundCase& found, const std::string& by);

}  // namespace daiban::cli
