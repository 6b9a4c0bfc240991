#pragma once

#include "cli/Commands.h"
#include "cli/ServeCommand.h"

namespace daiban::cli {

/// `daiban COMMAND ...`: finds the command, runs it, says what went wrong in one sentence. Returns the exit code.
/// `serve`: who serves the browser workstation; `more`: commands that main brings, for they need its server.
int runProgram(int argc, const char* const* argv, const Serve& serve = {}, std::span<const Command> more = {});

}  // namespace daiban::cli
