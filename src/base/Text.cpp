#include "base/Text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace daiban::base {

namespace {

constexpr char32_t replacement = U'\uFFFD';

/// The first code point of a text that is not empty; bytes that are no UTF-8 are one replacement each.
struct CodePoint {
    char32_t value = replacement;
    std::size_t bytes = 1;
};

CodePoint firstOf(std::string_view utf8) {
    utf8proc_int32_t value = 0;
    const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                        static_cast<utf8proc_ssize_t>(utf8.size()), &value);
    return bytes > 0 ? CodePoint{static_cast<char32_t>(value), static_cast<std::size_t>(bytes)} : CodePoint{};
}

void append(std::string& out, char32_t c) {
    const auto value = static_cast<utf8proc_int32_t>(c);
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto count = utf8proc_encode_char(
        utf8proc_codepoint_valid(value) ? value : static_cast<utf8proc_int32_t>(replacement), bytes.data());
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count));
}

}  // namespace

std::u32string toCodePoints(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    while (!utf8.empty()) {
        const CodePoint first = firstOf(utf8);
        out.push_back(first.value);
        utf8.remove_prefix(first.bytes);
    }
    return out;
}

std::string toUtf8(char32_t c) {
    std::string out;
    append(out, c);
    return out;
}

std::string toUtf8(std::u32string_view codePoints) {
    std::string out;
    for (const char32_t c : codePoints) append(out, c);
    return out;
}

std::size_t countCodePoints(std::string_view utf8) {
    std::size_t count = 0;
    for (; !utf8.empty(); utf8.remove_prefix(firstOf(utf8).bytes)) ++count;
    return count;
}

bool isHan(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
           (c >= 0x20000 && c <= 0x3134F) || (c >= 0xF900 && c <= 0xFAFF);
}

bool isDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

namespace {

bool isSpace(char32_t c) {
    return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) ||
           c == 0x202F || c == 0xFEFF;
}

bool isCjkPunctuation(char32_t c) {
    return (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF65);
}

}  // namespace

std::u32string folded(std::string_view utf8) {
    std::u32string out;
    for (char32_t c : toCodePoints(utf8)) {
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (isSpace(c)) {
            if (!out.empty() && out.back() != U' ') out += U' ';
        } else {
            out += c;
        }
    }
    while (!out.empty() && out.back() == U' ') out.pop_back();
    return out;
}

std::string squeezed(std::string_view utf8) {
    std::u32string text = folded(utf8);
    std::erase(text, U' ');
    return toUtf8(text);
}

std::string withoutBlanksInChinese(std::string_view utf8) {
    const std::u32string text = toCodePoints(utf8);
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isSpace(text[i])) {
            std::size_t next = i;
            while (next < text.size() && isSpace(text[next])) ++next;
            const bool beforeChinese = next < text.size() && (isHan(text[next]) || isCjkPunctuation(text[next]));
            const bool afterChinese = !out.empty() && (isHan(out.back()) || isCjkPunctuation(out.back()));
            if (!out.empty() && next < text.size() && !beforeChinese && !afterChinese) out += U' ';
            i = next - 1;
        } else {
            out += text[i];
        }
    }
    return toUtf8(out);
}

std::size_t editDistance(std::u32string_view a, std::u32string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

std::size_t editDistance(std::string_view a, std::string_view b) {
    return editDistance(toCodePoints(a), toCodePoints(b));
}

NearestPart nearestPart(std::u32string_view pattern, std::u32string_view text) {
    struct Cell {
        std::size_t distance;
        std::size_t begin;
    };
    std::vector<Cell> row(text.size() + 1);
    for (std::size_t j = 0; j <= text.size(); ++j) row[j] = {0, j};
    for (std::size_t i = 1; i <= pattern.size(); ++i) {
        Cell diagonal = row[0];
        row[0] = {i, 0};
        for (std::size_t j = 1; j <= text.size(); ++j) {
            const Cell above = row[j];
            Cell best{diagonal.distance + (pattern[i - 1] == text[j - 1] ? 0U : 1U), diagonal.begin};
            if (above.distance + 1 < best.distance) best = {above.distance + 1, above.begin};
            if (row[j - 1].distance + 1 < best.distance) best = {row[j - 1].distance + 1, row[j - 1].begin};
            diagonal = above;
            row[j] = best;
        }
    }
    std::size_t end = 0;
    for (std::size_t j = 1; j <= text.size(); ++j)
        if (row[j].distance < row[end].distance) end = j;
    return {row[end].begin, end, row[end].distance};
}

std::string trimmed(std::string_view text) {
    const std::u32string all = toCodePoints(text);
    const auto first = std::find_if_not(all.begin(), all.end(), isSpace);
    const auto last = std::find_if_not(all.rbegin(), std::make_reverse_iterator(first), isSpace).base();
    return toUtf8(std::u32string(first, last));
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> out;
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = text.find(separator, begin);
        out.emplace_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) return out;
        begin = end + 1;
    }
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const auto& part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

bool startsWith(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

std::size_t columnsOf(std::string_view utf8) {
    std::size_t columns = 0;
    for (const char32_t c : toCodePoints(utf8))
        columns += utf8proc_charwidth(static_cast<utf8proc_int32_t>(c)) == 2 ? 2 : 1;
    return columns;
}

}  // namespace daiban::base
