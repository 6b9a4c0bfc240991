#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/Clock.h"
#include "base/Sentence.h"

namespace daiban::web {

/// The backup that is being made or verified, or the last one that was since the server began. One at a time; safe from
/// many threads.
class BackupJob {
  public:
    struct State {
        enum class Kind { Make, Verify } kind = Kind::Make;
        enum class Stands { Running, Done, Failed, Cancelled } stands = Stands::Running;
        std::string name;  ///< of the backup
        std::string account;
        base::Instant began{};
        std::int64_t blobs = 0;   ///< done
        base::Sentence sentence;  ///< why it failed
    };
    /// Tells how many blobs are done; false: it is to end.
    using Moved = std::function<bool(std::int64_t blobs)>;

    ~BackupJob() { stop(); }
    BackupJob() = default;
    BackupJob(const BackupJob&) = delete;
    BackupJob& operator=(const BackupJob&) = delete;

    /// False: one is running. `work` runs in a thread of its own and throws base::Error when it fails.
    bool begin(State state, std::function<void(const Moved&)> work);
    [[nodiscard]] std::optional<State> state() const;
    void cancel();
    void stop();

  private:
    void run(const std::function<void(const Moved&)>& work);
    [[nodiscard]] bool moved(std::int64_t blobs);
    mutable std::mutex mutex_;
    std::optional<State> state_;
    bool cancelled_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace daiban::web
