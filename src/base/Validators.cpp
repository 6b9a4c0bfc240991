#include "base/Validators.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/Text.h"

namespace daiban::base {

namespace {

bool isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
}

bool allDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isAsciiDigit);
}

constexpr std::string_view alphabet36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view alphabet31 = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // without I O S V Z

}  // namespace

std::optional<char> citizenCheckCharacter(std::string_view first17) {
    static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (first17.size() != 17 || !allDigits(first17)) return std::nullopt;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += (first17[i] - '0') * weights[i];
    return std::string_view("10X98765432")[static_cast<std::size_t>(sum % 11)];
}

bool isCitizenNumber(std::string_view text, Date today) {
    if (text.size() != 18) return false;
    const auto check = citizenCheckCharacter(text.substr(0, 17));
    if (!check || *check != static_cast<char>(std::toupper(static_cast<unsigned char>(text[17])))) return false;
    const auto born = findDate(text.substr(6, 8));
    return born && *born <= today && text.substr(6, 2) >= "18";
}

std::optional<std::string> citizenNumberFrom15(std::string_view digits15) {
    if (digits15.size() != 15 || !allDigits(digits15)) return std::nullopt;
    std::string number = std::string(digits15.substr(0, 6)) + "19" + std::string(digits15.substr(6));
    if (!findDate(number.substr(6, 8))) return std::nullopt;
    return number + *citizenCheckCharacter(number);
}

Date birthDateOf(std::string_view citizenNumber) {
    return findDate(citizenNumber.substr(6, 8)).value_or(Date{});
}

std::string_view sexOf(std::string_view citizenNumber) {
    return (citizenNumber[16] - '0') % 2 == 1 ? "男" : "女";
}

std::optional<char> creditCodeCheckCharacter(std::string_view first17) {
    if (first17.size() != 17) return std::nullopt;
    std::size_t sum = 0;
    std::size_t weight = 1;
    for (const char c : first17) {
        const auto value = alphabet31.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return alphabet31[(31 - sum % 31) % 31];
}

bool isCreditCode(std::string_view text) {
    return text.size() == 18 && creditCodeCheckCharacter(text.substr(0, 17)) == text[17];
}

bool isBankCardNumber(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (c == ' ') continue;
        if (!isAsciiDigit(c)) return false;
        digits += c;
    }
    if (digits.size() < 12 || digits.size() > 19) return false;
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

std::optional<char> mod3736CheckCharacter(std::string_view text) {
    std::size_t product = 36;
    for (const char c : text) {
        const auto value = alphabet36.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        std::size_t sum = (product + value) % 36;
        if (sum == 0) sum = 36;
        product = sum * 2 % 37;
    }
    return alphabet36[(37 - product) % 36];
}

bool hasMod3736Check(std::string_view text) {
    return text.size() >= 2 && mod3736CheckCharacter(text.substr(0, text.size() - 1)) == text.back();
}

bool isElectronicCertificateId(std::string_view text) {
    static constexpr std::string_view prefix = "1.2.156.3005.2.";
    if (!startsWith(text, prefix)) return false;
    const auto parts = split(text.substr(prefix.size()), '.');
    if (parts.size() != 5 || parts[4].size() != 1) return false;
    return mod3736CheckCharacter(parts[0] + parts[1] + parts[2] + parts[3]) == parts[4][0];
}

}  // namespace daiban::base
