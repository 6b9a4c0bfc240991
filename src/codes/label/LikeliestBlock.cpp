#include "codes/label/LikeliestBlock.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "codes/ReedSolomon.h"

namespace daiban::codes {

namespace {

using Word = std::uint8_t;
using Block = std::vector<Word>;

constexpr std::size_t triplesTried = 20'000;  // some ms; pairs of 120 bits are 7,140

bool bitOf(const Block& block, std::size_t bit) {
    return (block[bit / 8] >> (7 - bit % 8) & 1) != 0;
}

void add(Block& to, const Block& block) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] ^= block[i];
}

/// The block with these data words.
Block encoded(Block data, std::size_t checkWords) {
    std::vector<std::size_t> unknown(checkWords);
    std::iota(unknown.begin(), unknown.end(), data.size());
    data.resize(data.size() + checkWords, 0);
    return correctedBlock(data, checkWords, unknown).value();
}

/// All blocks with the fixed words are `start` and any sum of `rows` added to it.
struct Blocks {
    Block start;
    std::vector<Block> rows;
};

Blocks blocksWith(const std::vector<int>& fixed, std::size_t checkWords) {
    Block data(fixed.size(), 0);
    for (std::size_t i = 0; i < fixed.size(); ++i)
        if (fixed[i] >= 0) data[i] = static_cast<Word>(fixed[i]);
    Blocks blocks{.start = encoded(data, checkWords), .rows = {}};
    for (std::size_t i = 0; i < fixed.size(); ++i)
        for (unsigned bit = 0; fixed[i] < 0 && bit < 8; ++bit) {
            Block one(fixed.size(), 0);
            one[i] = static_cast<Word>(0x80U >> bit);
            blocks.rows.push_back(encoded(one, checkWords));
        }
    return blocks;
}

/// What it costs to contradict what was seen, for every value of the contradicted bits of every word.
class Cost {
  public:
    explicit Cost(const SeenBlock& seen) {
        for (const auto& bits : seen) {
            auto& word = table_.emplace_back();
            for (unsigned value = 0; value < 256; ++value)
                for (unsigned bit = 0; bit < 8; ++bit)
                    if ((value >> (7 - bit) & 1U) != 0) word[value] += static_cast<float>(std::abs(bits[bit]));
        }
    }
    [[nodiscard]] float of(const Block& contradicted) const {
        float sum = 0;
        for (std::size_t i = 0; i < contradicted.size(); ++i) sum += table_[i][contradicted[i]];
        return sum;
    }

  private:
    std::vector<std::array<float, 256>> table_;
};

Block clearest(const SeenBlock& seen) {
    Block block;
    for (const auto& bits : seen) {
        unsigned word = 0;
        for (const double bit : bits) word = word << 1U | (bit > 0 ? 1U : 0U);
        block.push_back(static_cast<Word>(word));
    }
    return block;
}

/// The rows made over so that each alone decides one of the most certain bits. Least certain first.
struct Basis {
    std::vector<Block> rows;
    std::vector<std::size_t> bits;
    std::vector<float> certainty;
};

Basis mostCertain(std::vector<Block> rows, const SeenBlock& seen) {
    std::vector<std::size_t> order(seen.size() * 8);
    std::iota(order.begin(), order.end(), 0U);
    const auto certainty = [&](std::size_t bit) { return std::abs(seen[bit / 8][bit % 8]); };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return certainty(a) > certainty(b); });
    Basis basis;
    std::size_t settled = 0;
    for (const std::size_t bit : order) {
        const auto with = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(settled), rows.end(),
                                       [&](const Block& row) { return bitOf(row, bit); });
        if (with == rows.end()) continue;
        std::iter_swap(rows.begin() + static_cast<std::ptrdiff_t>(settled), with);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (i != settled && bitOf(rows[i], bit)) add(rows[i], rows[settled]);
        basis.bits.push_back(bit);
        basis.certainty.push_back(static_cast<float>(certainty(bit)));
        if (++settled == rows.size()) break;
    }
    basis.rows = std::move(rows);
    std::reverse(basis.rows.begin(), basis.rows.end());
    std::reverse(basis.bits.begin(), basis.bits.end());
    std::reverse(basis.certainty.begin(), basis.certainty.end());
    return basis;
}

/// Tries blocks near the one that the most certain bits make.
class Search {
  public:
    Search(const SeenBlock& seen, const std::vector<int>& fixed, Basis basis,
           const std::function<bool(const Block&)>& isPossible)
        : seen_(seen),
          cost_(seen),
          clearest_(clearest(seen)),
          basis_(std::move(basis)),
          isFixed_(seen.size()),
          isPossible_(isPossible) {
        for (std::size_t i = 0; i < fixed.size(); ++i) isFixed_[i] = fixed[i] >= 0;
    }

    std::optional<LikeliestBlock> from(Block block) {
        for (std::size_t i = 0; i < basis_.rows.size(); ++i)
            if (bitOf(block, basis_.bits[i]) != bitOf(clearest_, basis_.bits[i])) add(block, basis_.rows[i]);
        add(block, clearest_);  // from here on: what it contradicts
        consider(block);
        withOneOther(block);
        if (!best_) return std::nullopt;
        LikeliestBlock found{.words = *best_, .certainty = certaintyOf(*best_)};
        add(found.words, clearest_);
        return found;
    }

  private:
    [[nodiscard]] double certaintyOf(const Block& contradicted) const {
        double sum = 0;
        double variance = 1e-9;
        for (std::size_t bit = 0; bit < seen_.size() * 8; ++bit) {
            if (std::find(basis_.bits.begin(), basis_.bits.end(), bit) != basis_.bits.end()) continue;
            if (isFixed_[bit / 8]) continue;
            const double clear = std::abs(seen_[bit / 8][bit % 8]);
            sum += bitOf(contradicted, bit) ? -clear : clear;
            variance += clear * clear;
        }
        return sum / std::sqrt(variance);
    }

    void consider(const Block& contradicted) {
        const float cost = cost_.of(contradicted);
        if (cost >= least_) return;
        Block block = contradicted;
        add(block, clearest_);
        if (!isPossible_(block)) return;
        least_ = cost;
        best_ = contradicted;
    }

    [[nodiscard]] Block turned(Block block, std::size_t row) const {
        add(block, basis_.rows[row]);
        return block;
    }

    // What is turned costs at least its own certainty: where that alone is too much, so is all that follows.
    void withOneOther(const Block& block) {
        for (std::size_t a = 0; a < basis_.rows.size() && basis_.certainty[a] < least_; ++a) consider(turned(block, a));
        for (std::size_t a = 0; a < basis_.rows.size() && basis_.certainty[a] < least_; ++a) {
            const Block one = turned(block, a);
            for (std::size_t b = 0; b < a && basis_.certainty[a] + basis_.certainty[b] < least_; ++b)
                consider(turned(one, b));
        }
        std::size_t tried = 0;
        for (std::size_t a = 0; a < basis_.rows.size() && tried < triplesTried; ++a)
            for (std::size_t b = 0; b < a; ++b) {
                const Block two = turned(turned(block, a), b);
                for (std::size_t c = 0; c < b; ++c) {
                    if (basis_.certainty[a] + basis_.certainty[b] + basis_.certainty[c] >= least_) break;
                    consider(turned(two, c));
                    ++tried;
                }
            }
    }

    const SeenBlock& seen_;
    Cost cost_;
    Block clearest_;
    Basis basis_;
    std::vector<bool> isFixed_;
    const std::function<bool(const Block&)>& isPossible_;
    std::optional<Block> best_;
    float least_ = std::numeric_limits<float>::max();
};

}  // namespace

std::optional<LikeliestBlock> likeliestBlock(const SeenBlock& seen, const std::vector<int>& fixed,
                                             std::size_t checkWords,
                                             const std::function<bool(const Block&)>& isPossible) {
    Blocks blocks = blocksWith(fixed, checkWords);
    Search search(seen, fixed, mostCertain(std::move(blocks.rows), seen), isPossible);
    return search.from(std::move(blocks.start));
}

}  // namespace daiban::codes
