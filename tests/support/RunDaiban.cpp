#include "support/RunDaiban.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace daiban::support {

namespace {

struct Pipe {
    std::array<int, 2> ends{};
    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    }
};

[[noreturn]] void becomeDaiban(const std::vector<std::string>& arguments,
                               const std::map<std::string, std::string>& environment) {
    // The administrator's right to read any file is given up, so that the program meets permissions as a clerk does.
    prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
    prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
    setenv("LC_ALL", "en", 1);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> argv{const_cast<char*>("daiban")};
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    execv(DAIBAN_PROGRAM, argv.data());
    _exit(127);
}

/// Reads both pipes until they are closed, so that neither can fill up.
void drain(int out, int err, Finished& finished) {
    std::array<pollfd, 2> fds{pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
    int open = 2;
    while (open > 0 && poll(fds.data(), fds.size(), -1) > 0)
        for (std::size_t i = 0; i < 2; ++i) {
            if (fds[i].fd < 0 || fds[i].revents == 0) continue;
            std::array<char, 65536> buffer;
            const auto count = read(fds[i].fd, buffer.data(), buffer.size());
            if (count > 0) {
                (i == 0 ? finished.out : finished.err).append(buffer.data(), static_cast<std::size_t>(count));
            } else {
                close(fds[i].fd);
                fds[i].fd = -1;
                --open;
            }
        }
}

}  // namespace

std::vector<base::Json> Finished::lines() const {
    std::vector<base::Json> found;
    std::istringstream stream(out);
    for (std::string line; std::getline(stream, line);)
        found.push_back(base::parseJson(line, base::Sentence::verbatim("'" + line + "'")));
    return found;
}

Finished runDaiban(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
                   std::optional<std::chrono::microseconds> killAfter) {
    const Pipe out;
    const Pipe err;
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
        const int nothing = open("/dev/null", O_RDONLY);
        dup2(nothing, STDIN_FILENO);
        dup2(out.ends[1], STDOUT_FILENO);
        dup2(err.ends[1], STDERR_FILENO);
        becomeDaiban(arguments, environment);
    }
    close(out.ends[1]);
    close(err.ends[1]);
    Finished finished;
    std::thread killer;
    if (killAfter)
        killer = std::thread([child, killAfter] {
            std::this_thread::sleep_for(*killAfter);
            kill(child, SIGKILL);  // not yet waited for, so the number is still its own
        });
    drain(out.ends[0], err.ends[0], finished);
    if (killer.joinable()) killer.join();
    int status = 0;
    waitpid(child, &status, 0);
    finished.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return finished;
}

}  // namespace daiban::support
