#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/Clock.h"

namespace daiban::store {

/// Told how many blobs are done; false: it is to end.
using BackupMoved = std::function<bool(std::int64_t blobs)>;

/// What daiban-backup.json in a backup says; it is written last, so that a backup that has it is whole.
struct Backup {
    std::string folderId;   ///< of the data folder it is of
    base::Instant takenAt;  ///< every change acknowledged before is in it
    std::string auditHead;  ///< hash of the last audit entry in it
    std::int64_t blobs = 0;
    std::int64_t newBlobs = 0;  ///< of those, copied by this call
    std::int64_t bytes = 0;     ///< all it holds; 0: made by a daiban that did not say
};

/// Makes a data folder of a backup where there is none; every hash is checked before it has its name, and the whole is
/// verified. The backup stays as it is. Throws Error{BadArguments} when something is there already, Error{NotFound}
/// when `backup` is none, Error{StorageFailed} when it is damaged (and says what) or the disk fails: then nothing is
/// left.
Backup restore(const std::filesystem::path& backup, const std::filesystem::path& dataFolder);

/// What the folder's backup says of itself; empty: it is none, or none that was finished. Throws Error{StorageFailed}
/// when it is damaged.
[[nodiscard]] std::optional<Backup> backupIn(const std::filesystem::path& folder);

/// Holds every file of a backup against its hash. Throws as restore does, Error{CheckFailed} when `moved` ended it.
Backup verifyBackup(const std::filesystem::path& backup, const BackupMoved& moved = {});

}  // namespace daiban::store
