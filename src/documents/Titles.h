#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::documents {

/// A title taken apart: what kind of paper it names (证明, 申请表) and of what (收入, 高龄津贴).
struct TitleParts {
    int kind = -1;        ///< index of the kind; -1: none of those listed
    std::u32string core;  ///< without the kind and without words that may be there or not
};

/// How titles are worded in general (models/documents/shared/titles.yaml).
class TitleWords {
  public:
    TitleWords() = default;
    /// Throws Error{Unreadable} "file:line: sentence". Without the file titles are compared as they are.
    [[nodiscard]] static TitleWords load(const std::filesystem::path& file);

    /// Of a comparable() text without brackets.
    [[nodiscard]] TitleParts partsOf(std::u32string_view title) const;

  private:
    std::vector<std::pair<std::u32string, int>> kinds_;  ///< endings, the longest first
    std::vector<std::u32string> modifiers_;              ///< the longest first
    std::vector<std::pair<std::u32string, std::u32string>> short_;
};

/// How much each character of a title tells, from the titles of all types: 申 and 请 are in many, 津 and 贴 in few.
class TitleWeights {
  public:
    void count(const std::vector<std::u32string>& coresOfType);
    [[nodiscard]] double of(char32_t c) const;
    [[nodiscard]] double of(std::u32string_view text) const;

  private:
    std::map<char32_t, int> types_;  ///< how many types have it
    int all_ = 0;
};

/// What a page's title and a type's have in common, as shares of their weights.
struct TitleOverlap {
    double ofType = 0;       ///< share of the type's title that is on the page
    double ofPage = 0;       ///< share of the page's title that the type's explains
    bool onlyBefore = true;  ///< what it does not explain stands before what it does
    bool exchanged = false;  ///< other words stand in the place of some of the type's, and are no misread character
};
[[nodiscard]] TitleOverlap overlapOf(std::u32string_view typeCore, std::u32string_view pageCore,
                                     const TitleWeights& weights);

/// How much a page's title is the type's, 0 to 1; `anyBefore`: other words may stand before it.
[[nodiscard]] double titleLikeness(const TitleParts& ofType, const TitleParts& ofPage, bool anyBefore,
                                   const TitleWeights& weights);

/// The texts a line may be as a title: as it is, without （…）, with what is in the brackets, without the names of
/// places before it. No brackets are left in them.
[[nodiscard]] std::vector<std::u32string> titleReadings(std::u32string_view line);

}  // namespace daiban::documents
