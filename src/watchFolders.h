#pragma once

#include "cli/Commands.h"

namespace daiban {

/// `daiban watch`: takes files of folders into the inbox of an office until SIGINT or SIGTERM comes, or, with --once,
/// until nothing is left to take.
void setUpWatch(CLI::App& app, cli::Action& action);

}  // namespace daiban
