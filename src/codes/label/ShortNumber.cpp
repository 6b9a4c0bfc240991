#include <algorithm>
#include <cctype>

#include "base/Text.h"
#include "base/Validators.h"
#include "codes/label/LabelToken.h"

namespace daiban::codes {

namespace {

// Of every group that looks alike in print or handwriting (0 O Q D, 1 I L, 2 Z, 5 S, 8 B, U V) at most one is here.
constexpr std::string_view alphabet = "23456789ACDEFGHJKMNPRTVWXY";
constexpr std::size_t bodyLength = 8;

bool isOfAlphabet(char c) {
    return alphabet.find(c) != std::string_view::npos;
}

char withoutLookAlike(char c) {
    switch (c) {
        case '0':
        case 'O':
        case 'Q':
            return 'D';
        case 'Z':
            return '2';
        case 'S':
            return '5';
        case 'B':
            return '8';
        case 'U':
            return 'V';
        default:
            return c;
    }
}

bool isSeparator(char32_t c) {
    static constexpr std::u32string_view separators = U"-_.·•‐‑‒–—―−－";
    return separators.find(c) != std::u32string_view::npos;
}

std::string bodyFrom(const base::Sha256& hash) {
    std::string body;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8U | hash[i];
    for (std::size_t i = 0; i < bodyLength; ++i, number /= alphabet.size()) body += alphabet[number % alphabet.size()];
    return body;
}

}  // namespace

std::string shortNumberOf(const LabelToken& token) {
    // The standard's check character may be any of 36; we go on to the next number until it is one of ours, too.
    for (int attempt = 0;; ++attempt) {
        const std::string body = bodyFrom(base::sha256("daiban short number " + std::to_string(attempt) + token.id));
        const char check = *base::mod3736CheckCharacter(body);
        if (isOfAlphabet(check)) return body.substr(0, 4) + "-" + body.substr(4) + "-" + check;
    }
}

std::optional<std::string> normalizedShortNumber(std::string_view typed) {
    std::string number;
    for (const char32_t c : base::toCodePoints(base::squeezed(typed))) {
        if (isSeparator(c)) continue;
        if (c >= 128) return std::nullopt;
        number += withoutLookAlike(static_cast<char>(std::toupper(static_cast<int>(c))));
    }
    const bool ours = number.size() == bodyLength + 1 && std::all_of(number.begin(), number.end(), isOfAlphabet);
    if (!ours || !base::hasMod3736Check(number)) return std::nullopt;
    return number;
}

}  // namespace daiban::codes
