#pragma once

#include <string>

#include "printing/pdf/PdfFont.h"
#include "text/PageText.h"

namespace daiban::printing {

/// The content of a page that nobody sees: every line of `text` as one run in render mode 3, turned as the line is and
/// as long as it, top to bottom where the characters stand below one another, in the order of the lines. The font is
/// named /F1. `pointsPerPixel` and `pageHeight` (points) take the text's pixels, y down, to PDF's points, y up.
[[nodiscard]] std::string pdfTextLayer(const text::PageText& text, PdfFont& font, double pointsPerPixel,
                                       double pageHeight);

}  // namespace daiban::printing
