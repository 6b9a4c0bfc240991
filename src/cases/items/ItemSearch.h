#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cases/items/Item.h"

namespace daiban::cases {

/// Finds items by what a clerk types: characters, pinyin (gaolingjintie, gao ling, gaol), initials (gljt) or a mixture
/// (高龄jt). Every reading of a character counts.
class ItemSearch {
  public:
    explicit ItemSearch(const std::vector<Item>& items);

    /// Numbers of the items in which every word of `text` is found (words are parted by blanks; a text that is found
    /// with its blanks left out counts as well), the best first, of equally good ones in the order given. All of them
    /// when `text` is blank.
    /// Best first: the code, the beginning of the code, the name, its beginning, a part of it, an alias, initials of
    /// the name's beginning, its pinyin, pinyin and initials inside, then department, field, result, and names that
    /// have at least the characters in that order.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view text) const;

  private:
    struct Letter {
        char32_t character;
        std::vector<std::string_view> readings;  ///< empty when it is no Chinese character
    };
    using Letters = std::vector<Letter>;
    struct Entry {
        std::u32string code;
        Letters name;
        std::vector<Letters> aliases;
        std::vector<Letters> others;  ///< department, field, result
    };
    enum class Sounds { Full, Initials, Mixed };
    enum class Rank {
        Code,
        CodeBegins,
        Name,
        NameBegins,
        NameContains,
        AliasContains,
        InitialsBegin,
        PinyinBegins,
        PinyinInside,
        InitialsInside,
        MixedInside,
        OtherContains,
        OtherPinyin,
        Scattered,
        None,
    };

    static Letters lettersOf(std::string_view text);
    static std::u32string foldedText(std::string_view text);
    static bool contains(const Letters& letters, std::u32string_view word);
    static bool soundsFrom(const Letters& letters, std::size_t at, std::u32string_view word, Sounds sounds);
    static bool soundsInside(const Letters& letters, std::u32string_view word, Sounds sounds);
    static bool isScattered(const Letters& letters, std::u32string_view word);
    static Rank rankBySound(const Entry& entry, std::u32string_view word);
    static Rank rankOf(const Entry& entry, std::u32string_view word);

    std::vector<Entry> entries_;
};

}  // namespace daiban::cases
