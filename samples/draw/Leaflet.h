#pragma once

#include "samples/draw/Invented.h"
#include "samples/draw/Sheet.h"

namespace daiban::samples {

// Pages that are no document: what lies in a pile by mistake.
inline constexpr Size kLeaflet{185, 260};

void drawLeaflet(Sheet& sheet, const Subject& subject);
void drawBlankPage(Sheet& sheet, const Subject& subject);

}  // namespace daiban::samples
