// Where the command line and the server meet: wiring only.
#include "serveStation.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <ostream>
#include <string>
#include <vector>

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
    auto& store = context.store();
    cli::makeFirstAccounts(context);
    const codes::TokenKeys& keys = context.keys();
    (void)context.models().items();  // 0.2 s that nobody waits for later
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
         .server = {.address = options.address, .port = options.port, .certificate = certificate, .key = key}});
    const bool tls = !options.certificate.empty();
    context.out() << "daiban serves " << (tls ? "https://" : "http://")
                  << (options.address.find(':') != std::string::npos ? "[" + options.address + "]" : options.address)
                  << ":" << running.port() << "/" << std::endl;
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
