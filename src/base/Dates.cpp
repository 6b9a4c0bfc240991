#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "base/Text.h"

namespace daiban::base {

namespace {

std::optional<Date> realDay(int year, int month, int day) {
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    if (year < 1800 || year > 2200 || !date.ok()) return std::nullopt;
    return date;
}

int chineseDigit(char32_t c) {
    static const std::u32string digits = U"〇一二三四五六七八九";
    if (c == U'零' || c == U'○' || c == U'O') return 0;
    const auto at = digits.find(c);
    return at == std::u32string::npos ? -1 : static_cast<int>(at);
}

/// 二〇一〇 -> 2010, 十三 -> 13, 二十 -> 20; -1 when it is no number.
int chineseNumber(std::u32string_view text) {
    const auto ten = text.find(U'十');
    if (ten == std::u32string_view::npos) {
        int value = 0;
        for (const char32_t c : text) {
            const int digit = chineseDigit(c);
            if (digit < 0) return -1;
            value = value * 10 + digit;
        }
        return text.empty() ? -1 : value;
    }
    const int tens = ten == 0 ? 1 : chineseDigit(text[ten - 1]);
    const int ones = ten + 1 == text.size() ? 0 : chineseDigit(text[ten + 1]);
    return tens < 0 || ones < 0 || ten > 1 || text.size() > ten + 2 ? -1 : tens * 10 + ones;
}

/// Reads a run of at most `most` digits at `at`; moves `at` behind it. -1 when there is none.
int digitsAt(std::u32string_view text, std::size_t& at, std::size_t most) {
    int value = -1;
    for (std::size_t n = 0; n < most && at < text.size() && isDigit(text[at]); ++n, ++at)
        value = (value < 0 ? 0 : value) * 10 + static_cast<int>(text[at] - U'0');
    return value;
}

bool skipSeparator(std::u32string_view text, std::size_t& at, char32_t han) {
    const std::size_t begin = at;
    while (at < text.size() && text[at] == U' ') ++at;
    if (at < text.size() &&
        (text[at] == han || text[at] == U'.' || text[at] == U'-' || text[at] == U'/' || text[at] == U'·'))
        ++at;
    else
        return at = begin, false;
    while (at < text.size() && text[at] == U' ') ++at;
    return true;
}

std::optional<Date> westernDateAt(std::u32string_view text, std::size_t at) {
    const std::size_t begin = at;
    if (at > 0 && isDigit(text[at - 1])) return std::nullopt;
    const int year = digitsAt(text, at, 4);
    if (at - begin != 4) return std::nullopt;
    std::size_t packed = at;
    if (const int rest = digitsAt(text, packed, 4);
        packed - at == 4 && (packed == text.size() || !isDigit(text[packed])))
        return realDay(year, rest / 100, rest % 100);
    if (!skipSeparator(text, at, U'年')) return std::nullopt;
    const int month = digitsAt(text, at, 2);
    if (month < 1 || !skipSeparator(text, at, U'月')) return std::nullopt;
    const int day = digitsAt(text, at, 2);
    return day < 1 || (at < text.size() && isDigit(text[at])) ? std::nullopt : realDay(year, month, day);
}

/// Numerals as certificates write them, in the plain ones: 贰零零陆年柒月叁日, 六月廿八日, 元月.
std::u32string withPlainNumerals(const std::u32string& text) {
    static const std::u32string formal = U"壹贰叁肆伍陆柒捌玖拾", plain = U"一二三四五六七八九十";
    std::u32string out;
    for (const char32_t c : text) {
        const auto at = formal.find(c);
        if (at != std::u32string::npos)
            out += plain[at];
        else if (c == U'廿' || c == U'卅')
            out += c == U'廿' ? U"二十" : U"三十";
        else if (c == U'元' && !out.empty() && out.back() == U'年')
            out += U'一';
        else
            out += c;
    }
    return out;
}

std::optional<Date> chineseDateAt(std::u32string_view text, std::size_t at) {
    const auto year = text.find(U'年', at);
    if (year == std::u32string_view::npos || year - at != 4) return std::nullopt;
    const auto month = text.find(U'月', year);
    if (month == std::u32string_view::npos || month - year > 4) return std::nullopt;
    std::size_t end = month + 1;
    while (end < text.size() && end - month <= 3 && (chineseDigit(text[end]) >= 0 || text[end] == U'十')) ++end;
    const int y = chineseNumber(text.substr(at, 4));
    const int m = chineseNumber(text.substr(year + 1, month - year - 1));
    const int d = chineseNumber(text.substr(month + 1, end - month - 1));
    return y < 0 || m < 1 || d < 1 ? std::nullopt : realDay(y, m, d);
}

}  // namespace

std::string isoDate(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string chineseDate(Date date) {
    return fmt::format("{}年{}月{}日", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string isoTime(Instant instant) {
    const auto local = instant + std::chrono::hours{8};
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss<std::chrono::milliseconds> time{local - day};
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}+08:00", isoDate(Date{day}), time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::optional<Date> parseIsoDate(std::string_view text) {
    const std::u32string all = toCodePoints(text);
    if (all.size() != 10 || all[4] != U'-' || all[7] != U'-') return std::nullopt;
    return westernDateAt(all, 0);
}

std::optional<Date> findDate(std::string_view text) {
    const std::u32string all = folded(text);
    std::u32string dense = all;
    std::erase(dense, U' ');
    dense = withPlainNumerals(dense);
    for (std::size_t at = 0; at < all.size(); ++at)
        if (isDigit(all[at]))
            if (const auto date = westernDateAt(all, at)) return date;
    for (std::size_t at = 0; at < dense.size(); ++at)
        if (chineseDigit(dense[at]) >= 0)
            if (const auto date = chineseDateAt(dense, at)) return date;
    return std::nullopt;
}

int daysBetween(Date from, Date to) {
    return static_cast<int>((std::chrono::sys_days{to} - std::chrono::sys_days{from}).count());
}

}  // namespace daiban::base
