// What several large uploads at once cost the server in memory: its peak (VmHWM) before and after, by the kernel's word.
//   upload_memory DATA WEB_SERVER DAIBAN [UPLOADS] [MB]
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "web/Browser.h"

namespace {

using daiban::web::test::Browser;
using daiban::web::test::newId;
using daiban::web::test::Wire;

constexpr const char* password = "yinhe-xiangyang-42-daiban";
constexpr const char* worker = "sq-0101-counter-worker";

double megabytes(pid_t process, const std::string& what) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(what)) return static_cast<double>(std::stoll(line.substr(what.size() + 1))) / 1024;
    return 0;
}

/// As a phone or a browser sends it: a piece of a megabyte after the other, none of it twice.
bool sendWhole(std::uint16_t port, const Browser& browser, std::size_t bytes, unsigned seed) {
    std::string piece(1 << 20, '\0');
    std::mt19937 chance(seed);
    for (char& byte : piece) byte = static_cast<char>(chance());
    Wire wire(port);
    const std::string length = std::to_string(bytes);
    bool good = wire.send("PUT /api/v1/uploads/" + newId() + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + browser.cookie +
                          "\r\nX-CSRF-Token: " + browser.csrf + "\r\nUpload-Length: " + length +
                          "\r\nContent-Length: " + length + "\r\n\r\n");
    for (std::size_t sent = 0; good && sent < bytes; sent += piece.size())
        good = wire.send(std::string_view(piece).substr(0, std::min(piece.size(), bytes - sent)));
    const auto answer = wire.answer(std::chrono::minutes(5));
    return good && answer.status == 200 && answer.json().value("complete", false);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return 1;
    const int uploads = argc > 4 ? std::stoi(argv[4]) : 4;
    const std::size_t bytes = static_cast<std::size_t>(argc > 5 ? std::stoi(argv[5]) : 60) << 20;
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
    Browser browser(port);
    if (browser.signIn(worker, password).status != 200) return 1;
    std::this_thread::sleep_for(std::chrono::seconds(3));  // until the models are loaded
    const double before = megabytes(server, "VmHWM:"), resident = megabytes(server, "VmRSS:");
    const auto begun = std::chrono::steady_clock::now();
    std::vector<int> good(static_cast<std::size_t>(uploads), 0);
    std::vector<std::thread> threads;
    for (int i = 0; i < uploads; ++i)
        threads.emplace_back([&, i] {
            good[static_cast<std::size_t>(i)] = sendWhole(port, browser, bytes, static_cast<unsigned>(i)) ? 1 : 0;
        });
    for (auto& thread : threads) thread.join();
    const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const double after = megabytes(server, "VmHWM:");
    int whole = 0;
    for (const int one : good) whole += one;
    std::printf("%d of %d uploads of %zu MB whole in %.1f s\n", whole, uploads, bytes >> 20, took);
    std::printf("peak before %.1f MB (resident %.1f), after %.1f MB: %.1f MB more than was resident\n", before, resident, after,
                after - resident);
    ::kill(server, SIGTERM);
    ::waitpid(server, nullptr, 0);
    return whole == uploads ? 0 : 1;
}
