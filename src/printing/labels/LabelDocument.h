#pragma once

#include "printing/Printer.h"
#include "printing/labels/Label.h"

namespace daiban::printing {

/// A label as the printer of this address wants it: PDF, or ZPL or TSPL at its dpi. Throws as labelPdf and renderLabel.
[[nodiscard]] PrintDocument labelDocument(const PrinterAddress& address, const LabelDesign& design,
                                          const LabelContent& content);

}  // namespace daiban::printing
