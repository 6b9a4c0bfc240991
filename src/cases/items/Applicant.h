#pragma once

#include <string>
#include <string_view>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "cases/items/Subject.h"

namespace daiban::cases {

/// In the place of a number: a person says that there is none.
inline constexpr std::string_view noNumber = "无";

/// Whether it holds characters that change what a terminal or a page shows of the others: control characters, marks of
/// direction and width, what was no UTF-8.
[[nodiscard]] bool holdsHidden(std::string_view text);

/// What is wrong with a person's or an enterprise's name, as the end of a sentence ("holds control characters"); empty:
/// nothing. A Chinese name has 2 to 25 characters and dots between its parts; a foreign one Latin letters with blanks,
/// dots, hyphens and apostrophes, as passports write it; an enterprise's may hold digits and brackets too.
[[nodiscard]] base::Sentence faultOfName(std::string_view name);
/// The same for a number: a citizen number or a credit code must prove itself by its check character; passports and
/// permits have 6 to 18 letters and digits. `noNumber` is right.
[[nodiscard]] base::Sentence faultOfNumber(std::string_view number, base::Date today);

/// Who applies, as it is kept: the name without needless blanks, the number in capitals without blanks (15 digits of
/// the first generation as 18), empty where the person said `noNumber`. Throws Error{BadArguments} for a name or number
/// that cannot be one, and where nothing is said of the number.
[[nodiscard]] Identity soundApplicant(const Identity& given, base::Date today);

}  // namespace daiban::cases
