#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/Sentence.h"
#include "scanners/PageSource.h"

namespace daiban::web {

/// A scanner at work for an intake or a batch.
struct ScanJob {
    std::string id;
    std::string account;
    std::string intake;  ///< empty: of a batch
    std::string batch{};
    std::string device;
    enum class State { Running, Done, Failed, Cancelled } state = State::Running;
    int pages = 0;
    scanners::ScanProgress progress;  ///< of the page that comes now
    base::Sentence sentence;          ///< why it failed
};

/// Scans that run or ran since the server began; of one scanner one at a time. Safe from many threads.
class ScanJobs {
  public:
    ~ScanJobs() { stop(); }

    /// False: the scanner is at work already. `work` runs in a thread of its own.
    bool begin(const ScanJob& job, std::function<void()> work);
    [[nodiscard]] std::optional<ScanJob> find(const std::string& id) const;
    /// Changes what is known of a job; gives it as it is then.
    ScanJob change(const std::string& id, const std::function<void(ScanJob&)>& how);
    void cancel(const std::string& id);
    [[nodiscard]] bool isCancelled(const std::string& id) const;
    void stop();

  private:
    struct Entry {
        ScanJob job;
        bool cancelled = false;
        std::thread thread;
    };
    mutable std::mutex mutex_;
    std::map<std::string, Entry> entries_;
    bool stopping_ = false;
};

}  // namespace daiban::web
