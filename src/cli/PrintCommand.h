#pragma once

#include <string>

#include "cli/Commands.h"
#include "intake/PrintQueue.h"

namespace daiban::cli {

/// The queue of this data folder.
[[nodiscard]] intake::PrintQueue printQueue(Context& context);

/// Prints and says what became of it. `id`: of the job, its sender's; empty: a new one. Returns the exit code: 0 only
/// when it was printed.
int printLabels(Context& context, const std::string& printer, const std::string& id, const intake::LabelPrint& labels);

/// label queue, reprint, printer and calibrate.
void setUpPrinting(CLI::App& label, Action& action);

}  // namespace daiban::cli
