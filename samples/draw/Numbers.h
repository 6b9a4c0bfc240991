#pragma once

#include <string>
#include <string_view>

namespace daiban::samples {

struct Date {
    int year = 0, month = 1, day = 1;
};

std::string isoDate(Date date);            // 1961-11-15
std::string dottedDate(Date date);         // 1961.11.15
std::string chineseDate(Date date);        // 1961年11月15日
std::string paddedChineseDate(Date date);  // 1961年02月05日
std::string spacedChineseDate(Date date);  // 1961 年 11 月 15 日
std::string chineseMonth(Date date);       // 1961年11月
std::string numeralDate(Date date);        // 二〇一八年七月十日
Date laterBy(Date date, int years, int months = 0);
Date dayBefore(Date date);

/// GB 11643: six digits of area, birth date, three digits of sequence (odd for a man), check character.
std::string citizenNumber(std::string_view area, Date birth, int sequence);
/// GB 32100: registrar and kind (two characters), area, eight characters of organisation code; both checks are added.
std::string creditCode(std::string_view kind, std::string_view area, std::string_view organisation);
/// A card number with its Luhn digit added.
std::string luhnCompleted(std::string_view digits);
/// In groups of four, as embossed on a bank card.
std::string inFours(std::string_view digits);
/// An amount below a million in the capital numerals of cheques: 柒仟贰佰元整.
std::string capitalAmount(int yuan);

}  // namespace daiban::samples
