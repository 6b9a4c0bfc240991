#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::text::hybrid {

/// Words a document is likely to bear: places, words of forms, titles. They decide between characters that the
/// recogniser holds possible in one place.
class Lexicon {
  public:
    Lexicon() = default;
    explicit Lexicon(const std::vector<std::u32string>& words);
    /// Adds a file's words, one of at least two characters a line; lines that begin with # are remarks.
    /// Throws Error{Unreadable}.
    void add(const std::filesystem::path& file);

    /// Length of the longest word that covers the place `at` of `text`; 0: none does.
    [[nodiscard]] std::size_t longestWordAt(std::u32string_view text, std::size_t at) const;

  private:
    void add(std::u32string word);

    std::set<std::u32string, std::less<>> words_;
    std::size_t longest_ = 0;
};

}  // namespace daiban::text::hybrid
