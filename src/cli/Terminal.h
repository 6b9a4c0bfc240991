#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/Sentence.h"

namespace daiban::cli {

/// Colours and boxes for people; plain text when the output is no terminal or NO_COLOR is set.
class Terminal {
  public:
    explicit Terminal(std::ostream& out);
    [[nodiscard]] bool hasColours() const { return colours_; }

    // A text as it is; a sentence in the language that is spoken on `out`.
    [[nodiscard]] std::string say(const base::Sentence& sentence) const;
    [[nodiscard]] std::string bold(std::string_view text) const;
    [[nodiscard]] std::string bold(const base::Sentence& sentence) const { return bold(say(sentence)); }
    [[nodiscard]] std::string dim(std::string_view text) const;
    [[nodiscard]] std::string dim(const base::Sentence& sentence) const { return dim(say(sentence)); }
    [[nodiscard]] std::string green(std::string_view text) const;
    [[nodiscard]] std::string green(const base::Sentence& sentence) const { return green(say(sentence)); }
    [[nodiscard]] std::string yellow(std::string_view text) const;
    [[nodiscard]] std::string yellow(const base::Sentence& sentence) const { return yellow(say(sentence)); }
    [[nodiscard]] std::string red(std::string_view text) const;
    [[nodiscard]] std::string red(const base::Sentence& sentence) const { return red(say(sentence)); }
    [[nodiscard]] std::string cyan(std::string_view text) const;
    [[nodiscard]] std::string cyan(const base::Sentence& sentence) const { return cyan(say(sentence)); }

    /// A numbered heading with a rule under it.
    void heading(int number, const base::Sentence& title) const;
    void line(std::string_view text = {}) const;
    void line(const base::Sentence& sentence) const { line(say(sentence)); }

  private:
    [[nodiscard]] std::string painted(std::string_view code, std::string_view text) const;
    std::ostream& out_;
    bool colours_;
};

/// `text` filled with blanks to `columns` terminal columns (Chinese characters take two); longer text stays whole.
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns);
/// "████░░░░ 52%"-like bar of ten cells for a share of 0 to 1.
[[nodiscard]] std::string bar(double share);

/// Progress on stderr: a bar on a terminal, nothing else.
class Progress {
  public:
    Progress(std::size_t total, bool wanted);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void step(std::string_view what);
    /// Something that is known meanwhile, until the next step.
    void tell(std::string_view what);
    [[nodiscard]] bool isShown() const { return shown_; }

  private:
    void show(std::string_view what) const;

    std::size_t total_;
    std::size_t done_ = 0;
    bool shown_;
};

}  // namespace daiban::cli
