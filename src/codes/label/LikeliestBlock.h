#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace daiban::codes {

/// A block of codewords as seen: each bit from -1 (surely 0) to 1 (surely 1), 0 unknown; the highest bit first.
using SeenBlock = std::vector<std::array<double, 8>>;

struct LikeliestBlock {
    std::vector<std::uint8_t> words;
    /// How far the bits that were not taken as seen agree with what was seen, in standard deviations of what a block
    /// that has nothing to do with it would do by chance. The best of thousands that are wrong has up to 5.
    double certainty = 0;
};

/// The block of `checkWords` check words (see ReedSolomon.h) that agrees best with what was seen, of those whose data
/// words are the `fixed` ones (-1: free; one for each data word) and which `isPossible` accepts. Correcting words
/// counts how many are wrong; this goes by bits and by how clearly each was seen, and finds blocks in which half of the
/// words are wrong if their wrong bits were seen dimly. The most certain bits that determine the block are taken as
/// seen, and then with up to three of them the other way (Fossorier and Lin, "Soft-decision decoding of linear block
/// codes based on ordered statistics", 1995). Some block always agrees best: its certainty tells whether to believe it.
/// Nothing when none of those tried was possible.
[[nodiscard]] std::optional<LikeliestBlock> likeliestBlock(
    const SeenBlock& seen, const std::vector<int>& fixed, std::size_t checkWords,
    const std::function<bool(const std::vector<std::uint8_t>&)>& isPossible);

}  // namespace daiban::codes
