#include "process/ChildProcess.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "base/Error.h"

namespace daiban::process {

namespace {

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> environmentOf(const Launch& launch) {
    std::vector<std::string> entries = launch.settings;
    for (const auto& name : launch.environment)
        if (const char* value = std::getenv(name.c_str())) entries.push_back(name + "=" + value);
    return entries;
}

/// Everything the child needs, made ready before the fork: between fork and exec nothing may allocate, for another
/// thread may hold the lock of the memory at that moment.
class Prepared {
  public:
    explicit Prepared(const Launch& launch)
        : program_(launch.program.string()),
          arguments_(launch.arguments),
          environment_(environmentOf(launch)),
          descriptors_(launch.descriptors),
          limits_(launch.limits),
          endsWithThread_(launch.endsWithThread) {
        arguments_.insert(arguments_.begin(), program_);
        argv_ = pointersTo(arguments_);
        envp_ = pointersTo(environment_);
    }

    /// In the child.
    [[noreturn]] void run(pid_t parent) {
        setpgid(0, 0);
        if (endsWithThread_) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent) _exit(127);
        }
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        signal(SIGXFSZ, SIG_IGN);  // a refused write is an error for the child, not its end
        for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD}) signal(number, SIG_DFL);
        placeDescriptors();
        for (const auto& [resource, value] : limits_) {
            const rlimit both{static_cast<rlim_t>(value), static_cast<rlim_t>(value)};
            setrlimit(static_cast<__rlimit_resource_t>(resource), &both);
        }
        execve(program_.c_str(), argv_.data(), envp_.data());
        _exit(127);
    }

  private:
    /// First out of the way of the numbers that they are to have, then there; all others are closed.
    void placeDescriptors() {
        const auto count = static_cast<int>(descriptors_.size());
        for (int& descriptor : descriptors_) {
            descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, count);
            if (descriptor < 0) _exit(127);
        }
        for (int number = 0; number < count; ++number)
            if (dup2(descriptors_[static_cast<std::size_t>(number)], number) < 0) _exit(127);
        close_range(static_cast<unsigned>(count), ~0U, 0);
    }

    std::string program_;
    std::vector<std::string> arguments_;
    std::vector<std::string> environment_;
    std::vector<int> descriptors_;
    std::vector<std::pair<int, std::int64_t>> limits_;
    bool endsWithThread_;
    std::vector<char*> argv_;
    std::vector<char*> envp_;
};

}  // namespace

void failToStart(const char* what) {
    throw base::Error(base::ErrorKind::Other,
                      base::Sentence("A helper program cannot be started ({}: {}); close other programs and try again.",
                                     what, std::strerror(errno)));
}

ChildProcess::ChildProcess(const Launch& launch) {
    Prepared prepared(launch);
    const pid_t parent = getpid();
    id_ = fork();
    if (id_ < 0) failToStart("fork");
    if (id_ == 0) prepared.run(parent);
    setpgid(id_, id_);  // in both processes: whoever is first
}

ChildProcess::~ChildProcess() {
    if (id_ > 0) (void)finish();
}

bool ChildProcess::hasEndedBy(std::chrono::steady_clock::time_point deadline) const {
    while (true) {
        siginfo_t info{};
        if (waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) != 0) return true;
        if (info.si_pid != 0) return true;
        if (std::chrono::steady_clock::now() >= deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
}

int ChildProcess::finish() {
    // The child is not waited for yet, so its group's number cannot have been given away.
    kill(-id_, SIGKILL);
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return status;
}

}  // namespace daiban::process
