// Watched folders without a server.
#include "watchFolders.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <ctime>
#include <memory>
#include <ostream>

#include "base/Shown.h"
#include "cli/Context.h"
#include "cli/WhoActs.h"
#include "web/Inbox.h"

namespace daiban {

namespace {

using Outcome = web::WatchedFile::Outcome;

struct WatchOptions {
    std::string office;
    std::vector<std::filesystem::path> folders;
    std::vector<std::string> ignores;  ///< patterns of names that are passed over
    int everySeconds = 2;
    int stillSeconds = 4;
    bool once = false;  ///< ends when nothing is left to take
};

const char* nameOf(Outcome outcome) {
    switch (outcome) {
        case Outcome::Taken:
            return "taken";
        case Outcome::Known:
            return "known";
        case Outcome::Refused:
            return "refused";
    }
    return "";
}

void say(cli::Context& context, const web::WatchedFile& file) {
    const std::string name = file.file.string();
    if (context.json)
        return context.printLine({{"file", name},
                                  {"office", file.office},
                                  {"outcome", nameOf(file.outcome)},
                                  {"sentence", file.sentence.text()}});
    context.out() << base::shown(name) << "  "
                  << (file.outcome == Outcome::Taken ? base::Sentence("已放进 {} 的收件箱", file.office)
                                                     : file.sentence)
                  << std::endl;
}

std::vector<web::WatchedFolder> foldersOf(const WatchOptions& options) {
    std::vector<web::WatchedFolder> folders;
    for (const auto& folder : options.folders)
        folders.push_back({.office = options.office, .folder = std::filesystem::absolute(folder)});
    return folders;
}

web::WatchRules rulesOf(const WatchOptions& options) {
    constexpr int doubts = 15;  // as 4 s are to a minute
    return {.stillFor = std::chrono::seconds(options.stillSeconds),
            .doubtedFor = std::chrono::seconds(options.stillSeconds * doubts),
            .ignored = options.ignores};
}

/// Until a signal comes; false when it came.
bool wait(std::chrono::seconds time, const sigset_t& signals) {
    const timespec patience{.tv_sec = time.count(), .tv_nsec = 0};
    return ::sigtimedwait(&signals, nullptr, &patience) < 0;
}

int watchFolders(cli::Context& context, const WatchOptions& options) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    if (context.offices().find(options.office) == nullptr)
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("There is no office '{}'; see daiban office list.", options.office));
    cli::demand(context, context.actor(), staff::Verb::AddPages, options.office);
    auto& store = context.store();
    const web::Catalogues catalogues;
    web::Uploads uploads(std::filesystem::absolute(context.dataFolder) / "uploads");
    web::Inbox inbox(uploads, foldersOf(options), catalogues, base::Log::inFolder(context.dataFolder, context.clock()),
                     {.rules = rulesOf(options),
                      .whyNoPage = web::pagesOpenedBy(context.fileWorkers()),
                      .isInUse = web::uploadsIn(store),
                      .told = [&](const web::WatchedFile& file) { say(context, file); }});
    do {
        if (inbox.look() == 0 && options.once) break;
    } while (wait(std::chrono::seconds(options.everySeconds), signals));
    return 0;
}

}  // namespace

void setUpWatch(CLI::App& app, cli::Action& action) {
    auto options = std::make_shared<WatchOptions>();
    app.add_option("folders", options->folders, "what is put there is taken, and stands in done/ or failed/ then")
        ->required()
        ->type_name("DIR");
    app.add_option("--office", options->office, "whose counter finds it in its inbox")->required()->type_name("CODE");
    app.add_option("--ignore", options->ignores, "names to pass over, such as '*.xml'; also lines of DIR/.daibanignore")
        ->type_name("PATTERN");
    app.add_option("--every", options->everySeconds, "seconds from one look to the next (default 2)")
        ->check(CLI::Range(1, 3600));
    app.add_option("--still", options->stillSeconds, "seconds a file must not change to be whole (default 4)")
        ->check(CLI::Range(1, 600));
    app.add_flag("--once", options->once, "end when nothing is left to take");
    app.callback(
        [&action, options] { action = [options](cli::Context& context) { return watchFolders(context, *options); }; });
}

}  // namespace daiban
