#pragma once

#include <string>
#include <string_view>

namespace daiban::base {

enum class Lines {
    One,   ///< a new line is made visible too: what is shown stays in its line
    Kept,  ///< new lines, tabs and form feeds stay
};

/// As a terminal may show it: control characters become their pictures (␛, ␊), marks that turn the direction of
/// writing, or stand for nothing that is seen, their number (⟨U+202E⟩), bytes that are no UTF-8 U+FFFD.
[[nodiscard]] std::string shown(std::string_view utf8, Lines lines = Lines::One);

/// Whether nothing of it would be shown otherwise than it is: `shown(text) == text`.
[[nodiscard]] bool isShowable(std::string_view utf8);

/// "1201**********382X": a number of a person, enough to tell two people apart at the counter. Numbers of up to twelve
/// characters are masked whole.
[[nodiscard]] std::string maskedNumber(std::string_view number);

/// JSON with the same characters escaped: a line of it means the same, and no terminal obeys it.
[[nodiscard]] std::string escapedJson(std::string_view json);

}  // namespace daiban::base
