#pragma once

#include "printing/labels/LabelDesign.h"

struct _PangoLayout;  // PangoLayout

namespace daiban::printing {

// What labels and slips set their text alike in.

/// Unhinted, so that a line breaks at the same place at every resolution, on every printer and in the PDF; in Chinese
/// forms of the characters that Chinese shares with others.
void setForPrint(_PangoLayout* layout);
void setAlignment(_PangoLayout* layout, TextAlign align);
/// `families` as Pango takes them; `size` in units of the surface.
void setFont(_PangoLayout* layout, const char* families, TextWeight weight, double size);

}  // namespace daiban::printing
