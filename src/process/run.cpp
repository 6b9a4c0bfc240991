#include "process/run.h"

#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "base/Text.h"
#include "process/ChildProcess.h"
#include "process/Descriptor.h"

namespace daiban::process {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
constexpr std::size_t mostErrors = 64 * 1024;

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) failToStart("pipe");
        read = Descriptor(ends[0]);
        write = Descriptor(ends[1]);
    }
    Descriptor read;
    Descriptor write;
};

enum class Reading { Finished, TimedOut, TooMuch };

/// Takes what is there; false at the end.
bool takeSome(const Descriptor& from, std::string& to) {
    std::array<char, 65536> buffer;
    const ssize_t count = read(from.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return true;
    if (count <= 0) return false;
    to.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

Reading readBoth(Descriptor& output, Descriptor& errors, SteadyTime deadline, std::int64_t mostOutput,
                 RunResult& result) {
    while (output.isOpen() || errors.isOpen()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return Reading::TimedOut;
        std::array<pollfd, 2> waits{pollfd{output.get(), POLLIN, 0}, pollfd{errors.get(), POLLIN, 0}};
        if (poll(waits.data(), waits.size(), static_cast<int>(left.count())) < 0 && errno != EINTR) failToStart("poll");
        if (waits[0].revents != 0 && !takeSome(output, result.output)) output.close();
        if (waits[1].revents != 0 && !takeSome(errors, result.errors)) errors.close();
        if (static_cast<std::int64_t>(result.output.size()) > mostOutput) return Reading::TooMuch;
        if (result.errors.size() > mostErrors) result.errors.resize(mostErrors);
    }
    return Reading::Finished;
}

void sayHowItEnded(Reading reading, bool ended, int status, RunResult& result) {
    if (reading == Reading::TooMuch) {
        result.end = RunResult::End::TooMuchOutput;
    } else if (!ended || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
        result.end = RunResult::End::TimedOut;
    } else if (WIFSIGNALED(status)) {
        result.end = RunResult::End::Crashed;
    } else {
        result.exitCode = WEXITSTATUS(status);
    }
}

}  // namespace

std::optional<std::filesystem::path> findProgram(const std::string& name) {
    const char* path = std::getenv("PATH");
    for (const auto& folder : base::split(path == nullptr ? "/usr/bin:/bin" : path, ':')) {
        if (folder.empty()) continue;
        auto program = std::filesystem::path(folder) / name;
        if (access(program.c_str(), X_OK) == 0) return program;
    }
    return {};
}

RunResult run(const std::filesystem::path& program, const std::vector<std::string>& arguments, int standardInput,
              const RunLimits& limits) {
    Pipe output;
    Pipe errors;
    ChildProcess child(
        {.program = program,
         .arguments = arguments,
         // Fonts are found through these; nothing else of ours is a helper's business.
         .environment = {"PATH", "HOME", "TMPDIR", "FONTCONFIG_FILE", "FONTCONFIG_PATH"},
         .settings = {"LC_ALL=C"},
         .descriptors = {standardInput, output.write.get(), errors.write.get()},
         .limits = {{RLIMIT_AS, limits.memory}, {RLIMIT_CPU, limits.time.count()}, {RLIMIT_FSIZE, 0}, {RLIMIT_CORE, 0}},
         .endsWithThread = true});
    output.write.close();
    errors.write.close();

    RunResult result;
    const auto deadline = std::chrono::steady_clock::now() + limits.time;
    const Reading reading = readBoth(output.read, errors.read, deadline, limits.output, result);
    const bool ended = reading == Reading::Finished && child.hasEndedBy(deadline);
    sayHowItEnded(reading, ended, child.finish(), result);
    return result;
}

}  // namespace daiban::process
