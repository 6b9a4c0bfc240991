#pragma once

#include <string>
#include <vector>

#include "documents/DocumentTypes.h"
#include "documents/Layout.h"

namespace daiban::documents {

/// A printed label found on the page.
struct LabelHit {
    std::u32string label;  ///< comparable() form of the label it is
    int line = 0;
    int secondLine = -1;    ///< a label broken over two lines of its cell: the lower one
    std::size_t begin = 0;  ///< glyphs of `line`
    std::size_t end = 0;
    std::size_t distance = 0;  ///< wrong characters
    LabelMeaning meaning{};    ///< what it asks of whom, as far as it says
    Whose context = 0;         ///< whose part of the page it stands in, where it does not say itself; 0: nobody's
    bool clean = false;        ///< stands by itself: at the line's start, behind a gap or a mark, or with a colon
    double left = 0;
    double right = 0;
    double top = 0;
    double bottom = 0;

    [[nodiscard]] double middle() const { return (top + bottom) / 2; }
    [[nodiscard]] double height() const { return bottom - top; }
};

/// All labels of a vocabulary on a page; where several fit one place, the longest and nearest.
class Labels {
  public:
    Labels(const Layout& layout, const std::vector<std::u32string>& vocabulary, const Meanings* meanings = nullptr);

    [[nodiscard]] const std::vector<LabelHit>& all() const { return hits_; }
    /// Those of a line, from left to right.
    [[nodiscard]] const std::vector<int>& ofLine(int line) const { return byLine_[static_cast<std::size_t>(line)]; }
    [[nodiscard]] const LabelHit& hit(int index) const { return hits_[static_cast<std::size_t>(index)]; }
    /// True when the line begins with a label or is part of one.
    [[nodiscard]] bool startsLine(int line) const;

  private:
    std::vector<LabelHit> hits_;
    std::vector<std::vector<int>> byLine_;

    void setContexts(const Layout& layout, const Meanings& meanings);
};

/// Every label of the type: of its fields and sections, its other labels and those common to all.
[[nodiscard]] std::vector<std::u32string> vocabularyOf(const DocumentType& type);

}  // namespace daiban::documents
