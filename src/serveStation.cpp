// Where the command line and the server meet: wiring only.
#include "serveStation.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <ostream>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "cli/Context.h"
#include "cli/WhoActs.h"
#include "web/RunningStation.h"

namespace daiban {

namespace {

namespace fs = std::filesystem;

std::string thisHost() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

/// Signals are waited for by one thread and interrupt no other.
sigset_t endingSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

std::vector<web::WatchedFolder> watchedOf(const cli::ServeOptions& options) {
    std::vector<web::WatchedFolder> folders;
    for (const auto& [office, folder] : options.watched) folders.push_back({.office = office, .folder = folder});
    return folders;
}

void sayTrust(cli::Context& context, web::TlsKeeper& keeper) {
    const auto facts = keeper.site().facts();
    context.out() << base::Sentence("手机在 {} 学会信任本站；证书指纹 {}", facts.here, facts.fingerprint) << std::endl;
    for (const auto& name : keeper.issued().leftOut)
        context.err() << base::Sentence(
                             "The station's authority was made without the name {} and cannot answer for it; delete "
                             "tls in the data folder to have a new one made, which phones have to trust anew.",
                             name)
                      << std::endl;
}

}  // namespace

int serveStation(cli::Context& context, const cli::ServeOptions& options) {
    const sigset_t signals = endingSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    context.dataFolder = fs::absolute(context.dataFolder);
    context.modelsFolder = fs::absolute(context.modelsFolder);
    const fs::path ui = fs::absolute(options.ui.empty() ? fs::path(DAIBAN_UI_FOLDER) : options.ui);

    const auto whole = [](const fs::path& file) { return file.empty() ? file : fs::absolute(file); };
    const fs::path certificate = whole(options.certificate), key = whole(options.key);
    const fs::path backups = whole(options.backups);
    auto& store = context.store();
    cli::makeFirstAccounts(context);
    const codes::TokenKeys& keys = context.keys();
    (void)context.models().items();  // 0.2 s that nobody waits for later
    for (const auto& sentence : context.models().troubles()) context.err() << "daiban: " << sentence << std::endl;
    std::vector<std::string> hosts = options.hosts;
    hosts.push_back(thisHost());
    // No name a request gives is looked for where the program was started.
    if (::chdir("/") != 0) context.err() << "daiban: the working folder could not be left.\n";
    web::RunningStation running(
        {.store = store,
         .models = context.models(),
         .keys = keys,
         .clock = context.clock(),
         .random = context.random(),
         .dataFolder = context.dataFolder,
         .program = context.program.empty() ? fs::path("/proc/self/exe") : context.program,
         .engine = context.engine,
         .threads = context.threads,
         .version = DAIBAN_VERSION,
         .application = {.ui = ui, .hosts = hosts},
         .server = {.address = options.address, .port = options.port, .certificate = certificate, .key = key},
         .trust = options.ownAuthority ? std::optional(web::ServerOptions{.address = options.trustAddress,
                                                                          .port = options.trustPort,
                                                                          .onlyTrust = true,
                                                                          .threads = 2,
                                                                          .connections = 100})
                                       : std::nullopt,
         .watched = watchedOf(options),
         .backups = backups});
    const bool tls = options.ownAuthority || !options.certificate.empty();
    context.out() << "daiban serves " << (tls ? "https://" : "http://")
                  << (options.address.find(':') != std::string::npos ? "[" + options.address + "]" : options.address)
                  << ":" << running.port() << "/" << std::endl;
    if (running.keeper() != nullptr) sayTrust(context, *running.keeper());
    int signal = 0;
    sigwait(&signals, &signal);
    context.err() << "daiban: ending; what was asked is answered first.\n";
    if (!running.stop()) {  // a page takes up to half a minute on a busy machine, and nothing is lost by not waiting
        context.out().flush();
        context.err().flush();
        std::_Exit(0);
    }
    return 0;
}

}  // namespace daiban
