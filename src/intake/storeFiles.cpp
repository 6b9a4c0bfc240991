#include "intake/storeFiles.h"

#include <fmt/format.h>

#include "base/Id.h"

namespace daiban::intake {

base::PageId pageIdOf(const base::BatchId& batch, std::size_t fileIndex, int number) {
    return base::PageId{base::derivedUuid(batch.text(), fmt::format("{}/{}", fileIndex, number))};
}

base::PageId pageIdOf(const base::BatchId& batch, const std::string& key, int number) {
    return base::PageId{base::derivedUuid(batch.text(), fmt::format("key {}/{}", key, number))};
}

namespace {

StoredFile storeFile(store::Store& store, const std::filesystem::path& path, std::size_t index,
                     const StoreFilesOptions& options) {
    const std::string name = index < options.names.size() ? options.names[index] : path.filename().string();
    StoredFile stored{.source = path.string(), .pages = {}, .added = {}, .failure = {}};
    try {
        const auto bytes =
            page::PageBytes::open(path, index < options.names.size() ? name : path.string(), options.limits);
        const FileFacts facts = lookAt(bytes, options.limits, options.workers);
        std::vector<store::NewPage> pages;
        for (int number = 1; number <= facts.pages; ++number) {
            stored.pages.push_back(options.key.empty() ? pageIdOf(options.batch, index, number)
                                                       : pageIdOf(options.batch, options.key, number));
            pages.push_back({.id = stored.pages.back(),
                             .batch = options.batch,
                             .mediaType = facts.mediaType,
                             .sourceName = name,
                             .number = number,
                             .senderTime = base::timeOfUuidV7(options.batch.text()),
                             .actor = options.actor});
        }
        stored.added = store.addPages(pages, bytes.read(options.limits));
        if (options.alsoKeep) options.alsoKeep(stored.pages);
    } catch (const base::Error& error) {
        // A full disk or a locked database concerns every file that follows: no use in going on.
        if (error.kind() == base::ErrorKind::StorageFailed) throw;
        stored.failure = error.sentence();
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
