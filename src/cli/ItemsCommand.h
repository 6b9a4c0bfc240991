#pragma once

#include "cli/AllCommands.h"

namespace daiban::cli {

void setUpItemRules(CLI::App& app, Action& action);  ///< items deadline and validate

}  // namespace daiban::cli
