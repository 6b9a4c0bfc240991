#pragma once

#include "printing/Label.h"
#include "printing/Printer.h"

namespace daiban::printing {

/// A label as the printer of this address wants it: PDF, or ZPL or TSPL at its dpi. Throws as labelPdf and renderLabel.
[[nodiscard]] PrintDocument labelDocument(const PrinterAddress& address, const LabelDesign& design,
                                          const LabelContent& content);

}  // namespace daiban::printing
