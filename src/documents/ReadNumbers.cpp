#include <algorithm>
#include <array>

#include "base/Text.h"
#include "base/Validators.h"
#include "documents/ReadValue.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

/// More letters among the digits than that: it is no number that was misread in places.
constexpr std::size_t mostMended = 3;

bool isCross(char32_t c) {
    return c == U'X' || c == U'x' || c == U'×' || c == U'Х' || c == U'х';
}
bool isLatinLetter(char32_t c) {
    return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
}
bool isNumberPart(char32_t c) {
    return base::isDigit(c) || digitFor(c) != 0 || isCross(c);
}

struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
};

template <class Belongs>
std::vector<Run> runsOf(const Glyphs& glyphs, std::size_t least, Belongs belongs) {
    std::vector<Run> runs;
    for (std::size_t at = 0; at < glyphs.size(); ++at) {
        std::size_t end = at;
        while (end < glyphs.size() && belongs(glyphs[end].folded)) ++end;
        if (end - at >= least) runs.push_back({at, end});
        at = std::max(at, end);
    }
    return runs;
}

/// The digits as they must be, letters mended; `mended` counts those. A cross stays where it may stand: at the end.
std::string mendedDigits(const Glyphs& glyphs, Run run, std::size_t& mended) {
    std::string out;
    for (std::size_t i = run.begin; i < run.end; ++i) {
        const char32_t c = glyphs[i].folded;
        if (base::isDigit(c)) {
            out += static_cast<char>(c);
        } else if (isCross(c)) {
            out += 'X';
        } else {
            out += static_cast<char>(digitFor(c));
            ++mended;
        }
    }
    return out;
}

ReadValue readingOf(const Glyphs& glyphs, Run run, std::string value, bool valid, std::size_t mended) {
    return {part(glyphs, run.begin, run.end), std::move(value), "", valid, mended > 0 ? 0.85 : 1};
}

/// The first two digits are a province's. Areas within it change over the years, provinces do not: any other beginning
/// is a misread one (two misread digits pass the check character one time in eleven).
bool isProvince(std::string_view digits) {
    static constexpr std::string_view provinces =
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91";
    return provinces.find(digits.substr(0, 2)) != std::string_view::npos;
}

/// Reads one run that is 18 characters long.
ReadValue citizenNumberOf(const Glyphs& glyphs, Run run, base::Date today) {
    std::size_t mended = 0;
    const std::string digits = mendedDigits(glyphs, run, mended);
    if (mended <= mostMended && base::isCitizenNumber(digits, today) && isProvince(digits))
        return readingOf(glyphs, run, digits, true, mended);
    return readingOf(glyphs, run, shownText(part(glyphs, run.begin, run.end)), false, 0);
}

/// The only stretch of 18 in a longer run (a table's rules read as 1 or l) that is a citizen number.
std::optional<ReadValue> onlyCitizenNumberIn(const Glyphs& glyphs, Run run, base::Date today) {
    std::optional<ReadValue> only;
    for (std::size_t at = run.begin; at + 18 <= run.end; ++at) {
        auto reading = citizenNumberOf(glyphs, {at, at + 18}, today);
        if (!reading.valid) continue;
        if (only) return std::nullopt;
        only = std::move(reading);
    }
    return only;
}

std::optional<ReadValue> oldCitizenNumber(const Glyphs& glyphs, Run run) {
    std::size_t mended = 0;
    const std::string digits = mendedDigits(glyphs, run, mended);
    if (!base::citizenNumberFrom15(digits)) return std::nullopt;
    return readingOf(glyphs, run, digits, mended == 0, mended);
}

/// Every string that differs from `text` in one place by a known confusion between a letter and a digit.
std::vector<std::string> withOneConfusion(const std::string& text) {
    static constexpr std::array<std::string_view, 8> alike{"0DQ", "1L", "2Z", "5S", "6G", "8B", "UV", "WV"};
    std::vector<std::string> out;
    for (std::size_t i = 0; i < text.size(); ++i)
        for (const auto& group : alike)
            if (group.find(text[i]) != std::string_view::npos)
                for (const char other : group)
                    if (other != text[i]) out.push_back(text), out.back()[i] = other;
    return out;
}

/// Letters that no credit code has, as the digits they were misread from; places 3 to 8 are digits always.
std::string creditCodeLetters(const Glyphs& glyphs, Run run, std::size_t& mended) {
    std::string out;
    for (std::size_t i = run.begin; i < run.end; ++i) {
        char32_t c = glyphs[i].folded;
        if (c >= U'a' && c <= U'z' && c != U'l') c -= U'a' - U'A';
        const std::size_t place = i - run.begin;
        const bool impossible = c == U'I' || c == U'O' || c == U'S' || c == U'Z' || c == U'l' || c == U'|';
        const bool mustBeDigit = place >= 2 && place < 8 && !base::isDigit(c);
        if ((impossible || mustBeDigit) && digitFor(c) != 0) c = digitFor(c), ++mended;
        out += c < 0x80 ? static_cast<char>(c) : '?';
    }
    return out;
}

ReadValue creditCodeOf(const Glyphs& glyphs, Run run) {
    std::size_t mended = 0;
    const std::string code = creditCodeLetters(glyphs, run, mended);
    if (mended <= mostMended && base::isCreditCode(code)) return readingOf(glyphs, run, code, true, mended);
    std::vector<std::string> possible;
    for (auto& candidate : withOneConfusion(code))
        if (base::isCreditCode(candidate)) possible.push_back(std::move(candidate));
    if (mended < mostMended && possible.size() == 1) return readingOf(glyphs, run, possible.front(), true, mended + 1);
    return readingOf(glyphs, run, shownText(part(glyphs, run.begin, run.end)), false, 0);
}

/// A registration number as licences bore it before 2015 (GS 15-2006): 14 digits and a check digit by ISO 7064
/// MOD 11,10.
bool isRegistrationNumber(std::string_view digits) {
    if (digits.size() != 15) return false;
    int product = 10;
    for (const char c : digits.substr(0, 14)) {
        const int sum = (product + (c - '0')) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (product + (digits[14] - '0')) % 10 == 1;
}

/// The number of a licence from before the credit code.
std::optional<ReadValue> registrationNumber(const Glyphs& glyphs, Run run) {
    std::size_t mended = 0;
    const std::string digits = mendedDigits(glyphs, run, mended);
    if (digits.find('X') != std::string::npos || mended > mostMended) return std::nullopt;
    return readingOf(glyphs, run, digits, isRegistrationNumber(digits), mended);
}

bool allDigits(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A run of digits whose blanks are kept in what is shown; letters mended.
ReadValue spacedDigits(const Glyphs& glyphs, Run run, std::string& digits) {
    std::size_t mended = 0;
    digits = mendedDigits(glyphs, run, mended);
    auto reading = readingOf(glyphs, run, shownText(part(glyphs, run.begin, run.end)), false, mended);
    if (mended == 0) return reading;
    // Put the mended digits where the letters stood.
    std::string value;
    std::size_t next = 0;
    for (const char c : reading.value) value += c == ' ' || next >= digits.size() ? c : digits[next++];
    reading.value = std::move(value);
    return reading;
}

std::optional<Run> longestRun(const std::vector<Run>& runs) {
    const auto at = std::max_element(runs.begin(), runs.end(), [](Run a, Run b) { return a.size() < b.size(); });
    return at == runs.end() ? std::nullopt : std::optional(*at);
}

bool looksLikeDigit(char32_t c) {
    return base::isDigit(c) || digitFor(c) != 0;
}

/// A match that begins or ends inside a longer row of digits is a piece of another number.
bool cutsDigits(const std::u32string& text, std::size_t begin, std::size_t end) {
    const bool before = begin > 0 && base::isDigit(text[begin - 1]) && base::isDigit(text[begin]);
    const bool after = end < text.size() && base::isDigit(text[end]) && base::isDigit(text[end - 1]);
    return before || after;
}

std::optional<Run> matchOf(const FieldRule& rule, const std::u32string& text, bool& cut) {
    std::optional<Run> best;
    for (const auto& pattern : rule.patterns) {
        const auto match = pattern.find(text);
        if (!match || match->size() == 0) continue;
        const Run run{match->begin, match->end};
        if (best && best->size() >= run.size()) continue;
        best = run;
        cut = cutsDigits(text, run.begin, run.end);
    }
    return best;
}

/// The text with letters that stand beside digits taken for digits, and Latin letters in capitals.
std::u32string digitsMended(const std::u32string& text, std::size_t from) {
    std::u32string out = text;
    for (std::size_t i = from; i < out.size(); ++i) {
        const bool besideDigit =
            (i > 0 && base::isDigit(out[i - 1])) || (i + 1 < out.size() && base::isDigit(out[i + 1]));
        if (digitFor(out[i]) != 0 && besideDigit) out[i] = digitFor(out[i]);
    }
    return out;
}

std::u32string inCapitals(std::u32string text) {
    for (auto& c : text)
        if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
    return text;
}

/// What the number is made of when it fits no pattern: letters, digits and signs up to the first other mark.
Run looseNumber(const std::u32string& text) {
    static constexpr std::u32string_view marks = U"。,;、";
    Run run{0, 0};
    while (run.end < text.size() && marks.find(text[run.end]) == std::u32string_view::npos) ++run.end;
    return run;
}

ReadValue mendedReading(const Glyphs& glyphs, Run run, const std::u32string& mended) {
    Glyphs used = part(glyphs, run.begin, run.end);
    for (std::size_t i = 0; i < used.size(); ++i)
        if (used[i].folded != mended[run.begin + i]) used[i].shown = mended[run.begin + i];
    ReadValue reading{used, shownText(used), "", true, 0.85};
    return reading;
}

/// 津汉独字 of 津汉独字003109: what stands before the figures belongs to the number where nothing sets it apart and its
/// type's numbers may have Chinese characters at all.
Run withItsWord(const FieldRule& rule, const Glyphs& glyphs, const std::u32string& text, Run run) {
    constexpr std::size_t shortest = 2, longest = 8;
    const bool mayHave = std::any_of(rule.patterns.begin(), rule.patterns.end(), [](const Pattern& pattern) {
        return pattern.source().find("[一-龥]") != std::string::npos;
    });
    if (!mayHave || run.begin < shortest || run.begin > longest || !base::isDigit(text[run.begin])) return run;
    for (std::size_t i = 0; i < run.begin; ++i)
        if (!base::isHan(text[i]) || (i > 0 && glyphs[i].gapBefore)) return run;
    if (glyphs[run.begin].gapBefore || text[run.begin - 1] == U'号') return run;
    return {0, run.end};
}

}  // namespace

std::optional<ReadValue> readCitizenNumber(const Glyphs& glyphs, base::Date today) {
    const auto runs = runsOf(glyphs, 12, isNumberPart);
    for (const Run run : runs) {
        if (run.size() == 18) return citizenNumberOf(glyphs, run, today);
        if (run.size() > 18)
            if (auto only = onlyCitizenNumberIn(glyphs, run, today)) return only;
        if (run.size() == 15)
            if (auto old = oldCitizenNumber(glyphs, run)) return old;
    }
    const auto run = longestRun(runs);
    if (!run) return std::nullopt;
    return readingOf(glyphs, *run, shownText(part(glyphs, run->begin, run->end)), false, 0);
}

std::optional<ReadValue> readCreditCode(const Glyphs& glyphs) {
    const auto runs = runsOf(glyphs, 15, [](char32_t c) { return base::isDigit(c) || isLatinLetter(c) || c == U'|'; });
    std::optional<ReadValue> best;
    for (const Run run : runs)
        if (run.size() == 18) {
            auto reading = creditCodeOf(glyphs, run);
            if (!best || (reading.valid && !best->valid)) best = std::move(reading);
        }
    if (best) return best;
    const auto run = longestRun(runs);
    if (!run) return std::nullopt;
    // Behind it may stand the number of the copy: (1-1).
    if (run->size() >= 15 && run->size() <= 17)
        if (auto old = registrationNumber(glyphs, {run->begin, run->begin + 15});
            old && (old->valid || run->size() == 15))
            return old;
    return readingOf(glyphs, *run, shownText(part(glyphs, run->begin, run->end)), false, 0);
}

std::optional<ReadValue> readBankCardNumber(const Glyphs& glyphs) {
    const auto run = longestRun(runsOf(glyphs, 12, looksLikeDigit));
    if (!run) return std::nullopt;
    std::string digits;
    auto reading = spacedDigits(glyphs, *run, digits);
    reading.valid = digits.size() >= 16 && base::isBankCardNumber(digits);
    return reading;
}

std::optional<ReadValue> readAccountNumber(const Glyphs& glyphs) {
    const auto run = longestRun(runsOf(glyphs, 8, looksLikeDigit));
    if (!run) return std::nullopt;
    std::string digits;
    auto reading = spacedDigits(glyphs, *run, digits);
    // UnionPay cards begin with 62 and have 16 to 19 digits with a check digit; other accounts have none.
    const bool card = digits.size() >= 16 && digits.size() <= 19 && base::startsWith(digits, "62");
    reading.valid =
        allDigits(digits) && digits.size() >= 9 && digits.size() <= 25 && (!card || base::isBankCardNumber(digits));
    return reading;
}

std::optional<ReadValue> readDisabilityNumber(const Glyphs& glyphs, base::Date today) {
    const auto run = longestRun(runsOf(glyphs, 15, isNumberPart));
    if (!run) return std::nullopt;
    std::size_t mended = 0;
    const std::string digits = mendedDigits(glyphs, *run, mended);
    // Citizen number, category 1 to 7, level 1 to 4, and B with a count when it was made out again.
    const bool category = digits.size() >= 20 && digits[18] >= '1' && digits[18] <= '7';
    const bool level = digits.size() >= 20 && digits[19] >= '1' && digits[19] <= '4';
    const bool valid = category && level && digits.size() <= 22 && mended <= mostMended &&
                       base::isCitizenNumber(digits.substr(0, 18), today) && allDigits(digits.substr(18, 2));
    const std::string shown = shownText(part(glyphs, run->begin, run->end));
    return readingOf(glyphs, *run, valid && digits.size() == 20 ? digits : shown, valid, valid ? mended : 0);
}

std::optional<ReadValue> readPatternNumber(const FieldRule& rule, const Glyphs& glyphs) {
    if (glyphs.empty()) return std::nullopt;
    const std::u32string text = foldedText(glyphs);
    bool cut = false;
    auto straight = matchOf(rule, text, cut);
    if (straight) straight = withItsWord(rule, glyphs, text, *straight);
    if (straight && !cut)
        return readingOf(glyphs, *straight, shownText(part(glyphs, straight->begin, straight->end)), true, 0);
    // A number's first letter stands, the others may be digits; then all of them.
    for (const std::size_t from : {1U, 0U}) {
        const auto mended = digitsMended(inCapitals(text), from);
        bool mendedCut = false;
        const auto run = matchOf(rule, mended, mendedCut);
        if (run && !mendedCut) return mendedReading(glyphs, *run, mended);
    }
    if (straight)
        return readingOf(glyphs, *straight, shownText(part(glyphs, straight->begin, straight->end)), false, 0);
    const Run loose = looseNumber(text);
    if (std::none_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(loose.end), base::isDigit))
        return std::nullopt;
    return readingOf(glyphs, loose, shownText(part(glyphs, loose.begin, loose.end)), false, 0);
}

}  // namespace daiban::documents
