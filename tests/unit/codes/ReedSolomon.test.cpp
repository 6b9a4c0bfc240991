#include "codes/ReedSolomon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace daiban::codes {
namespace {

using Block = std::vector<std::uint8_t>;

/// 17 data and 18 check words, as a label has them; made by taking the check words as lost.
Block validBlock(std::mt19937& dice) {
    Block block(35);
    for (std::size_t i = 0; i < 17; ++i) block[i] = static_cast<std::uint8_t>(dice());
    std::vector<std::size_t> lost(18);
    std::iota(lost.begin(), lost.end(), 17U);
    return correctedBlock(block, 18, lost).value();
}

std::vector<std::size_t> shuffledPositions(std::mt19937& dice) {
    std::vector<std::size_t> positions(35);
    std::iota(positions.begin(), positions.end(), 0U);
    std::shuffle(positions.begin(), positions.end(), dice);
    return positions;
}

Block damaged(Block block, const std::vector<std::size_t>& positions, std::size_t count, std::mt19937& dice) {
    for (std::size_t i = 0; i < count; ++i) block[positions[i]] ^= static_cast<std::uint8_t>(1 + dice() % 255);
    return block;
}

// ISO/IEC 18004:2015, annex I: "01234567" as a version 1-M symbol.
TEST(ReedSolomonBlocks, OfTheStandardsExampleAreValid) {
    const Block example{0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC,
                        0x11, 0xEC, 0x11, 0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55};
    EXPECT_EQ(correctedBlock(example, 10), example);
    Block changed = example;
    changed[3] = 0;
    EXPECT_EQ(correctedBlock(changed, 10), example);
}

TEST(ReedSolomonBlocks, AreCorrectedWithinReach) {
    std::mt19937 dice(1);
    for (int round = 0; round < 500; ++round) {
        const Block block = validBlock(dice);
        const auto positions = shuffledPositions(dice);
        const std::size_t erased = dice() % 19;
        const std::size_t errors = (18 - erased) / 2;
        const std::vector<std::size_t> erasures(positions.begin(),
                                                positions.begin() + static_cast<std::ptrdiff_t>(erased));
        EXPECT_EQ(correctedBlock(damaged(block, positions, erased + errors, dice), 18, erasures), block)
            << erased << " erased, " << errors << " errors";
    }
}

TEST(ReedSolomonBlocks, BeyondReachAreRefusedAsARule) {
    std::mt19937 dice(2);
    int accepted = 0;
    for (int round = 0; round < 500; ++round) {
        const Block block = validBlock(dice);
        if (correctedBlock(damaged(block, shuffledPositions(dice), 14, dice), 18)) ++accepted;
    }
    EXPECT_LE(accepted, 1);
    EXPECT_FALSE(correctedBlock(Block(35, 1), 18, std::vector<std::size_t>(19, 0)));
}

}  // namespace
}  // namespace daiban::codes
