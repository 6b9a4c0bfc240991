#pragma once

#include <algorithm>
#include <compare>

namespace daiban::base {

/// How likely a guess is right, 0 to 1. Nothing below `certainEnough` ticks a box without a person's yes.
class Confidence {
  public:
    constexpr Confidence() = default;
    explicit constexpr Confidence(double value) : value_(std::clamp(value, 0.0, 1.0)) {}
    [[nodiscard]] constexpr double value() const { return value_; }
    auto operator<=>(const Confidence&) const = default;

  private:
    double value_ = 0;
};

/// Set by hand.
inline constexpr Confidence certainEnough{0.8};

}  // namespace daiban::base
