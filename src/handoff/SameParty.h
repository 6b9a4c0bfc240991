#pragma once

#include <string>
#include <string_view>

namespace daiban::handoff {

// When two written names or numbers are one person's or one company's. Used wherever a paper or a person at the counter
// is held against a case.

/// A name for comparing: half width, without blanks, Latin letters in capitals, and one dot for all the dots that are
/// typed in names (· U+00B7, • U+2022, ・ U+30FB, ･ U+FF65, ‧ U+2027, ∙ U+2219, ⋅ U+22C5, . and ．).
[[nodiscard]] std::string comparableName(std::string_view written);
/// A number for comparing: half width, without blanks, letters in capitals, 15 digits of the first generation as 18.
[[nodiscard]] std::string comparableNumber(std::string_view written);

/// Both are there and say the same.
[[nodiscard]] bool isSameName(std::string_view one, std::string_view other);
[[nodiscard]] bool isSameNumber(std::string_view one, std::string_view other);

}  // namespace daiban::handoff
