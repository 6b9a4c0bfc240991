#include "desk/Pictures.h"

#include "base/Error.h"
#include "intake/storeFiles.h"

namespace daiban::desk {

std::vector<base::PageId> keepPagesOf(const Parts& parts, const staff::Actor& actor, const base::EventId& event,
                                      std::string_view role, const std::filesystem::path& file) {
    std::vector<base::PageId> pages;
    const base::BatchId batch{base::derivedUuid(event.text(), role)};
    intake::storeFiles(parts.store, {file},
                       {.batch = batch, .actor = actor, .limits = {}, .workers = parts.fileWorkers(), .alsoKeep = {}},
                       [&](const intake::StoredFile& stored) {
                           if (stored.failed()) throw base::Error(stored.failureKind, stored.failure);
                           pages = stored.pages;
                       });
    return pages;
}

}  // namespace daiban::desk
