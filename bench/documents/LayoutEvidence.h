#pragma once

#include <optional>
#include <string>

#include "base/Json.h"
#include "documents/Understand.h"
#include "samples/draw/Layouts.h"

namespace daiban::bench {

/// A drawn layout as an engine would hand it over: its lines with the place of every character, some of them misread.
class LayoutEvidence {
  public:
    /// `right`: misread characters are read less surely than others, and in that share the right one was held possible.
    LayoutEvidence(const std::string& type, unsigned seed, double wrongCharacters, std::optional<double> right = {});

    [[nodiscard]] documents::Evidence evidence() const { return {clean_, text_, codes_}; }
    /// What is printed in the fields, by name.
    [[nodiscard]] const std::map<std::string, std::string>& fields() const { return fields_; }
    /// The field says what is printed, blanks aside; a day however it is written.
    [[nodiscard]] bool isRight(const std::string& name, const documents::Field& field) const;
    [[nodiscard]] std::string titleLine() const { return text_.lines.empty() ? "" : text_.lines.front().text; }

  private:
    page::CleanPage clean_;
    text::PageText text_;
    std::vector<codes::Code> codes_;
    std::map<std::string, std::string> fields_;
    std::map<std::string, std::string> days_;
};

}  // namespace daiban::bench
