#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/Clock.h"

namespace daiban::store {

/// What daiban-backup.json in a backup says; it is written last, so that a backup that has it is whole.
struct Backup {
    std::string folderId;   ///< of the data folder it is of
    base::Instant takenAt;  ///< every change acknowledged before is in it
    std::string auditHead;  ///< hash of the last audit entry in it
    std::int64_t blobs = 0;
    std::int64_t newBlobs = 0;  ///< of those, copied by this call
};

/// Makes a data folder of a backup where there is none; every hash is checked before it has its name, and the whole is
/// verified. The backup stays as it is. Throws Error{BadArguments} when something is there already, Error{NotFound}
/// when `backup` is none, Error{StorageFailed} when it is damaged (and says what) or the disk fails: then nothing is
/// left.
Backup restore(const std::filesystem::path& backup, const std::filesystem::path& dataFolder);

}  // namespace daiban::store
