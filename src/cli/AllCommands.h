#pragma once

#include "cli/Commands.h"

namespace daiban::cli {

// One function a command; each in its own file.
void setUpClean(CLI::App& app, Action& action);
void setUpCodes(CLI::App& app, Action& action);
void setUpOcr(CLI::App& app, Action& action);
void setUpRead(CLI::App& app, Action& action);
void setUpTypes(CLI::App& app, Action& action);
void setUpItems(CLI::App& app, Action& action);
void setUpCheck(CLI::App& app, Action& action);
void setUpDevices(CLI::App& app, Action& action);
void setUpScan(CLI::App& app, Action& action);
void setUpBatch(CLI::App& app, Action& action);
void setUpCase(CLI::App& app, Action& action);
void setUpLabel(CLI::App& app, Action& action);
void setUpLabelKeys(CLI::App& app, Action& action);
void setUpSlip(CLI::App& app, Action& action);
void setUpHandoff(CLI::App& app, Action& action);
void setUpReturn(CLI::App& app, Action& action);
void setUpPickup(CLI::App& app, Action& action);
void setUpOverdue(CLI::App& app, Action& action);
void setUpRemind(CLI::App& app, Action& action);
void setUpUnpick(CLI::App& app, Action& action);
void setUpSign(CLI::App& app, Action& action);
void setUpErase(CLI::App& app, Action& action);
void setUpTrack(CLI::App& app, Action& action);
void setUpExport(CLI::App& app, Action& action);
void setUpAccount(CLI::App& app, Action& action);
void setUpOffice(CLI::App& app, Action& action);
void setUpHousehold(CLI::App& app, Action& action);
void setUpAudit(CLI::App& app, Action& action);
void setUpFind(CLI::App& app, Action& action);
void setUpBackup(CLI::App& app, Action& action);
void setUpRestore(CLI::App& app, Action& action);
void setUpVerify(CLI::App& app, Action& action);
void setUpInit(CLI::App& app, Action& action);
void setUpTour(CLI::App& app, Action& action);
void setUpServe(CLI::App& app, Action& action);
void setUpWorker(CLI::App& app, Action& action);

}  // namespace daiban::cli
