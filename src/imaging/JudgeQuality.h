#pragma once

#include <vector>

#include "imaging/FindDocuments.h"
#include "imaging/QualityNote.h"
#include "page/Page.h"

namespace daiban::imaging {

struct Quality {
    double dpi = 0;        ///< of the page; 0: unknown
    bool blank = false;    ///< nothing but paper (and perhaps show-through); the page is kept all the same
    double sharpness = 0;  ///< one over the width in pixels of the sharpest edges, of the least sharp document
    std::vector<QualityWarning> warnings;  ///< each once, in the order of the enumeration
    std::vector<QualityNote> notes;        ///< what the warnings are drawn from: one per document and place
};

/// What the operator should know before the customer leaves. Pages of known dpi and pages that are evenly lit all over
/// come from scanners (or programs): they are not judged for glare, shadow, fingers and screens.
[[nodiscard]] Quality judgeQuality(const page::Page& page);
/// The same where the page's documents are known already: finding them is most of the work.
[[nodiscard]] Quality judgeQuality(const page::Page& page, const std::vector<FoundDocument>& documents);

}  // namespace daiban::imaging
