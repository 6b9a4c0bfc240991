#pragma once

namespace daiban::cli {

/// `daiban COMMAND ...`: finds the command, runs it, says what went wrong in one sentence. Returns the exit code.
int runProgram(int argc, const char* const* argv);

}  // namespace daiban::cli
