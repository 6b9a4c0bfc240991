#pragma once

#include <concepts>
#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::base {

class Words;

/// How many places `{}` a pattern has; `{{` and `}}` are braces. A place of a translation may carry the number of what
/// stands in it, from 0: `{1}`.
[[nodiscard]] constexpr std::size_t placesIn(std::string_view pattern) {
    std::size_t places = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool isDouble = i + 1 < pattern.size() && pattern[i] == pattern[i + 1];
        if (pattern[i] == '{' && !isDouble) ++places;
        if ((pattern[i] == '{' || pattern[i] == '}') && isDouble) ++i;
    }
    return places;
}

/// A word or a sentence of a table, as a literal that is translated when it is said.
class Pattern {
  public:
    constexpr Pattern() = default;
    explicit consteval Pattern(const char* literal) : text_(literal) {}
    [[nodiscard]] constexpr std::string_view text() const { return text_; }
    bool operator==(const Pattern&) const = default;

  private:
    std::string_view text_;
};

/// A literal with as many places as are given things to stand in them; anything else does not compile.
template <std::size_t Places>
class Literal {
  public:
    consteval Literal(const char* text) : text_(text) {  // NOLINT: implicit, so that a sentence begins with its words
        if (placesIn(text) != Places) throw "the pattern has another number of places than are given things for";
    }
    [[nodiscard]] constexpr std::string_view text() const { return text_; }

  private:
    std::string_view text_;
};

/// What a person is told: a pattern and what stands in its places (texts, numbers, sentences), so that it can be said
/// in the language of whoever reads it, here or at the other end of a pipe. The pattern is the wording of the source,
/// English or Chinese, and the key of its translation in models/languages: a literal within `Sentence(...)` or
/// `Pattern(...)`, because a test gathers them there and holds them against the translations.
class Sentence {
  public:
    enum class Kind { Verbatim, Pattern, Sequence };

    Sentence() = default;  ///< nothing said
    template <class... Things>
    explicit Sentence(Literal<sizeof...(Things)> pattern, const Things&... things)
        : kind_(Kind::Pattern), text_(pattern.text()), parts_{part(things)...} {}
    template <class... Things>
    explicit Sentence(Pattern pattern, const Things&... things)
        : kind_(Kind::Pattern), text_(pattern.text()), parts_{part(things)...} {}
    /// The same in every language: a name, a number, what another program said.
    [[nodiscard]] static Sentence verbatim(std::string text);
    /// One behind the other.
    [[nodiscard]] static Sentence sequence(std::vector<Sentence> parts);
    /// One that came through a pipe or out of a store (Json.h).
    [[nodiscard]] static Sentence ofPattern(std::string pattern, std::vector<Sentence> parts);

    [[nodiscard]] bool empty() const;
    /// As the source words it.
    [[nodiscard]] std::string text() const;
    /// In the language of `words`.
    [[nodiscard]] std::string in(const Words& words) const;
    [[nodiscard]] Kind kind() const { return kind_; }
    /// The pattern; empty for what has none.
    [[nodiscard]] std::string_view pattern() const { return kind_ == Kind::Pattern ? text_ : std::string_view(); }
    /// What stands in the places of the pattern.
    [[nodiscard]] const std::vector<Sentence>& parts() const { return parts_; }

    bool operator==(const Sentence&) const = default;
    /// Whether the source words it so.
    friend bool operator==(const Sentence& sentence, std::string_view text) { return sentence.text() == text; }

  private:
    static Sentence part(const Sentence& sentence) { return sentence; }
    static Sentence part(Pattern pattern) { return Sentence(pattern); }
    static Sentence part(const std::string& text) { return verbatim(text); }
    static Sentence part(std::string_view text) { return verbatim(std::string(text)); }
    static Sentence part(const char* text) { return verbatim(text); }
    static Sentence part(const std::filesystem::path& path) { return verbatim(path.string()); }
    static Sentence part(double number);  ///< as short as it goes: 0.5, 12
    template <std::integral Number>
        requires(!std::same_as<Number, bool> && !std::same_as<Number, char>)
    static Sentence part(Number number) {
        return verbatim(std::to_string(number));
    }

    Kind kind_ = Kind::Verbatim;
    std::string text_;
    std::vector<Sentence> parts_;
};

/// A word of a table that is not at hand as a Pattern: translated like one.
[[nodiscard]] inline Sentence word(std::string_view text) {
    return text.empty() ? Sentence() : Sentence::ofPattern(std::string(text), {});
}
/// The parts with the separator between them.
[[nodiscard]] Sentence joined(const std::vector<Sentence>& parts, const Sentence& separator);

/// In the language that is spoken on that stream (Words.h).
std::ostream& operator<<(std::ostream& out, const Sentence& sentence);
/// As the source words them.
[[nodiscard]] std::vector<std::string> textsOf(const std::vector<Sentence>& sentences);

}  // namespace daiban::base
