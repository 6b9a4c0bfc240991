#include "codes/label/LikeliestBlock.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "codes/ReedSolomon.h"

namespace daiban::codes {
namespace {

constexpr std::size_t dataWords = 17;
constexpr std::size_t checkWords = 18;

using Words = std::vector<std::uint8_t>;

bool anything(const Words&) {
    return true;
}

/// 17 words, the first two always the same, and the 18 that check them.
Words blockFrom(std::mt19937& dice) {
    Words words{0x21, 0x18};
    while (words.size() < dataWords) words.push_back(static_cast<std::uint8_t>(dice()));
    words.resize(dataWords + checkWords);
    std::vector<std::size_t> unknown(checkWords);
    std::iota(unknown.begin(), unknown.end(), dataWords);
    return correctedBlock(words, checkWords, unknown).value();
}

std::vector<int> fixedWords() {
    std::vector<int> fixed(dataWords, -1);
    fixed[0] = 0x21;
    fixed[1] = 0x18;
    return fixed;
}

/// Each bit with normal noise on it.
SeenBlock seen(const Words& words, double noise, std::mt19937& dice) {
    std::normal_distribution<double> error(0, noise);
    SeenBlock block;
    for (const auto word : words) {
        auto& bits = block.emplace_back();
        for (unsigned i = 0; i < 8; ++i)
            bits[i] = std::clamp(((word >> (7 - i) & 1) != 0 ? 0.5 : -0.5) + error(dice), -1.0, 1.0);
    }
    return block;
}

std::size_t wrongWords(const Words& words, const SeenBlock& block) {
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < words.size(); ++i)
        for (unsigned bit = 0; bit < 8; ++bit)
            if ((block[i][bit] > 0) != ((words[i] >> (7 - bit) & 1) != 0)) {
                ++wrong;
                break;
            }
    return wrong;
}

TEST(LikeliestBlock, IsFoundWhereHalfOfTheWordsAreWrong) {
    std::mt19937 dice(1);
    std::size_t hard = 0;
    for (int round = 0; round < 20; ++round) {
        const Words words = blockFrom(dice);
        const SeenBlock block = seen(words, 0.36, dice);
        if (wrongWords(words, block) > checkWords / 2) ++hard;
        const auto likeliest = likeliestBlock(block, fixedWords(), checkWords, anything);
        ASSERT_TRUE(likeliest);
        EXPECT_EQ(likeliest->words, words);
        EXPECT_GT(likeliest->certainty, 6);
    }
    EXPECT_GT(hard, 10U) << "no longer beyond what correcting words can do";
}

TEST(LikeliestBlock, OfNoiseIsNotCertain) {
    std::mt19937 dice(2);
    for (int round = 0; round < 100; ++round) {
        const auto likeliest =
            likeliestBlock(seen(Words(dataWords + checkWords), 5, dice), fixedWords(), checkWords, anything);
        ASSERT_TRUE(likeliest);
        EXPECT_LT(likeliest->certainty, 6);
        EXPECT_EQ(likeliest->words[0], 0x21);
        EXPECT_EQ(likeliest->words[1], 0x18);
    }
}

TEST(LikeliestBlock, IsAlwaysABlockOfTheCode) {
    std::mt19937 dice(3);
    const auto likeliest =
        likeliestBlock(seen(Words(dataWords + checkWords), 5, dice), fixedWords(), checkWords, anything);
    ASSERT_TRUE(likeliest);
    EXPECT_EQ(correctedBlock(likeliest->words, checkWords), likeliest->words);
}

TEST(LikeliestBlock, IsNoneWhenNoneIsPossible) {
    std::mt19937 dice(4);
    EXPECT_FALSE(
        likeliestBlock(seen(blockFrom(dice), 0.1, dice), fixedWords(), checkWords, [](const Words&) { return false; }));
}

}  // namespace
}  // namespace daiban::codes
