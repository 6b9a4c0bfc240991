#pragma once

#include <string>

#include "cli/Commands.h"
#include "intake/PrintQueue.h"

namespace daiban::cli {

/// Prints and says what became of it. `id`: of the job, its sender's; empty: a new one. Returns the exit code: 0 only
/// when it was printed.
int printLabels(Context& context, const std::string& printer, const std::string& id, const intake::LabelPrint& labels);

}  // namespace daiban::cli
