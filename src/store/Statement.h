#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/Database.h"

namespace daiban::store {

/// A statement as a database takes it: one value for every :name.
struct Statement {
    std::string text;
    std::vector<std::pair<std::string, Value>> parameters;
};

/// Fits a statement of sql/ to its values. A line that ends with "-- when NAME" stays only when NAME is not NULL, so
/// that a filter nobody set keeps no index from being used; a list takes as many places as it has words
/// (office IN (:offices)), and an empty one is (NULL), which nothing is in.
[[nodiscard]] Statement fitted(std::string_view statement, const Parameters& parameters);

}  // namespace daiban::store
