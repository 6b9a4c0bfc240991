#pragma once

#include "base/Json.h"
#include "cli/Commands.h"
#include "desk/Handoffs.h"

namespace daiban::cli {

class Context;

[[nodiscard]] base::Json handoffJson(const store::HandoffRecord& record);
/// handoffJson() with how each thing stands.
[[nodiscard]] base::Json viewJson(const desk::HandoffView& view);
void sayReport(Context& context, const desk::HandoffView& view);
/// Returns the exit code: 0 when the scan did what it should.
int sayScanned(Context& context, const desk::ScannedThing& scanned);

void setUpHandoffScan(CLI::App& app, Action& action);    ///< handoff scan
void setUpHandoffSettle(CLI::App& app, Action& action);  ///< handoff undo, differences, settle, pack

}  // namespace daiban::cli
