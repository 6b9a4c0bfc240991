#pragma once

#include <optional>
#include <vector>

#include "base/Geometry.h"
#include "imaging/KnownShapes.h"

namespace daiban::imaging {

/// Something printed at a known place of a card, and where it was seen.
struct SeenMark {
    base::Point onCard;  ///< millimetres from the card's top-left corner
    base::Point seen;    ///< pixels
    double across = 1;   ///< how well its place along the line is known, 0 to 1; across the line it is known well
};

/// How a card would lie if it were copied true to size and along the lines of its text.
struct ExpectedPose {
    double pixelsPerMm = 0;
    double tilt = 0;  ///< radians, clockwise positive
};

struct CardFit {
    base::Quad quad{};      ///< pixels, from the card's own top-left corner
    double residual = 0;    ///< root of the mean squared distance of its marks, millimetres
    std::size_t worst = 0;  ///< index of the mark that is farthest from its place
};

/// The card whose marks lie nearest to where they were seen: shifted, turned, enlarged or reduced, in the sense of
/// least squares. The pose expected holds a fit together that has few marks. One mark at least tells its place along
/// the line.
[[nodiscard]] CardFit fitCard(const std::vector<SeenMark>& marks, const ExpectedPose& expected,
                              const KnownShape& shape = cardShape);

/// Marks that agree on where their card lies: indices into `marks`, the largest group first, each mark in one group at
/// most. Marks of one card agree within `tolerance` millimetres.
[[nodiscard]] std::vector<std::vector<std::size_t>> marksOfOneCard(const std::vector<SeenMark>& marks,
                                                                   const ExpectedPose& expected, double tolerance);

}  // namespace daiban::imaging
