#include "handoff/SameParty.h"

#include <algorithm>

#include "base/Text.h"
#include "base/Validators.h"

namespace daiban::handoff {

namespace {

constexpr std::u32string_view dots = U"\u00B7\u2022\u30FB\uFF65\u2027\u2219\u22C5.";

std::u32string inCapitals(std::string_view written) {
    std::u32string text = base::toCodePoints(base::squeezed(written));
    std::ranges::transform(text, text.begin(), [](char32_t c) { return c >= U'a' && c <= U'z' ? c - 32 : c; });
    return text;
}

}  // namespace

std::string comparableName(std::string_view written) {
    std::u32string name = inCapitals(written);
    std::ranges::replace_if(
        name, [](char32_t c) { return dots.find(c) != std::u32string_view::npos; }, U'\u00B7');
    return base::toUtf8(name);
}

std::string comparableNumber(std::string_view written) {
    const std::string number = base::toUtf8(inCapitals(written));
    return base::citizenNumberFrom15(number).value_or(number);
}

bool isSameName(std::string_view one, std::string_view other) {
    const std::string name = comparableName(one);
    return !name.empty() && name == comparableName(other);
}

bool isSameNumber(std::string_view one, std::string_view other) {
    const std::string number = comparableNumber(one);
    return !number.empty() && number == comparableNumber(other);
}

}  // namespace daiban::handoff
