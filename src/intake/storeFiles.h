#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/Error.h"
#include "intake/ReadingPlace.h"
#include "store/Store.h"

namespace daiban::intake {

struct StoreFilesOptions {
    base::BatchId batch;  ///< made by the sender, whose time is in it; the same batch and files again change nothing
    staff::Actor actor;
    page::DecodeLimits limits;
    PageWorkers* workers = nullptr;  ///< who looks into the files; null: this process
    /// Called inside the keeping of each file, before it is acknowledged: what else must be durable with the pages.
    std::function<void(const std::vector<base::PageId>&)> alsoKeep;
    std::vector<std::string> names{};  ///< of each file, for people; empty: the files' own
    /// Of one file, what it is known by in its batch, whatever its place in a call; empty: its place.
    std::string key{};
};

/// What became of one input. `pages` are acknowledged: they are on the disk.
struct StoredFile {
    std::string source;
    std::vector<base::PageId> pages;
    std::vector<store::Added> added;
    base::Sentence failure;  ///< why it was refused; nothing of it was stored
    base::ErrorKind failureKind = base::ErrorKind::Other;

    [[nodiscard]] bool failed() const { return !failure.empty(); }
};

/// The id of a page of a batch: a UUIDv7 with the batch's time, the rest from batch, place of the file in the batch
/// and number of the page, so that sending the batch again sends the same ids.
[[nodiscard]] base::PageId pageIdOf(const base::BatchId& batch, std::size_t fileIndex, int number);
/// The same for a file with a key of its own (StoreFilesOptions).
[[nodiscard]] base::PageId pageIdOf(const base::BatchId& batch, const std::string& key, int number);

/// Keeps the bytes of every file and a row for each of its pages, one file after the other, and hands each result
/// over as soon as it is durable. Pages are not read here.
void storeFiles(store::Store& store, const std::vector<std::filesystem::path>& files, const StoreFilesOptions& options,
                const std::function<void(const StoredFile&)>& onFile);

}  // namespace daiban::intake
