// Stands in for PpOcrReader.cpp and HybridReader.cpp where ONNX Runtime is not there.
#include "base/Error.h"
#include "text/hybrid/HybridReader.h"
#include "text/ppocr/PpOcrReader.h"

namespace daiban::text::ppocr {

bool available() {
    return false;
}

bool hasGlyphs() {
    return false;
}

namespace {

[[noreturn]] void refuse(const base::Sentence& engine) {
    throw base::Error(base::ErrorKind::DependencyMissing,
                      base::Sentence("The text engine {} is not built in, because ONNX Runtime was missing; run "
                                     "scripts/fetch-ocr and build again, or use the engine tesseract.",
                                     engine));
}

}  // namespace

std::unique_ptr<TextReader> openPpOcrReader() {
    refuse(base::Sentence::verbatim("ppocr"));
}

}  // namespace daiban::text::ppocr

namespace daiban::text::hybrid {

std::unique_ptr<TextReader> openHybridReader(const std::filesystem::path&) {
    ppocr::refuse(base::Sentence::verbatim("hybrid"));
}

}  // namespace daiban::text::hybrid
