// A station served without the command line: what tests start, kill and load. Makes its data folder, with accounts that
// have a password, when there is none. Prints its port.
//   web_server DATA PROGRAM [PORT [UI]]
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "base/Crypto.h"
#include "intake/openLabelKeys.h"
#include "store/SignIn.h"
#include "web/RunningStation.h"

namespace {

constexpr const char* password = "yinhe-xiangyang-42-daiban";

void makeAccounts(daiban::store::Store& store, const daiban::staff::Offices& offices, daiban::base::Random& random) {
    const auto owner = daiban::staff::stationOwner("tests");
    for (const auto& account : daiban::store::ensureFirstAccounts(store, offices, owner))
        store.setPassword(account.name, daiban::base::passwordHash(password, random, {.memoryKib = 8192, .passes = 1}),
                          owner);
}

}  // namespace

int main(int argc, char** argv) {
    using namespace daiban;
    if (argc < 3) return 1;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    const base::SystemClock clock;
    base::SystemRandom random;
    const std::filesystem::path data = std::filesystem::absolute(argv[1]);
    auto store = store::Store::open(data, clock, random);
    const desk::Models models(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models", data, base::dayOf(clock.now()));
    makeAccounts(store, models.offices(), random);
    const auto keys = intake::openLabelKeys(store, data, random, staff::stationOwner("tests"));
    const std::filesystem::path ui = argc > 4 ? std::filesystem::absolute(argv[4]) : std::filesystem::path();
    const std::filesystem::path program = std::filesystem::absolute(argv[2]);
    if (::chdir("/") != 0) return 1;  // as the real one does
    web::RunningStation running({.store = store,
                                 .models = models,
                                 .keys = keys,
                                 .clock = clock,
                                 .random = random,
                                 .dataFolder = data,
                                 .program = program,
                                 .version = "tests",
                                 .application = {.ui = ui, .hosts = {}},
                                 .server = {.port = static_cast<std::uint16_t>(argc > 3 ? std::stoi(argv[3]) : 0)}});
    std::cout << running.port() << std::endl;
    int signal = 0;
    sigwait(&signals, &signal);
    if (!running.stop()) std::_Exit(0);
    return 0;
}
