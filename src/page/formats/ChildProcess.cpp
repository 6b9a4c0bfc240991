#include "page/formats/ChildProcess.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::page {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
constexpr std::size_t mostErrors = 64 * 1024;

[[noreturn]] void failToStart(const char* what) {
    throw base::Error(base::ErrorKind::Other, std::string("A helper program cannot be started (") + what + ": " +
                                                  std::strerror(errno) + "); close other programs and try again.");
}

/// A file descriptor that is closed at the end of the scope.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { reset(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }
    void reset() {
        if (number_ >= 0) close(number_);
        number_ = -1;
    }

  private:
    int number_;
};

struct Pipe {
    Pipe() : Pipe(opened()) {}
    Descriptor read;
    Descriptor write;

  private:
    explicit Pipe(std::array<int, 2> ends) : read(ends[0]), write(ends[1]) {}
    static std::array<int, 2> opened() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) failToStart("pipe");
        return ends;
    }
};

/// Everything the child needs, made ready before the fork: between fork and exec nothing may allocate.
class Launch {
  public:
    Launch(const std::filesystem::path& program, const std::vector<std::string>& arguments, const ChildLimits& limits)
        : program_(program.string()), arguments_(arguments), limits_(limits) {
        argv_.push_back(program_.data());
        for (auto& argument : arguments_) argv_.push_back(argument.data());
        argv_.push_back(nullptr);
        // Fonts are found through these; nothing else of ours is a helper's business.
        for (const char* name : {"PATH", "HOME", "TMPDIR", "FONTCONFIG_FILE", "FONTCONFIG_PATH"})
            if (const char* value = std::getenv(name)) environment_.push_back(std::string(name) + "=" + value);
        environment_.emplace_back("LC_ALL=C");
        for (auto& entry : environment_) envp_.push_back(entry.data());
        envp_.push_back(nullptr);
    }

    /// In the child.
    [[noreturn]] void run(int input, int output, int errors, pid_t parent) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(127);
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        signal(SIGXFSZ, SIG_IGN);  // a refused write is an error for the child, not its end
        signal(SIGPIPE, SIG_DFL);
        if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) _exit(127);
        close_range(3, ~0U, 0);
        limit(RLIMIT_AS, limits_.memory);
        limit(RLIMIT_CPU, limits_.time.count());
        limit(RLIMIT_FSIZE, 0);
        limit(RLIMIT_CORE, 0);
        execve(program_.c_str(), argv_.data(), envp_.data());
        _exit(127);
    }

  private:
    static void limit(__rlimit_resource_t resource, std::int64_t value) {
        const rlimit both{static_cast<rlim_t>(value), static_cast<rlim_t>(value)};
        setrlimit(resource, &both);
    }

    std::string program_;
    std::vector<std::string> arguments_;
    ChildLimits limits_;
    std::vector<char*> argv_;
    std::vector<std::string> environment_;
    std::vector<char*> envp_;
};

/// A started child; its whole group is dead and it is waited for when this goes.
class Child {
  public:
    explicit Child(pid_t id) : id_(id) { setpgid(id, id); }  // in both processes: whoever is first
    ~Child() {
        if (id_ > 0) (void)finish();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    [[nodiscard]] bool hasEndedBy(SteadyTime deadline) const {
        while (true) {
            siginfo_t info{};
            if (waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) != 0) return true;
            if (info.si_pid != 0) return true;
            if (std::chrono::steady_clock::now() >= deadline) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    /// Kills what is left of the group, then collects the child, whose id kept the group's id from being given away.
    int finish() {
        kill(-id_, SIGKILL);
        int status = 0;
        while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        id_ = -1;
        return status;
    }

  private:
    pid_t id_;
};

enum class Reading { Finished, TimedOut, TooMuch };

/// Takes what is there; false at the end.
bool takeSome(Descriptor& from, std::string& to) {
    std::array<char, 65536> buffer;
    const ssize_t count = read(from.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) return true;
    if (count <= 0) return false;
    to.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

Reading readBoth(Descriptor& output, Descriptor& errors, SteadyTime deadline, std::int64_t mostOutput,
                 ChildResult& result) {
    while (output.get() >= 0 || errors.get() >= 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return Reading::TimedOut;
        std::array<pollfd, 2> waits{pollfd{output.get(), POLLIN, 0}, pollfd{errors.get(), POLLIN, 0}};
        if (poll(waits.data(), waits.size(), static_cast<int>(left.count())) < 0 && errno != EINTR) failToStart("poll");
        if (waits[0].revents != 0 && !takeSome(output, result.output)) output.reset();
        if (waits[1].revents != 0 && !takeSome(errors, result.errors)) errors.reset();
        if (static_cast<std::int64_t>(result.output.size()) > mostOutput) return Reading::TooMuch;
        if (result.errors.size() > mostErrors) result.errors.resize(mostErrors);
    }
    return Reading::Finished;
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

ChildResult runChild(const std::filesystem::path& program, const std::vector<std::string>& arguments, int standardInput,
                     const ChildLimits& limits) {
    Launch launch(program, arguments, limits);
    Pipe output;
    Pipe errors;
    const pid_t parent = getpid();
    const pid_t id = fork();
    if (id < 0) failToStart("fork");
    if (id == 0) launch.run(standardInput, output.write.get(), errors.write.get(), parent);
    Child child(id);
    output.write.reset();
    errors.write.reset();

    ChildResult result;
    const auto deadline = std::chrono::steady_clock::now() + limits.time;
    const Reading reading = readBoth(output.read, errors.read, deadline, limits.output, result);
    const bool ended = reading == Reading::Finished && child.hasEndedBy(deadline);
    const int status = child.finish();
    if (reading == Reading::TooMuch) {
        result.end = ChildResult::End::TooMuchOutput;
    } else if (!ended || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
        result.end = ChildResult::End::TimedOut;
    } else if (WIFSIGNALED(status)) {
        result.end = ChildResult::End::Crashed;
    } else {
        result.exitCode = WEXITSTATUS(status);
    }
    return result;
}

}  // namespace daiban::page
