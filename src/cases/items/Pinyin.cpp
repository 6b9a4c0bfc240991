#include "cases/items/Pinyin.h"

#include <algorithm>

#include "cases/PinyinTable.h"

namespace daiban::cases {

std::vector<std::string_view> readingsOf(char32_t character) {
    const auto found =
        std::ranges::equal_range(pinyin::rows, static_cast<std::uint32_t>(character), {}, &pinyin::Row::character);
    std::vector<std::string_view> readings;
    for (const pinyin::Row& row : found) readings.push_back(pinyin::syllables.at(row.syllable));
    return readings;
}

}  // namespace daiban::cases
