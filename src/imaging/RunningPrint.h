#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/Page.h"

namespace daiban::imaging {

/// A side of the picture that print goes beyond.
struct RunningPrint {
    cv::Rect where;  ///< along that side, pixels of the page
    int pieces = 0;  ///< parts of characters, and ends of ruled lines, that touch it
};

/// Sides of the picture at which print ends in the middle: pieces as large as parts of characters touch it in several
/// places, or ruled lines of a table run into it. A dark border is none, nor is ruled paper, whose lines are all over
/// the side. `pixelsPerMm` as in scannerMarks.
[[nodiscard]] std::vector<RunningPrint> runningPrint(const page::Page& page, double pixelsPerMm);

}  // namespace daiban::imaging
