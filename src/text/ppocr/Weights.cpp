#include "text/ppocr/Weights.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

#include "base/Error.h"

namespace daiban::text::ppocr {

namespace {

std::vector<std::filesystem::path> places() {
    if (const char* named = std::getenv("DAIBAN_OCR_MODELS"); named != nullptr && *named != '\0') return {named};
    std::vector<std::filesystem::path> found;
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    if (!program.empty()) found.push_back(program.parent_path().parent_path() / "share" / "daiban" / "ocr");
    found.emplace_back(DAIBAN_FETCHED_OCR_MODELS);
    return found;
}

bool complete(const Weights& weights) {
    const std::array files{weights.detector, weights.recogniser, weights.classifier, weights.keys};
    return std::all_of(files.begin(), files.end(), [](const auto& file) {
        std::error_code ignored;
        return std::filesystem::is_regular_file(file, ignored);
    });
}

}  // namespace

std::optional<Weights> findWeights() {
    for (const auto& folder : places()) {
        Weights weights{folder / "det.onnx", folder / "rec.onnx", folder / "cls.onnx", folder / "keys.txt",
                        folder / "glyphs.bin"};
        if (complete(weights)) return weights;
    }
    return std::nullopt;
}

Weights installedWeights() {
    if (auto weights = findWeights()) return *weights;
    throw base::Error(base::ErrorKind::DependencyMissing,
                      base::Sentence("The weights of the text engine ppocr are not installed; run scripts/fetch-ocr, "
                                     "or use the engine tesseract."));
}

}  // namespace daiban::text::ppocr
