#pragma once

#include <cstdint>
#include <vector>

namespace daiban::cases {

/// Nothing may be assigned here.
inline constexpr std::int64_t forbidden = 0;

/// The assignment of columns to rows with the greatest sum of weights, each row and each column used at most once.
/// `weights[row][column]`; a weight of 0 (`forbidden`) or less is never taken. Of equally good assignments always the
/// same one is found. Returns for each row its column, or -1.
[[nodiscard]] std::vector<int> bestAssignment(const std::vector<std::vector<std::int64_t>>& weights);

}  // namespace daiban::cases
