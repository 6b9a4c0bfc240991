// Stands in for PpOcrReader.cpp where ONNX Runtime is not there.
#include "base/Error.h"
#include "text/ppocr/PpOcrReader.h"

namespace daiban::text::ppocr {

bool available() {
    return false;
}

std::unique_ptr<TextReader> openPpOcrReader() {
    throw base::Error(base::ErrorKind::DependencyMissing,
                      "The text engine ppocr is not built in, because ONNX Runtime was missing; run scripts/fetch-ocr "
                      "and build again, or use the engine tesseract.");
}

}  // namespace daiban::text::ppocr
