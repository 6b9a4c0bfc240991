#pragma once

#include <vector>

#include "base/Geometry.h"
#include "documents/DocumentTypes.h"
#include "documents/LearnedTypes.h"
#include "page/Page.h"
#include "text/PageText.h"

namespace daiban::intake {

/// Where documents were copied onto a sheet, in pixels of the sheet, clockwise from each one's own top-left corner;
/// empty when the sheet is a document itself. A copy has no edge to be seen: what is printed tells. Identity cards are
/// found by the places of their labels, others as blocks of print that say what they are and are no larger than such a
/// paper is.
[[nodiscard]] std::vector<base::Quad> copiedDocuments(const page::CleanPage& sheet, const text::PageText& text,
                                                      const documents::DocumentTypes& types,
                                                      const documents::LearnedTypes* learned);

/// Whether a sheet is so much larger than what was read on it that others may be copied beside that. `type` may be
/// Whether an outline has a size such papers have, within 8%, upright or across; by its shape alone where the scale (of
/// the pixels the outline is in) is not known, 0.
[[nodiscard]] bool isOfItsTypesSize(const base::Quad& outline, double pixelsPerMm, const documents::DocumentType* type);
/// null.
[[nodiscard]] bool isLargerThanItsType(const page::CleanPage& sheet, const documents::DocumentType* type);

/// The lines of a sheet that stand within `quad`, in pixels of that document when it is flat and `size` large.
[[nodiscard]] text::PageText textWithin(const base::Quad& quad, cv::Size size, const text::PageText& sheet);

}  // namespace daiban::intake
