#pragma once

#include "samples/draw/DrawSamples.h"

#include <cstdint>
#include <string_view>
#include <vector>

// Scans as an archive takes them, and the same with one thing wrong, as strong as a person with the picture before him
// sees without looking for it. Everything is a function of its arguments.

namespace daiban::samples {

/// "low-resolution"  75 to 150 dpi, said so in the file
/// "skewed"          leans by 1.4 to 6 degrees
/// "turned"          by 90, 180 or 270 degrees
/// "cut-off"         a side is gone with 8 to 45 % of the page, through 4 and more characters where the page has so
///                   many in a row
/// "blank"           a back: paper, noise, and the front shining through by 6 %
/// "unsharp"         out of focus by 0.24 to 0.45 mm (standard deviation)
/// "bad-light"       0.28 to 0.5 of the light, or print with 0.16 to 0.25 of its contrast
/// "streaks"         1 to 3 lines of 0.12 to 0.5 mm along the feed, 25 to 140 gray levels darker; or a border of 2 to
///                   8 mm and level 8 to 45 along one or two sides
std::vector<std::string_view> pageDefects();

/// A clean page (drawClean, drawLayout) as a scanner gives it: sheets through a feeder or on glass, smaller papers on
/// glass; leaning by 0.5 degrees at most. With one defect where `defect` is not empty.
/// Throws std::invalid_argument for a defect of another name.
DrawnPage archiveScan(const DrawnPage& clean, std::string_view defect, std::uint32_t seed);

}  // namespace daiban::samples
