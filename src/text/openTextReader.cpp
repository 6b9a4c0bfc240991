#include "base/Error.h"
#include "text/TextReader.h"
#include "text/hybrid/HybridReader.h"
#include "text/ppocr/PpOcrReader.h"
#include "text/tesseract/TesseractReader.h"

namespace daiban::text {

std::unique_ptr<TextReader> openTextReader(std::string_view engine, const std::filesystem::path& wordsFolder) {
    if (engine == "auto") engine = ppocr::available() ? "hybrid" : "tesseract";
    if (engine == "hybrid") return hybrid::openHybridReader(wordsFolder);
    if (engine == "ppocr") return ppocr::openPpOcrReader();
    if (engine == "tesseract") return std::make_unique<tesseract::TesseractReader>();
    throw base::Error(base::ErrorKind::BadArguments,
                      base::Sentence("There is no text engine '{}'; use auto, hybrid, ppocr or tesseract.", engine));
}

base::Sentence whatIsMissing(std::string_view engine) {
    const bool isHybrid = engine == "hybrid" || engine == "auto";
    if (!isHybrid || !ppocr::available() || ppocr::hasGlyphs()) return {};
    return base::Sentence(
        "The prototypes of rare characters are not installed, so that names with such characters may lose them; run "
        "scripts/setup to make them.");
}

}  // namespace daiban::text
