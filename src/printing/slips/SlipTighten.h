#pragma once

#include "printing/slips/SlipDesign.h"

namespace daiban::printing {

/// How many steps tightened() knows; step 0 is the design as it is.
inline constexpr int tightenings = 4;

/// The design with less air, so that what runs over a sheet by a few lines stays on it: first the spaces between blocks
/// and the empty rows go, then rows and lines move closer, last the print gets smaller, never below 9 points (small
/// print: 7.5). The QR code and the place of the seal's text keep their sizes.
[[nodiscard]] SlipDesign tightened(const SlipDesign& design, int step);

}  // namespace daiban::printing
