#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"

namespace daiban::base {

/// UTF-8 to code points; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::u32string toCodePoints(std::string_view utf8);
/// Always UTF-8: what is no code point becomes U+FFFD.
[[nodiscard]] std::string toUtf8(std::u32string_view codePoints);
[[nodiscard]] std::string toUtf8(char32_t codePoint);
[[nodiscard]] std::size_t countCodePoints(std::string_view utf8);

[[nodiscard]] bool isHan(char32_t c);
[[nodiscard]] bool isDigit(char32_t c);  ///< ASCII 0-9

/// Full-width letters, digits and punctuation to half width, every kind of white space to one blank,
/// ideographic and CJK punctuation kept: for comparing, not for showing.
[[nodiscard]] std::u32string folded(std::string_view utf8);
/// folded() without any white space, as UTF-8.
[[nodiscard]] std::string squeezed(std::string_view utf8);
/// Blanks between two Chinese characters (or beside one) taken out, others kept.
[[nodiscard]] std::string withoutBlanksInChinese(std::string_view utf8);

[[nodiscard]] std::size_t editDistance(std::u32string_view a, std::u32string_view b);
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);
/// The place in `text` that is nearest to `pattern` by edit distance.
struct NearestPart {
    std::size_t begin = 0;  ///< in code points
    std::size_t end = 0;
    std::size_t distance = 0;
};
[[nodiscard]] NearestPart nearestPart(std::u32string_view pattern, std::u32string_view text);

[[nodiscard]] std::string trimmed(std::string_view text);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view separator);
[[nodiscard]] bool startsWith(std::string_view text, std::string_view prefix);
/// How many terminal columns the text takes: Chinese and full-width characters take two.
[[nodiscard]] std::size_t columnsOf(std::string_view utf8);

/// "2026-11-22"
[[nodiscard]] std::string isoDate(Date date);
/// "2026年11月22日"
[[nodiscard]] std::string chineseDate(Date date);
/// "2026-11-22T09:30:00.123+08:00"
[[nodiscard]] std::string isoTime(Instant instant);
/// Exactly YYYY-MM-DD and a real day.
[[nodiscard]] std::optional<Date> parseIsoDate(std::string_view text);
/// The first date in a text as printed on papers: 1949年12月31日, 2010.10.03, 2010-10-3, 20101003,
/// 二〇一〇年十月三日. Empty when there is none or it is no real day.
[[nodiscard]] std::optional<Date> findDate(std::string_view text);
[[nodiscard]] int daysBetween(Date from, Date to);

}  // namespace daiban::base
