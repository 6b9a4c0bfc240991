#pragma once

#include <filesystem>
#include <optional>

namespace daiban::text::ppocr {

/// The files of one installation, as models/ocr/manifest.yaml names them.
struct Weights {
    std::filesystem::path detector;
    std::filesystem::path recogniser;
    std::filesystem::path classifier;
    std::filesystem::path keys;  ///< the recogniser's characters, one a line
    std::filesystem::path glyphs;  ///< prototypes of glyphs for a second reader; may be missing
};

/// Looks in $DAIBAN_OCR_MODELS alone when it is set, else in ../share/daiban/ocr beside the program's folder, else
/// where scripts/fetch-ocr puts them. Empty when a file is missing.
[[nodiscard]] std::optional<Weights> findWeights();
/// findWeights(); throws Error{DependencyMissing} that says how to install them.
[[nodiscard]] Weights installedWeights();

}  // namespace daiban::text::ppocr
