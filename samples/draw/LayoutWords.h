#pragma once

#include <string_view>

namespace daiban::samples {

/// What papers of each type may say, for layouts of them (see the words for how they are written).
std::string_view layoutWords();
/// Titles of papers that are of no known type, parted by "/".
std::string_view foreignTitles();

}  // namespace daiban::samples
