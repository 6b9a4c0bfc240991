#pragma once

#include <memory>

#include "printing/slips/SlipFill.h"

struct _cairo;        // cairo_t
struct _PangoLayout;  // PangoLayout

namespace daiban::printing {

inline constexpr double pointsAMillimetre = 72 / 25.4;

struct SlipTextStyle {
    SlipFace face = SlipFace::Serif;
    double size = 12;          ///< points
    double spacing = 1.5;      ///< from line to line, ems
    double indent = 0;         ///< of the first line, ems; negative: of all others
    double letterSpacing = 0;  ///< ems
    TextWeight weight = TextWeight::Regular;
    TextAlign align = TextAlign::Left;
    SlipColour colour = SlipColour::Black;
};

/// Text broken into lines of a width; each may be drawn on another page. All measures are points. Words and numbers
/// longer than a line are broken rather than cut.
class SlipText {
  public:
    /// Throws Error{DependencyMissing} when no installed font has the characters.
    SlipText(_cairo* cairo, const SlipRuns& runs, const SlipTextStyle& style, double width);

    [[nodiscard]] int lines() const { return lines_; }
    [[nodiscard]] double pitch() const { return style_.size * style_.spacing; }
    [[nodiscard]] double height() const { return lines_ * pitch(); }
    /// Where the ink of the last line ends, from the left.
    [[nodiscard]] double endOfLastLine() const;
    /// Lines `from` (0 is the first) and so on with their top left at (x, y), as many as there are up to `count`.
    void draw(_cairo* cairo, double x, double y, int from, int count) const;
    void draw(_cairo* cairo, double x, double y) const { draw(cairo, x, y, 0, lines_); }

  private:
    SlipTextStyle style_;
    std::shared_ptr<_PangoLayout> layout_;
    int lines_ = 0;
};

}  // namespace daiban::printing
