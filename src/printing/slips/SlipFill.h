#pragma once

#include <string>
#include <vector>

#include "base/Sentence.h"
#include "printing/slips/Slip.h"

namespace daiban::printing {

/// A part of a text that looks the same.
struct SlipRun {
    std::string text;
    bool underlined = false;
};
using SlipRuns = std::vector<SlipRun>;

/// Fills templates of one slip. The row's cells come before the slip's values; {number}, {title} and, in lists, {row}
/// are always there. All throw Error{Unreadable} "file:line: sentence" for a name nobody gave.
class SlipFiller {
  public:
    SlipFiller(const SlipDesign& design, const SlipContent& content) : design_(design), content_(content) {}

    [[nodiscard]] SlipRuns filled(const SlipTemplate& text, const SlipRow* row = nullptr) const;
    /// The rows of a list, each with its {row}.
    [[nodiscard]] std::vector<SlipRow> rows(const std::string& list, int line) const;
    /// Whether the placeholder or list a block hangs on has something in it.
    [[nodiscard]] bool hasSomething(const std::string& name, int line) const;
    [[nodiscard]] const SlipContent& content() const { return content_; }
    [[noreturn]] void fail(int line, const base::Sentence& sentence) const;

  private:
    [[nodiscard]] std::string valueOf(const std::string& name, int line, const SlipRow* row) const;

    const SlipDesign& design_;
    const SlipContent& content_;
};

/// A run for each piece of a text that has no placeholders.
[[nodiscard]] SlipRuns plainRuns(const std::string& text);

}  // namespace daiban::printing
