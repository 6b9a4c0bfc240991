#include "base/Error.h"
#include "text/TextReader.h"
#include "text/ppocr/PpOcrReader.h"
#include "text/tesseract/TesseractReader.h"

namespace daiban::text {

std::unique_ptr<TextReader> openTextReader(std::string_view engine) {
    if (engine == "auto") engine = ppocr::available() ? "ppocr" : "tesseract";
    if (engine == "ppocr") return ppocr::openPpOcrReader();
    if (engine == "tesseract") return std::make_unique<tesseract::TesseractReader>();
    throw base::Error(base::ErrorKind::BadArguments,
                      "There is no text engine '" + std::string(engine) + "'; use auto, ppocr or tesseract.");
}

}  // namespace daiban::text
