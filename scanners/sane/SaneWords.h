#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scanners/PageSource.h"
#include "scanners/ScanError.h"

namespace daiban::scanners {

/// Drivers name the same thing differently. What a driver's name for a source means; empty: nothing of ours.
[[nodiscard]] std::optional<ScanSource> sourceNamed(std::string_view driversName);

/// Of the names a driver offers for its modes the one that comes nearest to `mode`; empty when none does.
[[nodiscard]] std::optional<std::string> bestNameFor(ScanMode mode, const std::vector<std::string>& driversNames);

/// What a SANE_Status means.
[[nodiscard]] ScanProblem problemOf(int saneStatus);

}  // namespace daiban::scanners
