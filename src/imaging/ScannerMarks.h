#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "imaging/FindDocuments.h"
#include "page/Page.h"

namespace daiban::imaging {

/// What the scanner left on the picture and no paper bears; rectangles in pixels of the page.
struct ScannerMarks {
    std::vector<cv::Rect> streaks;  ///< darker lines of one place along the whole page, to both of its ends
    std::vector<cv::Rect> borders;  ///< dark bands along the picture's sides
};

/// Dirt on a feeder's glass draws a line that runs with the pixels from the first row to the last, however the paper
/// lies; what is printed ends with the paper or leans with it. Beside a document's own edges none is told.
/// `pixelsPerMm`: of the page; where it is not known, as if its longer side were that of A4.
[[nodiscard]] ScannerMarks scannerMarks(const page::Page& page, const std::vector<FoundDocument>& documents,
                                        double pixelsPerMm);

}  // namespace daiban::imaging
