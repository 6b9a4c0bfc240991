#pragma once

#include <filesystem>
#include <ios>
#include <map>
#include <string>
#include <string_view>

namespace daiban::base {

/// What the program says in a language: the patterns of sentences (Sentence.h) that the source words in another one,
/// and how this one has them.
class Words {
  public:
    /// Everything as the source words it.
    Words() = default;
    /// FOLDER/LANGUAGE.yaml: a map from pattern to translation. Throws Error{Unreadable}.
    [[nodiscard]] static Words load(const std::filesystem::path& folder, std::string_view language);
    [[nodiscard]] static Words of(std::map<std::string, std::string, std::less<>> translations);

    /// The translation, or the pattern itself where there is none. Lives as long as both.
    [[nodiscard]] std::string_view of(std::string_view pattern) const;
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const { return translations_; }

  private:
    std::map<std::string, std::string, std::less<>> translations_;
};

/// What is said on `out` from now on is said in these words; they must outlive it.
void speak(std::ios_base& out, const Words& words);
/// What is spoken on `out`: the words of the source where nobody said otherwise.
[[nodiscard]] const Words& wordsOf(std::ios_base& out);

inline constexpr std::string_view chinese = "zh-CN";
inline constexpr std::string_view english = "en";

/// The language of a locale's name as LC_ALL and LANG have them, of --lang or of Accept-Language: "zh_CN.UTF-8",
/// "zh-Hans" -> zh-CN; "en_GB", "en" -> en. Empty for C, POSIX and languages that are not spoken here.
[[nodiscard]] std::string_view languageNamed(std::string_view locale);

}  // namespace daiban::base
