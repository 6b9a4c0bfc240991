#include <CLI/CLI.hpp>
#include <ostream>

#include "base/Sentence.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/WhoActs.h"

namespace daiban::cli {

namespace {

int init(Context& context) {
    (void)context.storeOrNew();
    makeFirstAccounts(context);
    const auto known = store::readDataFolder(context.dataFolder);
    if (context.json)
        context.printLine({{"data", context.dataFolder.string()}, {"id", known.id}, {"format", known.format}});
    else
        context.out() << base::Sentence("The data folder is {}", context.dataFolder.string()) << "\n";
    return 0;
}

}  // namespace

void setUpInit(CLI::App& app, Action& action) {
    app.callback([&action] { action = init; });
}

}  // namespace daiban::cli
