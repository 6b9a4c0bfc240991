#include "samples/draw/Numbers.h"

#include <array>
#include <cstdio>

namespace daiban::samples {

namespace {

template <typename... Values>
std::string formatted(const char* pattern, Values... values) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), pattern, values...);
    return buffer.data();
}

std::string smallNumeral(int value) {
    static constexpr std::array<const char*, 10> kDigits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const auto digit = [](int index) { return std::string(kDigits[static_cast<std::size_t>(index)]); };
    if (value < 10) return digit(value);
    return (value < 20 ? "" : digit(value / 10)) + "十" + digit(value % 10);
}

int daysIn(int year, int month) {
    static constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return kDays[static_cast<std::size_t>(month - 1)] + (leap && month == 2 ? 1 : 0);
}

// GB 11714, the ninth character of an organisation code.
char organisationCheck(std::string_view code) {
    static constexpr std::array<int, 8> kWeights{3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i)
        sum += kWeights[i] * (code[i] <= '9' ? code[i] - '0' : code[i] - 'A' + 10);
    return "0X987654321"[static_cast<std::size_t>(sum % 11)];
}

}  // namespace

std::string isoDate(Date date) {
    return formatted("%04d-%02d-%02d", date.year, date.month, date.day);
}
std::string dottedDate(Date date) {
    return formatted("%04d.%02d.%02d", date.year, date.month, date.day);
}
std::string chineseDate(Date date) {
    return formatted("%d年%d月%d日", date.year, date.month, date.day);
}
std::string paddedChineseDate(Date date) {
    return formatted("%04d年%02d月%02d日", date.year, date.month, date.day);
}
std::string spacedChineseDate(Date date) {
    return formatted("%d 年 %d 月 %d 日", date.year, date.month, date.day);
}
std::string chineseMonth(Date date) {
    return formatted("%d年%d月", date.year, date.month);
}

std::string numeralDate(Date date) {
    static constexpr std::array<const char*, 10> kDigits{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    std::string year;
    for (const char digit : std::to_string(date.year)) year += kDigits[static_cast<std::size_t>(digit - '0')];
    return year + "年" + smallNumeral(date.month) + "月" + smallNumeral(date.day) + "日";
}

Date laterBy(Date date, int years, int months) {
    const int month = date.month - 1 + months;
    Date later{date.year + years + month / 12, month % 12 + 1, date.day};
    if (later.day > daysIn(later.year, later.month)) later.day = daysIn(later.year, later.month);
    return later;
}

Date dayBefore(Date date) {
    if (date.day > 1) return {date.year, date.month, date.day - 1};
    if (date.month > 1) return {date.year, date.month - 1, daysIn(date.year, date.month - 1)};
    return {date.year - 1, 12, 31};
}

std::string citizenNumber(std::string_view area, Date birth, int sequence) {
    static constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    std::string number =
        std::string(area) + formatted("%04d%02d%02d%03d", birth.year, birth.month, birth.day, sequence);
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (number[i] - '0');
    return number + "10X98765432"[static_cast<std::size_t>(sum % 11)];
}

std::string creditCode(std::string_view kind, std::string_view area, std::string_view organisation) {
    static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string code = std::string(kind) + std::string(area) + std::string(organisation);
    code += organisationCheck(organisation);
    std::size_t sum = 0, weight = 1;
    for (const char character : code) {
        sum += kAlphabet.find(character) * weight;
        weight = weight * 3 % 31;
    }
    return code + kAlphabet[(31 - sum % 31) % 31];
}

std::string luhnCompleted(std::string_view digits) {
    int sum = 0;
    bool twice = true;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
        const int value = (*digit - '0') * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return std::string(digits) + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string inFours(std::string_view digits) {
    std::string spaced;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % 4 == 0) spaced += ' ';
        spaced += digits[i];
    }
    return spaced;
}

std::string capitalAmount(int yuan) {
    static constexpr std::array<const char*, 10> kDigits{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
    static constexpr std::array<const char*, 6> kPlaces{"", "拾", "佰", "仟", "万", "拾"};
    const std::string digits = std::to_string(yuan);
    std::string amount;
    bool zero = false;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const std::size_t place = digits.size() - 1 - i;
        const auto digit = static_cast<std::size_t>(digits[i] - '0');
        if (digit == 0) {
            zero = true;
            if (place == 4) amount += "万";
            continue;
        }
        if (zero) amount += "零";
        zero = false;
        amount += std::string(kDigits[digit]) + kPlaces[place];
        if (place == 5 && digits[i + 1] == '0') zero = false;
    }
    return amount + "元整";
}

}  // namespace daiban::samples
