#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "store/Database.h"

namespace daiban::store {

class Readers;

/// The database as it stood when its first question was asked, for one verb. Gives its connection back at the end.
class Snapshot {
  public:
    explicit Snapshot(Readers& readers);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    [[nodiscard]] Database& operator*() const { return *connection_; }
    [[nodiscard]] Database* operator->() const { return connection_.get(); }

  private:
    Readers& readers_;
    std::unique_ptr<Database> connection_;
    std::unique_ptr<Transaction> transaction_;
};

/// Connections that only read, beside the one that writes: a reader waits neither for the writer nor for another
/// reader. Several threads may use one.
class Readers {
  public:
    /// `copy`: nobody writes, nor may anybody.
    Readers(std::filesystem::path file, std::chrono::milliseconds patience, bool copy = false)
        : file_(std::move(file)), patience_(patience), copy_(copy) {}

  private:
    friend class Snapshot;
    /// One nobody uses, or a new one.
    [[nodiscard]] std::unique_ptr<Database> take();
    /// Keeps a few for the next; one more is closed.
    void giveBack(std::unique_ptr<Database> connection);

    std::filesystem::path file_;
    std::chrono::milliseconds patience_;
    bool copy_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Database>> idle_;
};

}  // namespace daiban::store
