#pragma once

#include "cli/ServeCommand.h"

namespace daiban {

/// Serves the data folder of `context` until SIGINT or SIGTERM comes; then takes nothing more, answers what was asked,
/// and ends. Gives the exit code.
int serveStation(cli::Context& context, const cli::ServeOptions& options);

}  // namespace daiban
