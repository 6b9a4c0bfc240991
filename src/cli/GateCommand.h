#pragma once

#include "cli/Commands.h"

namespace daiban::cli {

/// One side of a handoff scans by a code reader, where there is no screen.
void setUpGate(CLI::App& app, Action& action);

}  // namespace daiban::cli
