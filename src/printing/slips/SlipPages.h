#pragma once

#include <vector>

#include "printing/slips/SlipPieces.h"

namespace daiban::printing {

struct PlacedPiece {
    const SlipPiece* piece = nullptr;
    double top = 0;  ///< points from the top of the paper
};

struct SlipPage {
    std::vector<PlacedPiece> pieces;
    double end = 0;  ///< of the lowest
};

/// Deals the pieces out to pages, at least one. Throws Error{Unreadable} "file:line: sentence" for a piece that fits
/// no page. The pages point into `pieces`.
[[nodiscard]] std::vector<SlipPage> slipPages(const std::vector<SlipPiece>& pieces, const SlipBody& body,
                                              const SlipFiller& filler);

}  // namespace daiban::printing
