#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace daiban::web {

/// So many at once, then so many a second, by key. Safe from many threads.
class RateLimit {
  public:
    using Time = std::chrono::steady_clock::time_point;
    RateLimit(double burst, double perSecond) : burst_(burst), perSecond_(perSecond) {}

    /// Empty: it may go ahead; else how long to wait.
    [[nodiscard]] std::optional<std::chrono::seconds> ask(const std::string& key, Time now) {
        const std::lock_guard lock(mutex_);
        if (buckets_.size() > mostKeys)
            std::erase_if(buckets_, [&](const auto& entry) { return full(entry.second, now); });
        auto& bucket = buckets_.try_emplace(key, Bucket{burst_, now}).first->second;
        bucket.left =
            std::min(burst_, bucket.left + perSecond_ * std::chrono::duration<double>(now - bucket.at).count());
        bucket.at = now;
        if (bucket.left < 1) return waitOf(bucket.left);
        bucket.left -= 1;
        return std::nullopt;
    }

    /// The same without taking a turn.
    [[nodiscard]] std::optional<std::chrono::seconds> wait(const std::string& key, Time now) const {
        const std::lock_guard lock(mutex_);
        const auto found = buckets_.find(key);
        if (found == buckets_.end()) return std::nullopt;
        const double left =
            found->second.left + perSecond_ * std::chrono::duration<double>(now - found->second.at).count();
        return left >= 1 ? std::nullopt : std::optional(waitOf(left));
    }

  private:
    [[nodiscard]] std::chrono::seconds waitOf(double left) const {
        return std::chrono::seconds(1 + static_cast<int>((1 - left) / perSecond_));
    }
    static constexpr std::size_t mostKeys = 10'000;
    struct Bucket {
        double left;
        Time at;
    };
    [[nodiscard]] bool full(const Bucket& bucket, Time now) const {
        return bucket.left + perSecond_ * std::chrono::duration<double>(now - bucket.at).count() >= burst_;
    }
    double burst_;
    double perSecond_;
    mutable std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

}  // namespace daiban::web
