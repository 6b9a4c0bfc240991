#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/Sentence.h"

namespace daiban::documents {

/// Writes a file whole or not at all, readable by its owner only: to a temporary name, fsync, rename, fsync of the
/// folder. Throws Error{StorageFailed} with a sentence that begins with `what`.
void writePrivateFile(const std::filesystem::path& file, std::string_view bytes, const base::Sentence& what);

}  // namespace daiban::documents
