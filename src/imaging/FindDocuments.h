#pragma once

#include <memory>
#include <optional>
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
    /// The sheet around it, when no paper ends at its outline: it may be a copy, or a frame printed on that sheet.
    std::optional<base::Quad> sheet{};
};

struct FindOptions {
    int workingSize = 1000;       ///< longer side, in pixels, at which documents are looked for
    double smallestShare = 0.01;  ///< of the page's area; smaller things are no documents
};

/// Every document on the page in reading order (top to bottom, left to right). Never empty: a page on which
/// nothing is seen is one document that fills it, with edgesVisible false.
[[nodiscard]] std::vector<FoundDocument> findDocuments(const page::Page& page, const FindOptions& options = {});

/// The same in two steps, for somebody who waits: a doubtful page is looked at in one way first, in all four after.
/// The page must outlive it.
class DocumentSearch {
  public:
    explicit DocumentSearch(const page::Page& page, const FindOptions& options = {});
    ~DocumentSearch();
    DocumentSearch(const DocumentSearch&) = delete;
    DocumentSearch& operator=(const DocumentSearch&) = delete;

    /// What is seen in one way of looking; never empty.
    [[nodiscard]] std::vector<FoundDocument> atFirst();
    /// Whether atFirst() says what inTheEnd() will.
    [[nodiscard]] bool isCertain();
    /// As findDocuments(), in the time that is left of it.
    [[nodiscard]] std::vector<FoundDocument> inTheEnd();

  private:
    class Steps;
    std::unique_ptr<Steps> steps_;
};

}  // namespace daiban::imaging
