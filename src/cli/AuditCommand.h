#pragma once

#include "cli/AllCommands.h"

namespace daiban::cli {

void setUpAuditQuality(CLI::App& app, Action& action);  ///< audit case, day, sample, judge

}  // namespace daiban::cli
