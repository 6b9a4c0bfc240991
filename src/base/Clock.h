#pragma once

#include <chrono>

namespace daiban::base {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Date = std::chrono::year_month_day;

/// Where the time comes from. Passed in, so that tests and reruns can say what time it is.
class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] Instant now() const override {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

/// A clock that says what it was told; `advance` moves it.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(Instant instant) : instant_(instant) {}
    [[nodiscard]] Instant now() const override { return instant_; }
    void advance(std::chrono::milliseconds by) { instant_ += by; }

  private:
    Instant instant_;
};

/// The day an instant falls on in China (UTC+8, no daylight saving time).
[[nodiscard]] inline Date dayOf(Instant instant) {
    return Date{std::chrono::floor<std::chrono::days>(instant + std::chrono::hours{8})};
}

}  // namespace daiban::base
