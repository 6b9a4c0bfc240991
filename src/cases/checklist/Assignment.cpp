#include "cases/checklist/Assignment.h"

#include <algorithm>
#include <limits>

namespace daiban::cases {

namespace {

/// The Hungarian method with potentials (Kuhn 1955, Munkres 1957) on a square matrix of costs, O(n^3). Rows and columns
/// are counted from 1; column 0 stands for "the row that is being placed".
class Hungarian {
  public:
    explicit Hungarian(const std::vector<std::vector<std::int64_t>>& weights)
        : weights_(weights), size_(std::max(weights.size(), weights.empty() ? 0 : weights.front().size())) {
        rowPotential_.assign(size_ + 1, 0);
        columnPotential_.assign(size_ + 1, 0);
        rowOfColumn_.assign(size_ + 1, 0);
    }

    std::vector<std::size_t> rowsOfColumns() {
        for (std::size_t row = 1; row <= size_; ++row) place(row);
        return rowOfColumn_;
    }

  private:
    static constexpr std::int64_t infinite = std::numeric_limits<std::int64_t>::max() / 4;

    [[nodiscard]] std::int64_t cost(std::size_t row, std::size_t column) const {
        const bool real = row <= weights_.size() && column <= weights_[row - 1].size();
        return real ? -std::max<std::int64_t>(weights_[row - 1][column - 1], 0) : 0;
    }

    /// Finds the cheapest chain of moves that gives `row` a column, and makes them.
    void place(std::size_t row) {
        std::vector<std::int64_t> slack(size_ + 1, infinite);
        std::vector<std::size_t> cameFrom(size_ + 1, 0);
        std::vector<char> seen(size_ + 1, 0);
        std::size_t column = 0;
        rowOfColumn_[0] = row;
        do {
            seen[column] = 1;
            column = nearestFrom(column, slack, cameFrom, seen);
        } while (rowOfColumn_[column] != 0);
        for (; column != 0; column = cameFrom[column]) rowOfColumn_[column] = rowOfColumn_[cameFrom[column]];
    }

    std::size_t nearestFrom(std::size_t from, std::vector<std::int64_t>& slack, std::vector<std::size_t>& cameFrom,
                            const std::vector<char>& seen) {
        const std::size_t row = rowOfColumn_[from];
        std::int64_t least = infinite;
        std::size_t nearest = 0;
        for (std::size_t column = 1; column <= size_; ++column) {
            if (seen[column] != 0) continue;
            const std::int64_t rest = cost(row, column) - rowPotential_[row] - columnPotential_[column];
            if (rest < slack[column]) slack[column] = rest, cameFrom[column] = from;
            if (slack[column] < least) least = slack[column], nearest = column;
        }
        for (std::size_t column = 0; column <= size_; ++column) {
            if (seen[column] != 0)
                rowPotential_[rowOfColumn_[column]] += least, columnPotential_[column] -= least;
            else
                slack[column] -= least;
        }
        return nearest;
    }

    const std::vector<std::vector<std::int64_t>>& weights_;
    std::size_t size_;
    std::vector<std::int64_t> rowPotential_;
    std::vector<std::int64_t> columnPotential_;
    std::vector<std::size_t> rowOfColumn_;
};

}  // namespace

std::vector<int> bestAssignment(const std::vector<std::vector<std::int64_t>>& weights) {
    std::vector<int> columnOfRow(weights.size(), -1);
    const auto rowOfColumn = Hungarian(weights).rowsOfColumns();
    for (std::size_t column = 1; column < rowOfColumn.size(); ++column) {
        const std::size_t row = rowOfColumn[column];
        const bool real = row >= 1 && row <= weights.size() && column <= weights[row - 1].size();
        if (real && weights[row - 1][column - 1] > forbidden) columnOfRow[row - 1] = static_cast<int>(column - 1);
    }
    return columnOfRow;
}

}  // namespace daiban::cases
