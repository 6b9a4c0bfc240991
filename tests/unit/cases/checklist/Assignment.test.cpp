#include "cases/checklist/Assignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace daiban::cases {

namespace {

using Weights = std::vector<std::vector<std::int64_t>>;

/// The best sum by trying everything.
std::int64_t bestByTrying(const Weights& weights, std::size_t row, std::set<std::size_t>& used) {
    if (row == weights.size()) return 0;
    std::int64_t best = bestByTrying(weights, row + 1, used);
    for (std::size_t column = 0; column < weights[row].size(); ++column) {
        if (weights[row][column] <= 0 || !used.insert(column).second) continue;
        best = std::max(best, weights[row][column] + bestByTrying(weights, row + 1, used));
        used.erase(column);
    }
    return best;
}

}  // namespace

TEST(Assignment, IsAsGoodAsTryingEverything) {
    std::mt19937 engine(3);
    for (int round = 0; round < 400; ++round) {
        Weights weights(1 + engine() % 5, std::vector<std::int64_t>(1 + engine() % 5));
        for (auto& row : weights)
            for (auto& weight : row) weight = engine() % 3 == 0 ? forbidden : static_cast<std::int64_t>(engine() % 20);
        const auto columns = bestAssignment(weights);
        std::int64_t sum = 0;
        std::set<int> taken;
        for (std::size_t row = 0; row < weights.size(); ++row) {
            if (columns[row] < 0) continue;
            EXPECT_TRUE(taken.insert(columns[row]).second) << "a column twice";
            EXPECT_GT(weights[row][static_cast<std::size_t>(columns[row])], forbidden);
            sum += weights[row][static_cast<std::size_t>(columns[row])];
        }
        std::set<std::size_t> used;
        EXPECT_EQ(sum, bestByTrying(weights, 0, used));
    }
}

TEST(Assignment, GivesUpTheBetterPlaceForTheBetterWhole) {
    EXPECT_EQ(bestAssignment({{10, 9}, {8, forbidden}}), (std::vector{1, 0}));
}

TEST(Assignment, HandlesNoRowsAndNoColumns) {
    EXPECT_TRUE(bestAssignment({}).empty());
    EXPECT_EQ(bestAssignment({{}, {}}), (std::vector{-1, -1}));
}

}  // namespace daiban::cases
