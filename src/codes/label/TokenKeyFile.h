#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/Crypto.h"

namespace daiban::codes {

/// What label-keys.json holds: {"version":1,"signing":"1","keys":{"0":"<64 hex
/// digits>",...},"withdrawn":{"0":"2026-11-30"}}
struct TokenKeyFile {
    char signing = '0';
    std::map<char, base::SecretKey> keys;
    std::map<char, std::string> withdrawn{};  ///< key id -> the day since which its labels are refused
};

/// Empty when there is no file. Tightens a file others could read to mode 600. Throws Error{StorageFailed}.
[[nodiscard]] std::optional<TokenKeyFile> readTokenKeyFile(const std::filesystem::path& file);
/// Durable when it returns: temporary file (mode 600), fsync, rename, fsync of the folder. Throws Error{StorageFailed}.
void writeTokenKeyFile(const std::filesystem::path& file, const TokenKeyFile& content);

/// Only one process at a time holds it; given back at the end of the scope or of the process.
class FolderLock {
  public:
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    int descriptor_;
};

}  // namespace daiban::codes
