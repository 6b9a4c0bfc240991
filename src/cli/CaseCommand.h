#pragma once

#include "cli/AllCommands.h"

namespace daiban::cli {

void setUpCaseLists(CLI::App& app, Action& action);     ///< case show, list
void setUpCasePapers(CLI::App& app, Action& action);    ///< case confirm, adjust, situation
void setUpCaseOverrule(CLI::App& app, Action& action);  ///< case overrule
void setUpCaseMends(CLI::App& app, Action& action);     ///< case reopen, applicant, remove-page, loose ...
void setUpCaseClock(CLI::App& app, Action& action);     ///< case stop, resume, close

}  // namespace daiban::cli
