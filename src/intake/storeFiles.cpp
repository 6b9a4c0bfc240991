#include "intake/storeFiles.h"

#include <fmt/format.h>

#include "base/Crypto.h"

namespace daiban::intake {

base::PageId pageIdOf(const base::BatchId& batch, std::size_t fileIndex, int number) {
    const std::string hash = base::sha256Hex(fmt::format("{}/{}/{}", batch.text(), fileIndex, number));
    // 8-4-4-4-12: the batch's time, then version 7, then the hash with the variant bits of RFC 9562.
    const char variant = "89ab"[static_cast<unsigned char>(hash[3]) % 4];
    return base::PageId{fmt::format("{}7{}-{}{}-{}", batch.text().substr(0, 14), hash.substr(0, 3), variant,
                                    hash.substr(4, 3), hash.substr(7, 12))};
}

namespace {

StoredFile storeFile(store::Store& store, const std::filesystem::path& path, std::size_t index,
                     const StoreFilesOptions& options) {
    StoredFile stored{.source = path.string(), .pages = {}, .added = {}, .failure = {}};
    try {
        const page::PageFile file = page::PageFile::open(path, options.limits);
        std::vector<store::NewPage> pages;
        for (int number = 1; number <= file.pageCount(); ++number) {
            stored.pages.push_back(pageIdOf(options.batch, index, number));
            pages.push_back({.id = stored.pages.back(),
                             .batch = options.batch,
                             .mediaType = file.mediaType(),
                             .sourceName = path.filename().string(),
                             .number = number,
                             .senderTime = base::timeOfUuidV7(options.batch.text()),
                             .actor = options.actor});
        }
        stored.added = store.addPages(pages, file.bytes());
        if (options.alsoKeep) options.alsoKeep(stored.pages);
    } catch (const base::Error& error) {
        // A full disk or a locked database concerns every file that follows: no use in going on.
        if (error.kind() == base::ErrorKind::StorageFailed) throw;
        stored.failure = error.what();
        stored.failureKind = error.kind();
    }
    return stored;
}

}  // namespace

void storeFiles(store::Store& store, const std::vector<std::filesystem::path>& files, const StoreFilesOptions& options,
                const std::function<void(const StoredFile&)>& onFile) {
    for (std::size_t index = 0; index < files.size(); ++index) onFile(storeFile(store, files[index], index, options));
}

}  // namespace daiban::intake
