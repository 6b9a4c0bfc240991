#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

namespace daiban::base {

struct DurableOptions {
    /// Where the unfinished file is; on the same file system. Empty: beside the file.
    std::filesystem::path temporaryFolder;
};

/// Writes a file whole or not at all, readable by its owner only: to a temporary name, fsync, rename, fsync of the
/// folder. When it returns no error the bytes are on the disk to stay, under that name. On an error what was there
/// before is still there and nothing else is left; the caller says in its own words what could not be written.
[[nodiscard]] std::error_code writeDurably(const std::filesystem::path& file, std::string_view bytes,
                                           const DurableOptions& options = {});

/// Writes what a file holds to the disk.
[[nodiscard]] std::error_code syncFile(const std::filesystem::path& file);
/// Writes a folder's entries to the disk: what was renamed into it stays there.
[[nodiscard]] std::error_code syncFolder(const std::filesystem::path& folder);

}  // namespace daiban::base
