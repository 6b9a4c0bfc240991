#pragma once

#include <string_view>
#include <vector>

#include "base/Geometry.h"
#include "text/PageText.h"

namespace daiban::intake {

/// One side of an identity card on a sheet.
struct IdCardInText {
    base::Quad quad{};      ///< pixels of the text, clockwise from the card's own top-left corner
    std::string_view type;  ///< code of its type of document
};

/// Sides of identity cards copied onto a sheet, by their labels: each stands where GA 448 has it, so a few that fit
/// together say where the card lies, though no edge of it is to be seen. On a form that asks for the same things they
/// do not fit.
///
/// `pixelsPerMm` of the sheet; 0: not known, then the width of a citizen number says it.
[[nodiscard]] std::vector<IdCardInText> idCardsInText(const text::PageText& text, double pixelsPerMm);

}  // namespace daiban::intake
