#include "printing/labels/LabelDocument.h"

#include "printing/labels/LabelLanguages.h"

namespace daiban::printing {

namespace {

std::string bytesFor(const PrinterAddress& address, const LabelDesign& design, const LabelContent& content) {
    switch (address.language) {
        case PrinterLanguage::Pdf:
            return labelPdf(design, content);
        case PrinterLanguage::Zpl:
            return labelZpl(renderLabel(design, content, address.dpi));
        case PrinterLanguage::Tspl:
            return labelTspl(renderLabel(design, content, address.dpi),
                             {.width = design.width, .height = design.height, .gap = address.gap});
    }
    return {};
}

}  // namespace

PrintDocument labelDocument(const PrinterAddress& address, const LabelDesign& design, const LabelContent& content) {
    return {.bytes = bytesFor(address, design, content),
            .mediaType = address.language == PrinterLanguage::Pdf ? "application/pdf" : "application/octet-stream",
            .title = design.title + " " + content.shortNumber,
            .width = design.width,
            .height = design.height};
}

}  // namespace daiban::printing
