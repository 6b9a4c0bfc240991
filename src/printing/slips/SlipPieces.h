#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "printing/slips/SlipFill.h"

struct _cairo;  // cairo_t

namespace daiban::printing {

enum class SlipPlace {
    Flow,
    Foot,     ///< at the end of the page, when there is room above
    NewPage,  ///< nothing to draw: what follows begins a page
};

/// What stays on one page. Points.
struct SlipPiece {
    double before = 0;  ///< space above; none at the top of a page
    double height = 0;
    SlipPlace place = SlipPlace::Flow;
    bool staysWithNext = false;
    int line = 0;                           ///< of the design's file
    std::shared_ptr<const SlipPiece> head;  ///< drawn above when the piece begins a page: a table's
    std::function<void(_cairo*, double top)> draw;
};

/// Everything on the slip from top to bottom, broken into lines and rows that fit its width. No piece with its head is
/// higher than a page, unless a block of the design is. `cairo` is what the slip will be drawn on.
[[nodiscard]] std::vector<SlipPiece> slipPieces(_cairo* cairo, const SlipDesign& design, const SlipFiller& filler);

/// Between the margins, points.
struct SlipBody {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;
};
[[nodiscard]] SlipBody bodyOf(const SlipDesign& design);

}  // namespace daiban::printing
