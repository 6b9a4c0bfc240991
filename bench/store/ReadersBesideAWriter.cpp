// How long verbs wait for one another: each over a store of some thousand cases, timed alone, and begun in the middle
// of taking in a large file and of a verification. A verb that waits has a large share of the other's time, one that
// does not has next to nothing; the shares hold on a busy machine too.
//   bench_store_readers FOLDER [CASES [SECONDS]]      an empty folder on the disk that matters
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "base/Clock.h"
#include "base/Id.h"
#include "base/Random.h"
#include "store/Store.h"

namespace {

using namespace daiban;
using SteadyClock = std::chrono::steady_clock;

constexpr int offices = 400;

std::string officeCode(int number) {
    return fmt::format("SQ-{:04}", number);
}

struct Station {
    base::SystemClock clock;
    base::SystemRandom random;
    store::Store store;
    std::vector<base::CaseId> cases;

    explicit Station(const std::filesystem::path& folder) : store(store::Store::open(folder, clock, random)) {}

    store::NewPage newPage() {
        return {.id = base::PageId::make(clock, random),
                .batch = base::BatchId::make(clock, random),
                .mediaType = "image/jpeg",
                .sourceName = {},
                .number = 1,
                .senderTime = clock.now(),
                .actor = {.account = "bench"}};
    }
    void openCase(int number) {
        const auto id = base::CaseId::make(clock, random);
        (void)store.openCase({.id = id,
                              .itemCode = "SB-002",
                              .itemVersion = "1",
                              .situations = {},
                              .applicantName = "王秀兰",
                              .applicantIdNumber = "12011619701016382X",
                              .office = officeCode(number % offices),
                              .pages = {},
                              .actor = {.account = "bench"}});
        cases.push_back(id);
    }
};

using Verb = std::function<void(int round)>;

/// Microseconds of each call until the time is over.
std::vector<double> timesOf(const Verb& verb, std::chrono::milliseconds span) {
    std::vector<double> times;
    const auto end = SteadyClock::now() + span;
    for (int round = 0; SteadyClock::now() < end; ++round) {
        const auto begin = SteadyClock::now();
        verb(round);
        times.push_back(std::chrono::duration<double, std::micro>(SteadyClock::now() - begin).count());
    }
    std::ranges::sort(times);
    return times;
}

double atShare(const std::vector<double>& sorted, double share) {
    return sorted.at(std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size()))));
}

/// Microseconds.
double timeOf(const std::function<void()>& work) {
    const auto begin = SteadyClock::now();
    work();
    return std::chrono::duration<double, std::micro>(SteadyClock::now() - begin).count();
}

/// The verb begun when a quarter of some long work is done: the median of some rounds, as a share of that work's time.
double shareOf(const std::function<void()>& longWork, const std::function<void()>& verb) {
    constexpr int rounds = 15;
    std::vector<double> shares;
    for (int i = 0; i < rounds; ++i) {
        const double alone = timeOf(longWork);
        std::jthread other(longWork);
        std::this_thread::sleep_for(std::chrono::duration<double, std::micro>(alone / 4));
        shares.push_back(timeOf(verb) / alone);
    }
    return atShare((std::ranges::sort(shares), shares), 0.5);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "bench_store_readers FOLDER [CASES [SECONDS]]\n");
        return 1;
    }
    const int cases = argc > 2 ? std::stoi(argv[2]) : 5000;
    const std::chrono::milliseconds span{argc > 3 ? 1000 * std::stoi(argv[3]) : 3000};
    Station station(argv[1]);
    for (int i = 0; i < cases; ++i) station.openCase(i);

    const auto takePageIn = [&] {
        const auto page = station.newPage();
        (void)station.store.addPage(page, std::string(400'000, 'x') + page.id.text());
    };
    const std::map<std::string, Verb> verbs{
        {"take a page in", [&](int) { takePageIn(); }},
        {"find a case",
         [&](int round) {
             const auto at = static_cast<std::size_t>(round) % station.cases.size();
             (void)station.store.findCase(station.cases[at].text());
         }},
        {"list 50 of all", [&](int) { (void)station.store.listCases(); }},
        {"list one office",
         [&](int round) {
             (void)station.store.listCases({.offices = std::vector<std::string>{officeCode(round % offices)}});
         }},
        {"list an office without cases",
         [&](int) { (void)station.store.listCases({.offices = std::vector<std::string>{"SQ-none"}}); }},
        {"history", [&](int round) {
             (void)station.store.history(station.cases[static_cast<std::size_t>(round) % station.cases.size()]);
         }}};
    const auto takeABookIn = [&] {
        const auto page = station.newPage();
        (void)station.store.addPage(page, std::string(40'000'000, 'x') + page.id.text());
    };
    const auto verify = [&] { (void)station.store.verify(store::VerifyDepth::Quick); };
    fmt::print("{:30} {:>24} {:>40} {:>32}\n", "", "alone: p50, p99 in us", "while 40 MB come in: share of that time",
               "while verifying: share");
    for (const auto& [name, verb] : verbs) {
        const auto alone = timesOf(verb, span);
        const auto once = [&, &verb = verb] { verb(0); };
        fmt::print("{:30} {:>24} {:>40.4f} {:>32.4f}\n", name,
                   fmt::format("{:.0f}, {:.0f}", atShare(alone, 0.5), atShare(alone, 0.99)), shareOf(takeABookIn, once),
                   shareOf(verify, once));
        std::fflush(stdout);
    }
    return 0;
}
