#include "cases/items/ItemSearch.h"

#include <algorithm>
#include <ranges>

#include "base/Text.h"
#include "cases/items/Pinyin.h"

namespace daiban::cases {

namespace {

bool isLatin(char32_t c) {
    return c >= U'a' && c <= U'z';
}

/// Fewer letters than that are initials or pinyin, but no mixture of them: everything would match.
constexpr std::size_t shortestMixture = 3;
/// Fewer characters than that say nothing when they stand apart.
constexpr std::size_t shortestScattered = 3;

}  // namespace

ItemSearch::ItemSearch(const std::vector<Item>& items) {
    for (const Item& item : items) {
        Entry entry{foldedText(item.code), lettersOf(item.name), {}, {}};
        for (const std::string& alias : item.aliases) entry.aliases.push_back(lettersOf(alias));
        for (const std::string& other : {item.department, item.field, item.resultName})
            entry.others.push_back(lettersOf(other));
        entries_.push_back(std::move(entry));
    }
}

/// For comparing: half width, no blanks, small letters, without the apostrophe of xi'an.
std::u32string ItemSearch::foldedText(std::string_view text) {
    std::u32string out;
    for (const char32_t c : base::toCodePoints(base::squeezed(text))) {
        if (c == U'\'' || c == U'’') continue;
        out += c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
    }
    return out;
}

ItemSearch::Letters ItemSearch::lettersOf(std::string_view text) {
    Letters letters;
    for (const char32_t c : foldedText(text)) letters.push_back({c, readingsOf(c)});
    return letters;
}

bool ItemSearch::contains(const Letters& letters, std::u32string_view word) {
    return !std::ranges::search(letters, word, {}, &Letter::character).empty() || word.empty();
}

/// Whether the word can be said with the letters from `at` on; its last syllable may be unfinished.
bool ItemSearch::soundsFrom(const Letters& letters, std::size_t at, std::u32string_view word, Sounds sounds) {
    if (word.empty()) return true;
    if (at == letters.size()) return false;
    const Letter& letter = letters[at];
    if (letter.character == word.front() && soundsFrom(letters, at + 1, word.substr(1), sounds)) return true;
    // Brackets and commas are not said.
    if (letter.readings.empty()) return !isLatin(letter.character) && soundsFrom(letters, at + 1, word, sounds);
    if (!isLatin(word.front())) return false;
    for (const std::string_view reading : letter.readings) {
        const auto [said, typed] = std::ranges::mismatch(reading, word, [](char a, char32_t b) {
            return static_cast<char32_t>(static_cast<unsigned char>(a)) == b;
        });
        const auto count = static_cast<std::size_t>(typed - word.begin());
        if (sounds != Sounds::Initials) {
            if (count == word.size()) return true;
            if (said == reading.end() && soundsFrom(letters, at + 1, word.substr(count), sounds)) return true;
        }
        if (sounds != Sounds::Full && count > 0 && soundsFrom(letters, at + 1, word.substr(1), sounds)) return true;
    }
    return false;
}

bool ItemSearch::soundsInside(const Letters& letters, std::u32string_view word, Sounds sounds) {
    for (std::size_t at = 0; at < letters.size(); ++at)
        if (soundsFrom(letters, at, word, sounds)) return true;
    return false;
}

/// 养老补贴 in 居家养老服务补贴: all characters in their order, others between them.
bool ItemSearch::isScattered(const Letters& letters, std::u32string_view word) {
    if (word.size() < shortestScattered || std::ranges::any_of(word, isLatin)) return false;
    auto wanted = word.begin();
    for (const Letter& letter : letters)
        if (wanted != word.end() && letter.character == *wanted) ++wanted;
    return wanted == word.end();
}

ItemSearch::Rank ItemSearch::rankBySound(const Entry& entry, std::u32string_view word) {
    const auto anyAlias = [&](Sounds sounds) {
        return std::ranges::any_of(entry.aliases, [&](const Letters& one) { return soundsInside(one, word, sounds); });
    };
    if (soundsFrom(entry.name, 0, word, Sounds::Initials)) return Rank::InitialsBegin;
    if (soundsFrom(entry.name, 0, word, Sounds::Full)) return Rank::PinyinBegins;
    if (soundsInside(entry.name, word, Sounds::Full) || anyAlias(Sounds::Full)) return Rank::PinyinInside;
    if (soundsInside(entry.name, word, Sounds::Initials) || anyAlias(Sounds::Initials)) return Rank::InitialsInside;
    const bool mixture = word.size() >= shortestMixture;
    if (mixture && (soundsInside(entry.name, word, Sounds::Mixed) || anyAlias(Sounds::Mixed))) return Rank::MixedInside;
    return Rank::None;
}

ItemSearch::Rank ItemSearch::rankOf(const Entry& entry, std::u32string_view word) {
    const auto inWord = [&](const Letters& letters) { return contains(letters, word); };
    if (entry.code == word) return Rank::Code;
    if (entry.code.starts_with(word)) return Rank::CodeBegins;
    if (contains(entry.name, word)) {
        const bool begins =
            std::ranges::equal(word, entry.name | std::views::take(word.size()), {}, {}, &Letter::character);
        if (!begins) return Rank::NameContains;
        return word.size() == entry.name.size() ? Rank::Name : Rank::NameBegins;
    }
    if (std::ranges::any_of(entry.aliases, inWord)) return Rank::AliasContains;
    const bool sounds = std::ranges::any_of(word, isLatin);
    if (sounds)
        if (const Rank rank = rankBySound(entry, word); rank != Rank::None) return rank;
    if (entry.code.find(word) != std::u32string::npos || std::ranges::any_of(entry.others, inWord))
        return Rank::OtherContains;
    const auto sayWord = [&](const Letters& letters) {
        return soundsInside(letters, word, Sounds::Full) || soundsFrom(letters, 0, word, Sounds::Initials);
    };
    if (sounds && std::ranges::any_of(entry.others, sayWord)) return Rank::OtherPinyin;
    const auto scattered = [&](const Letters& letters) { return isScattered(letters, word); };
    return scattered(entry.name) || std::ranges::any_of(entry.aliases, scattered) ? Rank::Scattered : Rank::None;
}

std::vector<std::size_t> ItemSearch::find(std::string_view text) const {
    std::vector<std::u32string> words;
    for (const std::string& word : base::split(base::toUtf8(base::folded(text)), ' '))
        if (auto folded = foldedText(word); !folded.empty()) words.push_back(std::move(folded));
    const std::u32string whole = foldedText(text);
    std::vector<std::pair<Rank, std::size_t>> found;
    for (std::size_t n = 0; n < entries_.size(); ++n) {
        Rank rank = Rank::Code;
        for (const auto& word : words) rank = std::max(rank, rankOf(entries_[n], word));
        if (words.size() > 1) rank = std::min(rank, rankOf(entries_[n], whole));
        if (rank != Rank::None) found.emplace_back(rank, n);
    }
    std::ranges::sort(found);
    std::vector<std::size_t> numbers;
    for (const auto& [rank, number] : found) numbers.push_back(number);
    return numbers;
}

}  // namespace daiban::cases
