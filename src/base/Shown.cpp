#include "base/Shown.h"

#include <array>
#include <cstdio>

#include "base/Text.h"

namespace daiban::base {

namespace {

bool isControl(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/// Line and paragraph separators, marks of direction, characters of no width, tags.
bool isUnseen(char32_t c) {
    return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

std::string numberOf(char32_t c) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04X", static_cast<unsigned>(c));
    return text.data();
}

std::string shown(char32_t c) {
    if (c < 0x20) return toUtf8(static_cast<char32_t>(0x2400 + c));
    if (c == 0x7F) return toUtf8(char32_t{0x2421});
    return "⟨U+" + numberOf(c) + "⟩";
}

bool isLayout(char32_t c) {
    return c == '\n' || c == '\t' || c == '\f';
}

}  // namespace

std::string shown(std::string_view utf8, Lines lines) {
    std::string out;
    out.reserve(utf8.size());
    for (const char32_t c : toCodePoints(utf8)) {
        const bool hidden = (isControl(c) && !(lines == Lines::Kept && isLayout(c))) || isUnseen(c);
        out += hidden ? shown(c) : toUtf8(c);
    }
    return out;
}

bool isShowable(std::string_view utf8) {
    return shown(utf8) == utf8;
}

std::string maskedNumber(std::string_view number) {
    constexpr std::size_t shownAtEach = 4;
    constexpr std::size_t longest = 12;
    std::u32string masked = toCodePoints(number);
    const std::size_t ends = masked.size() > longest ? shownAtEach : 0;
    for (std::size_t n = ends; n + ends < masked.size(); ++n) masked[n] = U'*';
    return toUtf8(masked);
}

std::string escapedJson(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (const char32_t c : toCodePoints(json)) {
        if (!isControl(c) && !isUnseen(c))
            out += toUtf8(c);
        else if (c < 0x10000)
            out += "\\u" + numberOf(c);
        else
            out +=
                "\\u" + numberOf(0xD800 + ((c - 0x10000) >> 10)) + "\\u" + numberOf(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
    return out;
}

}  // namespace daiban::base
