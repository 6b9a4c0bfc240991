#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace daiban::process {

/// How a program is started: by fork and exec, without a shell, with the descriptors, the environment and the limits
/// that are named here and nothing else of this process.
struct Launch {
    std::filesystem::path program;
    std::vector<std::string> arguments{};                ///< behind its own name
    std::vector<std::string> environment{};              ///< names whose values it may see
    std::vector<std::string> settings{};                 ///< "NAME=VALUE"
    std::vector<int> descriptors{};                      ///< of this process: the child's 0, 1, 2 and so on
    std::vector<std::pair<int, std::int64_t>> limits{};  ///< RLIMIT_... and its value
    /// It is killed when the thread that starts it ends, so that it outlives no crash. Not for what outlives a thread.
    bool endsWithThread = false;
};

/// A started program in a process group of its own. The whole group is killed and the child waited for when this goes.
class ChildProcess {
  public:
    /// Throws Error{Other} when no process can be started. A program that cannot be executed exits with 127.
    explicit ChildProcess(const Launch& launch);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] pid_t id() const { return id_; }
    [[nodiscard]] bool hasEndedBy(std::chrono::steady_clock::time_point deadline) const;
    /// Kills what is left of the group and collects the child. Its status, as waitpid() tells it; once.
    int finish();

  private:
    pid_t id_ = -1;
};

/// Throws Error{Other}: no helper can be started because `what` failed; errno says why.
[[noreturn]] void failToStart(const char* what);

}  // namespace daiban::process
