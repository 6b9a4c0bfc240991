#pragma once

#include <cstdint>
#include <filesystem>

namespace daiban::samples {

/// Writes the bundled set: `folder`/pages with every type clean and scanned, `folder`/first-run with the batch
/// of a story. Throws std::runtime_error where a file cannot be written.
void writeSampleSet(const std::filesystem::path& folder, std::uint32_t seed);

}  // namespace daiban::samples
