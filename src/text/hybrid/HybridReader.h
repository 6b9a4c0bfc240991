#pragma once

#include <filesystem>
#include <memory>

#include "text/TextReader.h"

namespace daiban::text::hybrid {

/// PP-OCRv4's networks, spared and proofread: strips are squeezed and reread at full width where a character is in
/// doubt; boxes to tick, vertical labels and what the recogniser is known to get wrong are put right. The words of the
/// *.txt files of `wordsFolder` (empty: none) decide between characters that are possible in one place.
/// Throws Error{DependencyMissing} when the runtime is not built in or the weights are not installed,
/// Error{Unreadable} for a list of words that cannot be read.
[[nodiscard]] std::unique_ptr<TextReader> openHybridReader(const std::filesystem::path& wordsFolder);

}  // namespace daiban::text::hybrid
