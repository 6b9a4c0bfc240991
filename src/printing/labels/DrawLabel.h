#pragma once

#include "printing/labels/Label.h"
#include "printing/labels/LabelDesign.h"

struct _cairo;  // cairo_t

namespace daiban::printing {

/// Draws on a surface whose unit is the millimetre. The QR code's modules are whole dots of `dpi`, and its corner is on
/// a dot.
void drawLabel(_cairo* cairo, const LabelDesign& design, const LabelContent& content, double dpi);

}  // namespace daiban::printing
