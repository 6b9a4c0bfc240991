// Two hundred people at one server: a quarter sends pages of 3 MB, the others scan things on handoffs and read lists,
// each about once in two seconds. Prints errors, how long a scan takes, and what memory the server has.
//   server_load DATA WEB_SERVER DAIBAN [SECONDS] [CLIENTS] [LABELS]
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "web/Browser.h"

namespace {

using daiban::base::Json;
using daiban::web::test::Browser;
using daiban::web::test::newId;
using Clock = std::chrono::steady_clock;

constexpr const char* password = "yinhe-xiangyang-42-daiban";
constexpr const char* worker = "sq-0101-counter-worker";

struct Figures {
    std::mutex mutex;
    std::vector<double> scans, lists, uploads;  // seconds
    std::map<int, double> worstScan, worstUpload;  // by the second of the run in which it began
    Clock::time_point start = Clock::now();
    std::atomic<int> errors{0};
    void add(std::vector<double>& to, Clock::time_point begun) {
        const double took = std::chrono::duration<double>(Clock::now() - begun).count();
        const int second = static_cast<int>(std::chrono::duration<double>(begun - start).count());
        const std::lock_guard lock(mutex);
        to.push_back(took);
        if (&to == &lists) return;
        double& worst = (&to == &scans ? worstScan : worstUpload)[second];
        worst = std::max(worst, took);
    }
};

double quantile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

std::int64_t residentKib(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stoll(line.substr(6));
    return 0;
}

/// As whoever comes through a proxy from an address of his own.
struct Client : Browser {
    Client(std::uint16_t port, int number) : Browser(port), address("10.1." + std::to_string(number / 250) + "." + std::to_string(number % 250 + 1)) {}
    daiban::web::test::Answer ask(std::string_view method, const std::string& path, const std::string& body = "",
                                  std::map<std::string, std::string> headers = {}) override {
        headers["X-Forwarded-For"] = address;
        return Browser::ask(method, path, body, std::move(headers));
    }
    std::string address;
};

std::string labelOf(Client& client) {
    const std::string intake = newId();
    (void)client.post("/api/v1/intakes", {{"id", intake}, {"item", "YL-001"}});
    (void)client.send("PATCH", "/api/v1/intakes/" + intake, {{"applicant", {{"name", "王秀兰"}, {"id_number", "无"}}}});
    (void)client.post("/api/v1/intakes/" + intake + "/print", {{"id", newId()}, {"kind", "folder-label"}});
    const auto shown = client.get("/api/v1/cases/" + intake).json();
    (void)client.ask("DELETE", "/api/v1/intakes/" + intake);
    return shown["things"].empty() ? "" : shown["things"][0].value("short_number", "");
}

void scanAndRead(Client& client, const std::vector<std::string>& labels, const std::string& handoff, Clock::time_point end, Figures& figures, unsigned seed) {
    std::mt19937 chance(seed);
    while (Clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1000 + chance() % 2000));
        auto begun = Clock::now();
        const auto scan = client.post("/api/v1/handoffs/" + handoff + "/scans", {{"id", newId()}, {"given", labels[chance() % labels.size()]}, {"side", "giver"}, {"verdict", "signed-out"}});
        figures.add(figures.scans, begun);
        if (scan.status != 200) ++figures.errors;
        begun = Clock::now();
        if (client.get(chance() % 2 == 0 ? "/api/v1/handoffs?limit=20" : "/api/v1/cases?limit=20").status != 200) ++figures.errors;
        figures.add(figures.lists, begun);
    }
}

void sendPages(Client& client, Clock::time_point end, Figures& figures, unsigned seed) {
    std::mt19937 chance(seed);
    std::string page(3'000'000, '\0');
    for (char& byte : page) byte = static_cast<char>(chance());
    while (Clock::now() < end) {
        const auto begun = Clock::now();
        const std::string id = newId();
        const auto sent = client.ask("PUT", "/api/v1/uploads/" + id, page, {{"Upload-Length", std::to_string(page.size())}});
        if (sent.status != 200) ++figures.errors;
        figures.add(figures.uploads, begun);
        (void)client.ask("DELETE", "/api/v1/uploads/" + id);
        std::this_thread::sleep_for(std::chrono::milliseconds(1000 + chance() % 2000));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 1;
    const int seconds = argc > 4 ? std::stoi(argv[4]) : 60, clients = argc > 5 ? std::stoi(argv[5]) : 200;
    const int kinds = argc > 6 ? std::stoi(argv[6]) : 20;
    std::array<int, 2> out{};
    if (::pipe(out.data()) != 0) return 1;
    const pid_t server = ::fork();
    if (server == 0) {
        ::dup2(out[1], 1);
        ::execl(argv[2], argv[2], argv[1], argv[3], "0", nullptr);
        ::_exit(127);
    }
    std::string text;
    for (char c = 0; ::read(out[0], &c, 1) == 1 && c != '\n';) text += c;
    const auto port = static_cast<std::uint16_t>(std::stoi(text));

    std::vector<std::unique_ptr<Client>> all;
    for (int i = 0; i < clients; ++i) {
        all.push_back(std::make_unique<Client>(port, i));
        if (all.back()->signIn(worker, password).status != 200) std::fprintf(stderr, "client %d could not sign in\n", i);
    }
    std::vector<std::string> labels;
    for (int i = 0; i < kinds; ++i) labels.push_back(labelOf(*all.front()));
    const std::string handoff = newId();
    (void)all.front()->post("/api/v1/handoffs", {{"id", handoff}, {"from", "SQ-0101"}, {"to", "JD-01"}});
    const auto before = residentKib(server);

    Figures figures;
    const auto end = Clock::now() + std::chrono::seconds(seconds);
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i)
        threads.emplace_back([&, i] {
            if (i % 4 == 0)
                sendPages(*all[static_cast<std::size_t>(i)], end, figures, static_cast<unsigned>(i));
            else
                scanAndRead(*all[static_cast<std::size_t>(i)], labels, handoff, end, figures, static_cast<unsigned>(i));
        });
    std::int64_t most = 0;
    while (Clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        most = std::max(most, residentKib(server));
    }
    for (auto& thread : threads) thread.join();
    std::printf("clients %d, seconds %d, errors %d\n", clients, seconds, figures.errors.load());
    const auto say = [](const char* what, const std::vector<double>& values) {
        std::printf("%-8s %6zu  p50 %7.1f ms  p99 %7.1f ms  worst %7.1f ms\n", what, values.size(), 1e3 * quantile(values, 0.5), 1e3 * quantile(values, 0.99), 1e3 * quantile(values, 1));
    };
    say("scans", figures.scans);
    say("lists", figures.lists);
    say("uploads", figures.uploads);
    for (const auto& [what, worst] : {std::pair{"scan", &figures.worstScan}, {"upload", &figures.worstUpload}}) {
        std::printf("seconds with a %s over 0.3 s:", what);
        for (const auto& [second, took] : *worst)
            if (took > 0.3) std::printf(" %d (%.1f s)", second, took);
        std::printf("\n");
    }
    std::printf("server's memory before %lld KiB, most %lld KiB\n", static_cast<long long>(before), static_cast<long long>(most));
    ::kill(server, SIGTERM);
    ::waitpid(server, nullptr, 0);
    return 0;
}
