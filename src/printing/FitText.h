#pragma once

#include <string>

#include "printing/labels/LabelDesign.h"

struct _cairo;  // cairo_t

namespace daiban::printing {

/// Draws `text` into `place` (millimetres) in the current colour, no ink outside: at the box's size when it has room;
/// else shrunk a little; else wrapped; else shrunk to the smallest size; else with its end replaced by "…". Short
/// numbers and dates stay on one line and whole, however small; digits and letters that stand together are never
/// parted.
void drawFittedText(_cairo* cairo, const LabelTextBox& box, const MillimetreBox& place, const std::string& text);

}  // namespace daiban::printing
