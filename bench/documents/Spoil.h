#pragma once

#include <cstdint>

#include "text/PageText.h"

namespace daiban::bench {

/// Numbers that are the same everywhere, from one seed (splitmix64).
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    [[nodiscard]] std::uint64_t next();
    [[nodiscard]] double share() { return static_cast<double>(next() >> 11U) / 9007199254740992.0; }  ///< [0, 1)
    [[nodiscard]] int below(int limit) { return static_cast<int>(next() % static_cast<std::uint64_t>(limit)); }

  private:
    std::uint64_t state_;
};

/// How badly a page was read.
struct Spoiling {
    double lostLines = 0;        ///< share of lines that were not read at all
    double wrongCharacters = 0;  ///< share of characters read as another, lost or doubled
    double cutAway = 0;          ///< share of the page's height or width that is not there
};

/// The text as a poor scan, a cut copy or a covered page would have left it. `size` in pixels of the document.
[[nodiscard]] text::PageText spoiled(const text::PageText& text, const Spoiling& spoiling, base::Point size,
                                     Dice& dice);

/// From hardly spoiled to a third of the page lost.
[[nodiscard]] Spoiling someSpoiling(Dice& dice);

}  // namespace daiban::bench
