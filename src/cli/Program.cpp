#include "cli/Program.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "base/Log.h"
#include "cli/Commands.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

std::filesystem::path defaultDataFolder() {
    if (const char* data = std::getenv("DAIBAN_DATA"); data != nullptr && *data != '\0') return data;
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
        return std::filesystem::path(home) / ".local/share/daiban";
    return "daiban-data";
}

std::filesystem::path defaultModelsFolder() {
    if (const char* models = std::getenv("DAIBAN_MODELS"); models != nullptr && *models != '\0') return models;
    return DAIBAN_MODELS_FOLDER;
}

/// What daiban starts as its workers: itself, even when its file was replaced meanwhile. DAIBAN_WORKERS=0 does without,
/// to measure what they cost.
std::filesystem::path programForWorkers() {
    const char* wanted = std::getenv("DAIBAN_WORKERS");
    return wanted != nullptr && std::string_view(wanted) == "0" ? "" : "/proc/self/exe";
}

void addCommonOptions(CLI::App& app, Context& context) {
    app.add_option("--data", context.dataFolder, "where cases and pages are kept (else $DAIBAN_DATA)")
        ->type_name("DIR");
    app.add_option("--models", context.modelsFolder, "where document types, items and label designs are")
        ->type_name("DIR");
    app.add_option("--threads", context.threads, "pages read at once (default: one a core)")
        ->type_name("N")
        ->check(CLI::Range(0, 256));
    app.add_option("--as", context.as, "the account that acts (else $DAIBAN_ACCOUNT; see docs/security.md)")
        ->type_name("ACCOUNT")
        ->envname("DAIBAN_ACCOUNT");
    app.add_option("--password-file", context.passwordFile, "its password, when the data folder is another user's")
        ->type_name("FILE");
    app.add_flag("--json", context.json, "print one JSON object per line");
}

/// A usage error is one sentence too; --help and --version print and end with 0.
int sayUsage(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    std::cerr << "daiban: " << error.what() << "; see daiban --help.\n";
    return static_cast<int>(base::ErrorKind::BadArguments);
}

int runAction(const Action& action, Context& context) {
    try {
        return action(context);
    } catch (const base::Error& error) {
        std::cerr << "daiban: " << error.what() << "\n";
        return error.exitCode();
    } catch (const std::bad_alloc&) {
        std::cerr << "daiban: There is not enough memory; close other programs and try again.\n";
    } catch (const std::exception& error) {
        std::cerr << "daiban: Something unexpected went wrong (" << error.what() << "); nothing stored was changed.\n";
    }
    return static_cast<int>(base::ErrorKind::Other);
}

/// Into the log of the data folder, where there is one.
void logEnd(const Context& context, const std::string& command, int exitCode, base::Instant begun) {
    std::error_code none;
    if (!std::filesystem::exists(context.dataFolder / "daiban.json", none)) return;
    auto log = base::Log::inFolder(context.dataFolder, context.clock());
    const std::int64_t took = (context.clock().now() - begun).count();
    log.event("command.ended", {{"command", command}, {"exit", std::int64_t{exitCode}}, {"ms", took}});
}

}  // namespace

int runProgram(int argc, const char* const* argv) {
    const base::SystemClock clock;
    base::SystemRandom random;
    Context context(clock, random, std::cout, std::cerr);
    context.dataFolder = defaultDataFolder();
    context.modelsFolder = defaultModelsFolder();
    context.program = programForWorkers();

    CLI::App app("daiban 代办: from paper to pickup", "daiban");
    app.set_version_flag("--version", "daiban " DAIBAN_VERSION);
    app.require_subcommand(1);
    app.fallthrough();  // common options may stand behind the command too
    addCommonOptions(app, context);
    Action action;
    for (const Command& command : commands()) {
        CLI::App* sub = app.add_subcommand(command.name, command.help);
        sub->fallthrough();
        command.setUp(*sub, action);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return sayUsage(app, error);
    }
    const base::Instant begun = clock.now();
    const int exitCode = runAction(action, context);
    logEnd(context, app.get_subcommands().front()->get_name(), exitCode, begun);
    return exitCode;
}

}  // namespace daiban::cli
