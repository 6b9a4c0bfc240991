#pragma once

#include "cli/AllCommands.h"

namespace daiban::cli {

void setUpTeach(CLI::App& app, Action& action);  ///< types teach and learn

}  // namespace daiban::cli
