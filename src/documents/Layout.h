#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/Geometry.h"
#include "text/PageText.h"

namespace daiban::documents {

/// One printed character with its place across the page.
struct Glyph {
    char32_t shown = 0;      ///< as read
    char32_t folded = 0;     ///< for comparing
    bool gapBefore = false;  ///< a blank was read, or seen, before it
    double left = 0;         ///< pixels of the document, levelled
    double right = 0;
    double confidence = 0;
    int line = 0;           ///< index of its line in the layout
    bool doubtful = false;  ///< a person has to look at it: text::TextSymbol::candidates
    std::u32string maybe{};  ///< folded characters that it may be instead, the likeliest first
};

using Glyphs = std::vector<Glyph>;

/// A line of text as read; coordinates are levelled: the tilt the whole page has left is taken out.
struct LayoutLine {
    Glyphs glyphs;        ///< without blanks
    std::u32string text;  ///< their folded code points
    double left = 0;
    double right = 0;
    double top = 0;
    double bottom = 0;
    bool vertical = false;  ///< written from top to bottom
    base::Quad quad{};      ///< as read

    [[nodiscard]] double height() const { return bottom - top; }
    [[nodiscard]] double middle() const { return (top + bottom) / 2; }
};

/// The lines of a page, ready to be looked up by place.
class Layout {
  public:
    explicit Layout(const text::PageText& page);

    [[nodiscard]] const std::vector<LayoutLine>& lines() const { return lines_; }
    [[nodiscard]] const LayoutLine& line(int index) const { return lines_[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int size() const { return static_cast<int>(lines_.size()); }
    /// The lines as running text is read: what stands right behind a line's end, at the height of that end, comes after
    /// it, in whatever order it was read (a name filled in on a rule, a line that climbs).
    [[nodiscard]] std::vector<int> inRunningOrder() const;
    [[nodiscard]] double medianHeight() const { return medianHeight_; }
    [[nodiscard]] double right() const { return right_; }
    [[nodiscard]] double bottom() const { return bottom_; }

  private:
    std::vector<LayoutLine> lines_;
    double medianHeight_ = 0;
    double right_ = 0;
    double bottom_ = 0;
};

/// How far the second line begins behind the end of the first; negative: before it.
[[nodiscard]] double holeBetween(const LayoutLine& line, const LayoutLine& next);
/// Whether the second line begins at the height at which the first ends.
[[nodiscard]] bool beginsLevelWith(const LayoutLine& line, const LayoutLine& next);

/// As printed: blanks only between Latin letters and digits.
[[nodiscard]] std::string shownText(const Glyphs& glyphs);
[[nodiscard]] std::u32string foldedText(const Glyphs& glyphs);
/// Mean confidence of the glyphs, drawn towards the worst of them.
[[nodiscard]] double confidenceOf(const Glyphs& glyphs);
/// Smallest upright box around the glyphs of the lines they stand in.
[[nodiscard]] base::Quad boxOf(const Glyphs& glyphs, const Layout& layout);

}  // namespace daiban::documents
