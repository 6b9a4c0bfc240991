#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daiban::documents {

/// One code point for comparing: full width to half width, kinds of dashes, dots and brackets to one.
[[nodiscard]] char32_t foldedPoint(char32_t c);
/// A text for comparing: every code point folded, no blanks.
[[nodiscard]] std::u32string comparable(std::string_view utf8);

/// A place in a text that is near to a pattern.
struct NearMatch {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t distance = 0;
};

/// How many wrong characters a printed word of that length may have and still be it.
[[nodiscard]] std::size_t allowedErrors(std::size_t length);
/// All places, in order and not overlapping, at most `allowed` edits away; nearer ones win.
[[nodiscard]] std::vector<NearMatch> findNear(std::u32string_view pattern, std::u32string_view text,
                                              std::size_t allowed);

}  // namespace daiban::documents
