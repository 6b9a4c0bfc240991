#pragma once

#include "cli/ServeCommand.h"

namespace daiban::cli {

/// `daiban COMMAND ...`: finds the command, runs it, says what went wrong in one sentence. Returns the exit code.
/// `serve`: who serves the browser workstation.
int runProgram(int argc, const char* const* argv, const Serve& serve = {});

}  // namespace daiban::cli
