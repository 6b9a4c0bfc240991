#include <CLI/CLI.hpp>
#include <memory>

#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "intake/answerQuestions.h"
#include "process/serveRequests.h"
#include "scanners/worker/answerScans.h"

namespace daiban::cli {

namespace {

/// A scanner's carriage goes home after its caller is gone.
constexpr std::chrono::seconds scannersPatience{5};

int serveReader(Context& context) {
    return process::serveRequests([&] {
        (void)context.types();  // before the first page waits for them
        const auto typesOn = [&context](base::Date day) -> const documents::DocumentTypes& {
            (void)context.models().hold(day);
            return context.types();
        };
        return intake::answerQuestions(
            {.reader = &context.reader(), .types = typesOn, .dataFolder = context.dataFolder}, context.random());
    });
}

int serveFiles(Context& context) {
    return process::serveRequests([&] { return intake::answerQuestions({}, context.random()); });
}

int serveScanner(Context&) {
    return process::serveRequests(scanners::answerScans, {.patience = scannersPatience});
}

}  // namespace

/// Not for people: daiban starts these itself (docs/workers.md), and --help does not list them.
void setUpWorker(CLI::App& app, Action& action) {
    app.group("");
    app.require_subcommand(1);
    auto* reading = app.add_subcommand("read", "reads pages");
    auto engine = std::make_shared<std::string>("auto");
    reading->add_option("--engine", *engine, "what reads the text")->type_name("ENGINE");
    reading->callback([&action, engine] {
        action = [engine](Context& context) {
            context.engine = *engine;
            return serveReader(context);
        };
    });
    app.add_subcommand("codes", "reads codes")->callback([&action] { action = serveFiles; });
    app.add_subcommand("pdf", "opens files and draws their pages")->callback([&action] { action = serveFiles; });
    app.add_subcommand("scan", "works a scanner")->callback([&action] { action = serveScanner; });
    for (auto* kind : app.get_subcommands({})) kind->fallthrough();
}

}  // namespace daiban::cli
