#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace daiban::store {

/// Writes a folder's entries to the disk. Throws Error{StorageFailed}.
void syncFolder(const std::filesystem::path& folder);

/// Bytes kept under their own SHA-256: <root>/ab/ab12...; written whole or not at all. Several threads may use one.
class Blobs {
  public:
    /// Makes `root` when missing. Throws Error{StorageFailed}.
    explicit Blobs(std::filesystem::path root);

    /// Returns the SHA-256 (hex) when the bytes are on the disk to stay: file written and synced under a temporary
    /// name, renamed, folder synced. A file that is there already is read and, when damaged, written anew.
    [[nodiscard]] std::string put(std::string_view bytes);
    /// Throws Error{StorageFailed} when it is not there. The content is not checked.
    [[nodiscard]] std::string read(const std::string& sha256) const;
    [[nodiscard]] std::filesystem::path pathOf(const std::string& sha256) const;

    /// Deletes the file, if it is there. Throws Error{StorageFailed}.
    void remove(const std::string& sha256);

    /// Calls `found` with the name of every blob there is.
    void forEach(const std::function<void(const std::string& sha256)>& found) const;
    [[nodiscard]] std::int64_t countTemporaryFiles() const;
    /// The SHA-256 of the file as it is now, read in pieces. Throws Error{StorageFailed}.
    [[nodiscard]] std::string rehash(const std::string& sha256) const;

  private:
    [[nodiscard]] std::filesystem::path temporaryFolder() const { return root_ / "tmp"; }
    [[nodiscard]] bool holds(const std::filesystem::path& path, const std::string& sha256, std::size_t size) const;
    void makeFolderOf(const std::filesystem::path& blob);

    std::filesystem::path root_;
    std::mutex durableFoldersMutex_;
    std::set<std::string> durableFolders_;  ///< whose entry in root_ this process has synced
};

}  // namespace daiban::store
