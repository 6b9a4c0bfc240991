#pragma once

#include <optional>
#include <vector>

#include "imaging/ContentMap.h"
#include "imaging/QuadSearch.h"

namespace daiban::imaging {

/// Which of the quads seen on a page are its documents. `dpi` 0: unknown. Page pixels throughout.
struct Choice {
    std::vector<QuadCandidate> documents;
    bool onlyCards = false;  ///< all of them have the size of an ID card: lying on the glass, or copied onto a sheet
    double belief = 0;       ///< in the first of them, 0 to 1; 0 if there is none
    /// What they were copied onto, when no paper ends at their outlines.
    std::optional<Corners> sheet{};
};

[[nodiscard]] Choice chooseDocuments(std::vector<QuadCandidate> candidates, const ContentMap& content, cv::Size page,
                                     double dpi);

/// Whether any of the documents lies on something else: its outline is paper's edge, not print.
[[nodiscard]] bool anyPaperEdges(const Choice& choice);

}  // namespace daiban::imaging
