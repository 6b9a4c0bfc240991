#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace daiban::documents {

/// A regular expression (RE2's syntax: https://github.com/google/re2/wiki/Syntax) over folded code points; a
/// full-width bracket in its source stands for itself, folded. Runs in time linear in the text and without recursion
/// over it, so a page of text cannot use up the stack.
class Pattern {
  public:
    /// A place in a text, in code points; `end` is the one after the last.
    struct Match {
        std::size_t begin = 0;
        std::size_t end = 0;
        [[nodiscard]] std::size_t size() const { return end - begin; }
    };

    /// Finds nothing.
    Pattern() = default;
    /// Empty when the source is no regular expression.
    [[nodiscard]] static std::optional<Pattern> from(std::string source);

    [[nodiscard]] const std::string& source() const { return source_; }  ///< as written in the file
    [[nodiscard]] bool isIn(std::string_view comparable) const;          ///< UTF-8
    /// The first place, and there what the pattern takes first; empty when there is none.
    [[nodiscard]] std::optional<Match> find(std::u32string_view comparable) const;

  private:
    std::string source_;
    std::shared_ptr<const re2::RE2> expression_;
};

}  // namespace daiban::documents
