#pragma once

#include "cli/Commands.h"
#include "desk/KeptModels.h"

namespace CLI {
class App;
}

namespace daiban::cli {

class Context;

/// "versions [CODE]": the versions that the station keeps of its own. They are saved at /admin, not here.
void setUpVersions(CLI::App& app, Action& action, desk::ModelKind kind);
/// The station's own versions that are not followed, a sentence each, on the error output.
void sayTroubles(Context& context);

}  // namespace daiban::cli
