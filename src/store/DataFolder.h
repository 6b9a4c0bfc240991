#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "base/Clock.h"
#include "base/Random.h"

namespace daiban::store {

/// What to do when there is no data folder, or nothing in it.
enum class Missing {
    Create,  ///< a first run makes it
    Refuse,  ///< whoever asks for data that is not there mistyped its place
};

/// What daiban.json in the folder says. The file is written last, when all the rest is there: a folder that has it has
/// a database.
struct DataFolder {
    static constexpr int newestFormat = 1;
    std::string id;  ///< a UUID, for ever
    int format = newestFormat;
};

/// What is where a data folder should be.
enum class FolderState {
    Nothing,     ///< no folder, or no data in it
    Unfinished,  ///< a database without daiban.json: of an older daiban, or one that was killed while it made the
                 ///< folder
    Complete,
};

/// Throws Error{StorageFailed} when a part of the data is gone (blobs or daiban.json without their database, blobs gone
/// beside daiban.json), or a newer daiban wrote it; Error{NotFound} when there is nothing and `missing` refuses.
[[nodiscard]] FolderState stateOf(const std::filesystem::path& folder, Missing missing);
/// Whether it can only be read: a backup on a disk that is mounted so, a copy without the right to write.
[[nodiscard]] bool isReadOnly(const std::filesystem::path& folder);
/// Makes the folder, readable by its owner only, when it is missing. Throws Error{StorageFailed}.
void makeDataFolder(const std::filesystem::path& folder);
/// Throws Error{StorageFailed}.
[[nodiscard]] DataFolder readDataFolder(const std::filesystem::path& folder);
void writeDataFolder(const std::filesystem::path& folder, const DataFolder& known);

/// Held while a store opens: SQLite lets only one at a time switch a database to write-ahead logging or build it.
class OpeningLock {
  public:
    OpeningLock(const std::filesystem::path& folder, std::chrono::milliseconds patience);
    ~OpeningLock();
    OpeningLock(const OpeningLock&) = delete;
    OpeningLock& operator=(const OpeningLock&) = delete;

  private:
    int file_;
};

}  // namespace daiban::store
