#pragma once

#include <vector>

#include "base/Confidence.h"
#include "base/Geometry.h"
#include "page/Page.h"

namespace daiban::imaging {

/// A document seen on a page.
struct FoundDocument {
    base::Quad quad;  ///< pixels of the page, clockwise, first corner the one nearest the page's top-left
    base::Confidence confidence;
    bool edgesVisible = true;  ///< false: no edge seen, the quad is the whole page's
};

struct FindOptions {
    int workingSize = 1000;       ///< longer side, in pixels, at which documents are looked for
    double smallestShare = 0.01;  ///< of the page's area; smaller things are no documents
};

/// Every document on the page in reading order (top to bottom, left to right). Never empty: a page on which
/// nothing is seen is one document that fills it, with edgesVisible false.
[[nodiscard]] std::vector<FoundDocument> findDocuments(const page::Page& page, const FindOptions& options = {});

}  // namespace daiban::imaging
