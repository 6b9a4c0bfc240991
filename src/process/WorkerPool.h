#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "process/Worker.h"

namespace daiban::process {

struct WorkerPoolOptions {
    WorkerOptions worker;
    int most = 1;  ///< workers at once
    /// Then another takes its place: a leak of a library's, however small, does not grow for ever.
    int requestsPerWorker = 1000;
};

/// A few workers that are kept warm: started when they are first needed, asked again and again, and replaced when they
/// end. Safe from many threads at once; who finds all of them busy waits.
class WorkerPool {
  public:
    enum class Which { Warm, Fresh };  ///< Fresh: one that has seen no request before

    explicit WorkerPool(WorkerPoolOptions options);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Asks one worker once. Throws Error when none can be started.
    [[nodiscard]] Reply ask(const Message& request, Which which = Which::Warm, const OnNews& onNews = {});
    /// Sees that there is a worker, so that what keeps it from working is said before anything is begun. Throws as
    /// ask().
    void warmUp();
    /// Of the workers that live now, busy or not.
    [[nodiscard]] std::vector<pid_t> processes() const;
    [[nodiscard]] const WorkerLimits& limits() const { return options_.worker.limits; }

  private:
    class Turn;

    WorkerPoolOptions options_;
    mutable std::mutex mutex_;
    std::condition_variable someoneLeft_;
    int busy_ = 0;
    std::vector<std::unique_ptr<Worker>> idle_;  ///< the last one asked is the next one asked
    std::vector<pid_t> working_;
};

}  // namespace daiban::process
