#include "cli/Program.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "base/Log.h"
#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/Commands.h"
#include "cli/Context.h"
#include "cli/Language.h"
#include "desk/Catalogue.h"

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
    app.add_option("--lang", context.language, "the language: zh-CN or en (else LC_ALL, LC_MESSAGES, LANG)")
        ->type_name("LANGUAGE");
    app.add_flag("--json", context.json, "print one JSON object per line");
    app.add_flag("--overwrite", context.overwrite, "let a file that is written replace one that is there");
    app.add_flag("--clock-is-right", context.clockIsRight, "store though the clock stands far from the last change");
}

constexpr auto everyOne = [](const CLI::App* /*app*/) { return true; };

/// An option that may be said several times takes one value each time: what stands behind it is an input, which would
/// be swallowed otherwise.
void takeOneValueEach(CLI::App& app) {
    for (CLI::Option* option : app.get_options())
        if (!option->get_positional() && option->get_items_expected_max() >= CLI::detail::expected_max_vector_size)
            option->allow_extra_args(false);
    for (CLI::App* sub : app.get_subcommands([](CLI::App* /*app*/) { return true; })) takeOneValueEach(*sub);
}

/// What was meant by a word that is no command: the nearest ones by spelling, or those that begin with it.
std::string nearestCommands(const CLI::App& app, const std::string& word) {
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const CLI::App* sub : app.get_subcommands(everyOne)) {
        const std::string& name = sub->get_name();
        const bool begins = word.size() >= 2 && (name.starts_with(word) || word.starts_with(name));
        const std::size_t distance = begins ? 1 : base::editDistance(std::string_view(word), std::string_view(name));
        if (distance <= std::max<std::size_t>(1, name.size() / 2)) near.emplace_back(distance, name);
    }
    std::ranges::sort(near);
    std::vector<std::string> names;
    for (const auto& [distance, name] : near)
        if (names.size() < 3) names.push_back(name);
    return base::joined(names, ", ");
}

/// The app whose subcommand the first word that is none was to be, as far as the words before it lead.
base::Sentence sayUnknownCommand(const CLI::App& top, int argc, const char* const* argv) {
    const CLI::App* app = &top;
    std::string path = "daiban";
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word.starts_with("-")) {
            const CLI::Option* option = top.get_option_no_throw(word);
            if (option != nullptr && option->get_items_expected_max() > 0) ++i;  // its value
            continue;
        }
        if (app->get_subcommands(everyOne).empty()) return {};
        const auto subs = app->get_subcommands([&](const CLI::App* sub) { return sub->get_name() == word; });
        if (!subs.empty()) {
            app = subs.front();
            path += " " + word;
            continue;
        }
        const std::string near = nearestCommands(*app, word);
        return near.empty() ? base::Sentence("There is no command '{} {}'; see {} --help.", path, word, path)
                            : base::Sentence("There is no command '{} {}'; the nearest are: {}; see {} --help.", path,
                                             word, near, path);
    }
    return {};
}

/// A usage error is one sentence too; --help and --version print and end with 0.
int sayUsage(const CLI::App& app, const CLI::ParseError& error, Context& context, int argc, const char* const* argv) {
    if (error.get_exit_code() == 0) return app.exit(error);
    base::Sentence said = sayUnknownCommand(app, argc, argv);
    if (said.empty()) said = base::Sentence("{}; see daiban --help.", saidOfArguments(error.what()));
    context.err() << "daiban: " << base::shown(context.say(said)) << "\n";
    return static_cast<int>(base::ErrorKind::BadArguments);
}

int runAction(const Action& action, Context& context) {
    try {
        const int code = action(context);
        if (context.out().flush()) return code;
        context.err() << "daiban: "
                      << base::Sentence(
                             "What was to be printed could not be written; see that its disk has room. What was stored "
                             "stays stored.")
                      << "\n";
        return static_cast<int>(base::ErrorKind::StorageFailed);
    } catch (const base::Error& error) {
        context.err() << "daiban: " << base::shown(context.say(error.sentence())) << "\n";
        return error.exitCode();
    } catch (const std::bad_alloc&) {
        context.err() << "daiban: " << base::Sentence("There is not enough memory; close other programs and try again.")
                      << "\n";
    } catch (const std::exception& error) {
        context.err() << "daiban: "
                      << base::Sentence("Something unexpected went wrong ({}); nothing stored was changed.",
                                        error.what())
                      << "\n";
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

int runProgram(int argc, const char* const* argv, const Serve& serve, std::span<const Command> more) {
    const base::SystemClock clock;
    base::SystemRandom random;
    Context context(clock, random, std::cout, std::cerr);
    context.dataFolder = defaultDataFolder();
    context.modelsFolder = defaultModelsFolder();
    context.program = programForWorkers();
    const LanguageWish wish = languageWished(argc, argv);
    base::Words words;
    try {
        words = desk::wordsIn(wish.language);
    } catch (const base::Error& error) {
        context.err() << "daiban: " << base::shown(error.what()) << "\n";
        return error.exitCode();
    }
    base::speak(context.out(), words);
    base::speak(context.err(), words);
    context.serve = serve;

    CLI::App app("daiban: from paper to pickup", "daiban");
    app.set_version_flag("--version", "daiban " DAIBAN_VERSION);
    app.require_subcommand(1);
    app.fallthrough();  // common options may stand behind the command too
    addCommonOptions(app, context);
    Action action;
    for (const auto& table : {commands(), more})
        for (const Command& command : table) {
            CLI::App* sub = app.add_subcommand(command.name, command.help);
            sub->fallthrough();
            command.setUp(*sub, action);
        }
    takeOneValueEach(app);
    translateHelp(app, words);
    if (wish.unknown) {
        context.err() << "daiban: "
                      << base::Sentence("There is no language '{}'; use zh-CN or en.", base::shown(*wish.unknown))
                      << "\n";
        return static_cast<int>(base::ErrorKind::BadArguments);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return sayUsage(app, error, context, argc, argv);
    }
    const base::Instant begun = clock.now();
    const int exitCode = runAction(action, context);
    logEnd(context, app.get_subcommands().front()->get_name(), exitCode, begun);
    return exitCode;
}

}  // namespace daiban::cli
