#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "desk/Returns.h"

namespace daiban::web {

/// A page of a scanned certificate with the cases it may belong to.
struct ReturnedPage {
    int page = 1;
    base::Sentence failure;
    std::vector<desk::CertificateCandidates> certificates;
};

struct ReturnState {
    std::string account;
    std::filesystem::path file;
    bool read = false;
    base::Sentence failure;
    std::vector<ReturnedPage> pages;
};

/// Certificates that are held against the cases, by upload, since the server began. Safe from many threads.
class ReturnsAtWork {
  public:
    ReturnsAtWork() : worker_([this] { run(); }) {}
    ~ReturnsAtWork() { stop(); }
    ReturnsAtWork(const ReturnsAtWork&) = delete;
    ReturnsAtWork& operator=(const ReturnsAtWork&) = delete;

    /// One after the other, in a thread of its own.
    void later(std::function<void()> work) {
        const std::lock_guard lock(mutex_);
        work_.push_back(std::move(work));
        news_.notify_one();
    }
    void stop() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
            news_.notify_one();
        }
        if (worker_.joinable()) worker_.join();
    }
    [[nodiscard]] std::optional<ReturnState> find(const std::string& upload) const {
        const std::lock_guard lock(mutex_);
        const auto found = states_.find(upload);
        return found == states_.end() ? std::nullopt : std::optional(found->second);
    }
    void set(const std::string& upload, ReturnState state) {
        const std::lock_guard lock(mutex_);
        if (states_.size() >= kept && !states_.contains(upload))
            states_.erase(states_.begin());  // ids begin with their time
        states_[upload] = std::move(state);
    }

  private:
    void run() {
        for (;;) {
            std::unique_lock lock(mutex_);
            news_.wait(lock, [this] { return stopping_ || !work_.empty(); });
            if (stopping_) return;
            const auto work = std::move(work_.front());
            work_.pop_front();
            lock.unlock();
            work();
        }
    }

    static constexpr std::size_t kept = 500;
    mutable std::mutex mutex_;
    std::condition_variable news_;
    std::deque<std::function<void()>> work_;
    bool stopping_ = false;
    std::map<std::string, ReturnState> states_;
    std::thread worker_;
};

}  // namespace daiban::web
