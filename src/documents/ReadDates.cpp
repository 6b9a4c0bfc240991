#include <algorithm>

#include "base/Text.h"
#include "documents/ReadValue.h"

namespace daiban::documents {

namespace {

constexpr int firstYear = 1880;
constexpr int lastYear = 2150;

bool isDigitLike(char32_t c) {
    return base::isDigit(c) || digitFor(c) != 0;
}

/// Reads `least` to `most` digits at `at`, mending letters. -1 when there are fewer.
int digitsAt(const std::u32string& text, std::size_t& at, std::size_t least, std::size_t most, bool& mended) {
    int value = 0;
    std::size_t count = 0;
    while (count < most && at < text.size() && isDigitLike(text[at])) {
        const bool digit = base::isDigit(text[at]);
        mended = mended || !digit;
        value = value * 10 + static_cast<int>((digit ? text[at] : digitFor(text[at])) - U'0');
        ++at;
        ++count;
    }
    return count < least ? -1 : value;
}

bool isSeparator(char32_t c) {
    static constexpr std::u32string_view separators = U".-/,·:、年月";
    return separators.find(c) != std::u32string_view::npos;
}

/// Steps over one or two separators (OCR doubles them). True when there was one.
bool skipSeparators(const std::u32string& text, std::size_t& at) {
    const std::size_t begin = at;
    while (at < text.size() && at - begin < 2 && isSeparator(text[at])) ++at;
    return at > begin;
}

std::optional<base::Date> realDay(int year, int month, int day) {
    if (year < firstYear || year > lastYear || month < 1 || day < 1) return std::nullopt;
    const base::Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                          std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

bool startsYear(const std::u32string& text, std::size_t at) {
    return at + 1 < text.size() &&
           ((text[at] == U'1' && text[at + 1] == U'9') || (text[at] == U'2' && text[at + 1] == U'0'));
}

/// 20101003: eight digits by themselves.
std::optional<FoundDay> packedDayAt(const std::u32string& text, std::size_t at) {
    std::size_t end = at;
    bool mended = false;
    const int all = digitsAt(text, end, 8, 8, mended);
    if (all < 0 || mended || !startsYear(text, at)) return std::nullopt;
    if (end < text.size() && base::isDigit(text[end])) return std::nullopt;
    const auto day = realDay(all / 10000, all / 100 % 100, all % 100);
    return day ? std::optional(FoundDay{at, end, day, false}) : std::nullopt;
}

/// 2010.10.03, 2010年10月3日, 2010-1-3
std::optional<FoundDay> westernDayAt(const std::u32string& text, std::size_t at) {
    FoundDay found{at, at, std::nullopt, false};
    if (at > 0 && base::isDigit(text[at - 1])) return std::nullopt;
    std::size_t end = at;
    const int year = digitsAt(text, end, 4, 4, found.mended);
    if (year < firstYear || year > lastYear || !skipSeparators(text, end)) return std::nullopt;
    const int month = digitsAt(text, end, 1, 2, found.mended);
    if (month < 0 || !skipSeparators(text, end)) return std::nullopt;
    const int day = digitsAt(text, end, 1, 2, found.mended);
    if (day < 0) return std::nullopt;
    const bool goesOn = end < text.size() && base::isDigit(text[end]) && !startsYear(text, end);
    if (end < text.size() && text[end] == U'日') ++end;
    found.end = end;
    if (!goesOn) found.day = realDay(year, month, day);
    return found;
}

constexpr std::u32string_view chineseDigits = U"〇一二三四五六七八九";
constexpr std::u32string_view formalDigits = U"零壹贰叁肆伍陆柒捌玖";  // of certificates and cheques

int chineseDigit(char32_t c) {
    if (c == U'零' || c == U'O' || c == U'0' || c == U'o') return 0;
    if (const auto at = chineseDigits.find(c); at != std::u32string_view::npos) return static_cast<int>(at);
    const auto at = formalDigits.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

/// 十, 拾, 廿, 卅 as the tens they stand for; 0: it is none.
int tensOf(char32_t c) {
    switch (c) {
        case U'十':
        case U'拾':
            return 1;
        case U'廿':
            return 2;
        case U'卅':
            return 3;
        default:
            return 0;
    }
}

/// 十三, 二十, 三十一, 七, 廿八, 叁拾壹, and 二一 for 二十一 as some papers print it. -1: no number.
int chineseNumber(std::u32string_view text) {
    int value = 0;
    bool tens = false;
    if (text.empty()) return -1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (const int ten = tensOf(text[i]); ten > 0) {
            if (tens || i > 1 || (ten > 1 && i > 0)) return -1;
            value = i == 0 ? ten * 10 : value * 10;
            tens = true;
        } else if (const int digit = chineseDigit(text[i]); digit >= 0) {
            value = tens ? value + digit : value * 10 + digit;
        } else {
            return -1;
        }
    }
    return value;
}

/// 元月, 七月
int chineseMonth(std::u32string_view text) {
    return text == U"元" ? 1 : chineseNumber(text);
}

/// 二〇一〇年十月三日, 二〇〇一年元月廿八日, 贰零零陆年柒月叁日
std::optional<FoundDay> chineseDayAt(const std::u32string& text, std::size_t at) {
    const std::size_t year = at + 4;
    if (year >= text.size() || text[year] != U'年' || chineseDigit(text[at]) < 1 || chineseDigit(text[at]) > 2)
        return std::nullopt;
    const auto month = text.find(U'月', year);
    if (month == std::u32string::npos || month - year > 4) return std::nullopt;
    std::size_t end = month + 1;
    while (end < text.size() && end - month <= 3 && (chineseDigit(text[end]) >= 0 || tensOf(text[end]) > 0)) ++end;
    const std::u32string_view view = text;
    int years = 0;
    for (const char32_t c : view.substr(at, 4)) {
        if (chineseDigit(c) < 0) return std::nullopt;
        years = years * 10 + chineseDigit(c);
    }
    FoundDay found{at, end,
                   realDay(years, chineseMonth(view.substr(year + 1, month - year - 1)),
                           chineseNumber(view.substr(month + 1, end - month - 1))),
                   false};
    if (end < text.size() && text[end] == U'日') ++found.end;
    return found;
}

ReadValue readingOf(const Glyphs& glyphs, const FoundDay& found) {
    ReadValue reading;
    reading.used = part(glyphs, found.begin, found.end);
    reading.value = shownText(reading.used);
    reading.valid = found.day.has_value();
    if (found.day) reading.iso = base::isoDate(*found.day);
    reading.quality = found.mended ? 0.85 : 1;
    return reading;
}

/// 2000年6月, 2000.06
std::optional<ReadValue> readMonth(const Glyphs& glyphs) {
    const std::u32string text = foldedText(glyphs);
    for (std::size_t at = 0; at + 5 < text.size(); ++at) {
        std::size_t end = at;
        bool mended = false;
        const int year = digitsAt(text, end, 4, 4, mended);
        if (year < firstYear || year > lastYear || !skipSeparators(text, end)) continue;
        const int month = digitsAt(text, end, 1, 2, mended);
        if (month < 1 || month > 12) continue;
        if (end < text.size() && text[end] == U'月') ++end;
        ReadValue reading;
        reading.used = part(glyphs, at, end);
        reading.value = shownText(reading.used);
        reading.valid = true;
        reading.quality = mended ? 0.85 : 1;
        return reading;
    }
    return std::nullopt;
}

/// Marks between the two days of a range.
bool leadsTo(char32_t c) {
    return c == U'-' || c == U'~' || c == U'至' || c == U'到';
}

/// Where "no end" is printed: 长期, 永久.
std::optional<ReadValue> readForEver(const Glyphs& glyphs) {
    const std::u32string text = foldedText(glyphs);
    for (const std::u32string_view word : {U"长期", U"永久", U"長期"})
        if (const auto at = text.find(word); at != std::u32string::npos) {
            ReadValue reading;
            reading.used = part(glyphs, at, at + word.size());
            reading.value = shownText(reading.used);
            reading.iso = "长期";
            reading.valid = true;
            return reading;
        }
    return std::nullopt;
}

}  // namespace

char32_t digitFor(char32_t letter) {
    switch (letter) {
        case U'O':
        case U'o':
        case U'Q':
        case U'D':
        case U'〇':
            return U'0';
        case U'l':
        case U'I':
        case U'i':
        case U'|':
            return U'1';
        case U'Z':
        case U'z':
            return U'2';
        case U'S':
        case U's':
            return U'5';
        case U'G':
        case U'b':
            return U'6';
        case U'B':
            return U'8';
        case U'q':
        case U'g':
            return U'9';
        default:
            return 0;
    }
}

std::vector<FoundDay> findDays(const std::u32string& folded) {
    std::vector<FoundDay> days;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        std::optional<FoundDay> found;
        if (isDigitLike(folded[at])) {
            found = westernDayAt(folded, at);
            if (!found && (at == 0 || !base::isDigit(folded[at - 1]))) found = packedDayAt(folded, at);
            // The second day of 2010.10.032030.10.03
            if (!found && at > 0 && !days.empty() && days.back().end == at) found = westernDayAt(folded.substr(at), 0);
            if (found && found->begin < at) found->begin += at, found->end += at;
        }
        if (!found && chineseDigit(folded[at]) > 0) found = chineseDayAt(folded, at);
        if (!found) continue;
        at = found->end - 1;
        days.push_back(*found);
    }
    return days;
}

std::optional<ReadValue> readDate(const FieldRule& rule, const Glyphs& glyphs, base::Date today) {
    const auto days = findDays(foldedText(glyphs));
    if (days.empty()) {
        if (auto month = rule.monthIsEnough ? readMonth(glyphs) : std::nullopt) return month;
        auto partly = readMonth(glyphs);
        if (partly) partly->valid = false;
        return partly;
    }
    auto reading = readingOf(glyphs, days.front());
    if (rule.notInFuture && days.front().day && *days.front().day > today) reading.valid = false;
    return reading;
}

std::optional<ReadValue> readRangeFrom(const Glyphs& glyphs) {
    const auto days = findDays(foldedText(glyphs));
    if (days.empty()) return std::nullopt;
    // A single day behind a dash is the end of a range whose beginning was not read.
    if (days.size() == 1 && days.front().begin > 0 && leadsTo(foldedText(glyphs)[days.front().begin - 1]))
        return std::nullopt;
    return readingOf(glyphs, days.front());
}

std::optional<ReadValue> readRangeUntil(const Glyphs& glyphs) {
    const auto days = findDays(foldedText(glyphs));
    if (days.size() >= 2) {
        auto reading = readingOf(glyphs, days[1]);
        if (days[0].day && days[1].day && *days[1].day < *days[0].day) reading.valid = false;
        return reading;
    }
    if (auto forEver = readForEver(glyphs)) return forEver;
    if (days.empty()) return std::nullopt;
    // One day with something that leads on behind it is the first day of a range whose end was not read.
    const std::u32string text = foldedText(glyphs);
    const auto& only = days.front();
    if (only.end < text.size() && (leadsTo(text[only.end]) || text[only.end] == U'起')) return std::nullopt;
    return readingOf(glyphs, only);
}

}  // namespace daiban::documents
