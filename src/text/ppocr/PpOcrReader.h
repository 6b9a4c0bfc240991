#pragma once

#include <memory>

#include "text/TextReader.h"

namespace daiban::text::ppocr {

/// Both the runtime is built in and the weights are installed.
[[nodiscard]] bool available();
/// Whether the second reader's prototypes of glyphs are installed beside the weights.
[[nodiscard]] bool hasGlyphs();

/// PP-OCRv4 mobile on ONNX Runtime. The networks are loaded once and shared by all threads.
/// Throws Error{DependencyMissing} when the runtime is not built in or the weights are not installed.
[[nodiscard]] std::unique_ptr<TextReader> openPpOcrReader();

}  // namespace daiban::text::ppocr
