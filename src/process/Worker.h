#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "process/Channel.h"
#include "process/ChildProcess.h"

namespace daiban::process {

/// What a worker may cost.
struct WorkerLimits {
    std::chrono::milliseconds start{60'000};     ///< until it can be asked: it loads its models
    std::chrono::milliseconds request{120'000};  ///< of processor time, or half of it by the clock without any
    std::int64_t memory = 4LL << 30;             ///< bytes of its own data (see Worker.cpp); 0: no limit
    std::chrono::milliseconds farewell{0};       ///< that it is given to tidy up when it is not needed any more
};

/// A program that works for others: it talks on its descriptor 3 as serveRequests() does.
struct WorkerOptions {
    std::filesystem::path program;
    std::vector<std::string> arguments{};
    WorkerLimits limits{};
};

/// What became of a request.
struct Reply {
    enum class End { Answered, Crashed, TimedOut, OutOfMemory };
    End end = End::Answered;
    Message answer{};      ///< when Answered
    std::string atWork{};  ///< what the worker said last of what it does, when it did not answer
};

/// Told what a worker says before its answer, News and Parts. After a Part, `false` tells the worker to stop.
using OnNews = std::function<bool(Message)>;

/// One running worker, asked by one thread at a time. When this goes, its process is over and waited for.
class Worker {
  public:
    /// Starts it and waits until it can be asked. Throws Error: what the worker itself says, or that it does not start.
    explicit Worker(const WorkerOptions& options);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// After anything but Answered the worker is of no more use. What `onNews` throws is passed on, with the same
    /// effect.
    [[nodiscard]] Reply ask(const Message& request, const OnNews& onNews = {});
    [[nodiscard]] bool isAlive() const;
    [[nodiscard]] pid_t id() const { return process_->id(); }
    [[nodiscard]] int requestsAnswered() const { return answered_; }

  private:
    void start();
    [[noreturn]] void sayThatItDoesNotStart(const base::Sentence& how) const;

    WorkerOptions options_;
    Descriptor errors_;  ///< what it writes to standard error
    Channel channel_;
    std::optional<ChildProcess> process_;
    int answered_ = 0;
};

}  // namespace daiban::process
