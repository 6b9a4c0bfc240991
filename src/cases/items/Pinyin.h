#pragma once

#include <string_view>
#include <vector>

namespace daiban::cases {

/// Every reading of a character in small letters without tones, ü as v and as u: 重 -> chong, zhong; 率 -> lu, lv,
/// shuai. Empty for what is no Chinese character of the dictionaries. Source: Unicode's Unihan database (see
/// MakePinyinTable.cpp). The texts live as long as the program.
[[nodiscard]] std::vector<std::string_view> readingsOf(char32_t character);

}  // namespace daiban::cases
