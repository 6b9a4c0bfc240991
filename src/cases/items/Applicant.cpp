#include "cases/items/Applicant.h"

#include <algorithm>

#include "base/Error.h"
#include "base/Text.h"
#include "base/Validators.h"

namespace daiban::cases {

namespace {

constexpr std::size_t longestChineseName = 25, longestForeignName = 60, longestEnterpriseName = 100;
constexpr std::size_t shortestEnterpriseName = 4, shortestNumber = 6, longestNumber = 18;
constexpr std::u32string_view dots = U"·•．‧・･∙⋅.";

/// Characters that change what a terminal or a page shows of the others: C0 and C1, marks of direction and width, what
/// was no UTF-8.
bool isHidden(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFD || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

bool isDot(char32_t c) {
    return dots.find(c) != std::u32string_view::npos;
}

bool isNameHan(char32_t c) {
    return base::isHan(c) || c == U'〇';
}

bool isLatin(char32_t c) {
    return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x1E00 && c <= 0x1EFF);
}

bool isAsciiDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool isBetweenLatin(char32_t c) {
    return std::u32string_view(U" -'’,.·").find(c) != std::u32string_view::npos;
}

bool isInEnterpriseName(char32_t c) {
    return isNameHan(c) || isLatin(c) || isAsciiDigit(c) || isBetweenLatin(c) ||
           std::u32string_view(U"（）()《》“”\"&＆、，—+").find(c) != std::u32string_view::npos;
}

template <class Is>
bool isAll(const std::u32string& text, const Is& is) {
    return std::ranges::all_of(text, is);
}

bool isChineseName(const std::u32string& name) {
    const bool dotsBetween = !isDot(name.front()) && !isDot(name.back());
    return dotsBetween && std::ranges::count_if(name, isNameHan) >= 2 && name.size() <= longestChineseName &&
           isAll(name, [](char32_t c) { return isNameHan(c) || isDot(c); });
}

bool isForeignName(const std::u32string& name) {
    return isLatin(name.front()) && std::ranges::count_if(name, isLatin) >= 2 && name.size() <= longestForeignName &&
           isAll(name, [](char32_t c) { return isLatin(c) || isBetweenLatin(c); });
}

bool isEnterpriseName(const std::u32string& name) {
    const auto letters = std::ranges::count_if(name, [](char32_t c) { return isNameHan(c) || isLatin(c); });
    return name.size() >= shortestEnterpriseName && name.size() <= longestEnterpriseName && letters >= 2 &&
           std::ranges::count_if(name, isNameHan) > 0 && isAll(name, isInEnterpriseName);
}

std::string written(std::string_view name) {
    return base::trimmed(base::withoutBlanksInChinese(base::trimmed(name)));
}

std::string writtenNumber(std::string_view number) {
    std::string out = base::squeezed(number);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return base::citizenNumberFrom15(out).value_or(out);
}

}  // namespace

bool holdsHidden(std::string_view text) {
    return std::ranges::any_of(base::toCodePoints(text), isHidden);
}

base::Sentence faultOfName(std::string_view name) {
    if (holdsHidden(name)) return base::Sentence("holds control characters");
    const std::u32string kept = base::toCodePoints(written(name));
    if (kept.empty()) return base::Sentence("is empty");
    if (kept.size() > longestEnterpriseName) return base::Sentence("is too long");
    if (isChineseName(kept) || isForeignName(kept) || isEnterpriseName(kept)) return {};
    return base::Sentence(
        "is no name as it stands on a paper: Chinese characters, Latin letters as in the passport, or an enterprise's "
        "full name");
}

base::Sentence faultOfNumber(std::string_view number, base::Date today) {
    if (number == noNumber) return {};
    if (holdsHidden(number)) return base::Sentence("holds control characters");
    const std::string kept = writtenNumber(number);
    if (kept.empty()) return base::Sentence("is empty");
    if (!std::ranges::all_of(kept, [](unsigned char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '(' || c == ')' || c == '-';
        }))
        return base::Sentence("holds what no number has: letters and digits only");
    if (kept.size() < shortestNumber || kept.size() > longestNumber)
        return base::Sentence("is no number of a paper: a citizen number has 18 characters, a passport's 6 or more");
    const auto digits = std::ranges::count_if(kept, [](unsigned char c) { return c >= '0' && c <= '9'; });
    if (kept.size() == 18 && digits >= 17 && !base::isCitizenNumber(kept, today) && !base::isCreditCode(kept))
        return base::Sentence("is no citizen number: its check character or its birth date is wrong");
    if (kept.size() == 18 && digits < 17 && !base::isCreditCode(kept))
        return base::Sentence("is no credit code: its check character is wrong");
    // What has lost or gained a digit is no other kind of number: none with so many digits is in use but credit cards'.
    if (digits == static_cast<std::ptrdiff_t>(kept.size()) && kept.size() > 12 && kept.size() != 18)
        return base::Sentence("has {} digits; a citizen number has 18 characters", kept.size());
    if (digits < 4) return base::Sentence("is no number of a paper: it has hardly a digit");
    return {};
}

Identity soundApplicant(const Identity& given, base::Date today) {
    const auto refuse = [](const base::Sentence& sentence) {
        throw base::Error(base::ErrorKind::BadArguments, sentence);
    };
    if (const auto fault = faultOfName(given.name); !fault.empty())
        refuse(base::Sentence("The applicant's name {}; give it as on the identity paper.", fault));
    if (base::trimmed(given.idNumber).empty())
        refuse(base::Sentence("The applicant's number is missing; give NAME/IDNUMBER, or NAME/{} when there is none.",
                              noNumber));
    if (const auto fault = faultOfNumber(given.idNumber, today); !fault.empty())
        refuse(
            base::Sentence("The applicant's number {}; compare it with the paper, or give NAME/{} when there is none.",
                           fault, noNumber));
    return {.name = written(given.name),
            .idNumber = given.idNumber == noNumber ? std::string() : writtenNumber(given.idNumber)};
}

}  // namespace daiban::cases
