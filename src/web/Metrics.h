#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace daiban::web {

/// What /metrics counts; nothing of persons in it. Safe from many threads.
class Metrics {
  public:
    void requestEnded(unsigned status, std::chrono::nanoseconds took);
    std::atomic<std::int64_t> connections{0};
    std::atomic<std::int64_t> followers{0};
    std::atomic<std::int64_t> bytesIn{0};

    /// Prometheus' text format; `more` lines are put behind.
    [[nodiscard]] std::string text(const std::string& more) const;

  private:
    static constexpr std::array<double, 10> bounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};  // seconds
    std::array<std::atomic<std::int64_t>, bounds.size() + 1> took_{};
    std::array<std::atomic<std::int64_t>, 6> byClass_{};
    std::atomic<std::int64_t> nanoseconds_{0};
};

}  // namespace daiban::web
