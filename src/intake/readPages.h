#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/Error.h"
#include "intake/ReadingPlace.h"
#include "page/PageFile.h"

namespace daiban::intake {

/// A page that waits to be read. Whoever reads it opens it too, so that opening runs in parallel.
struct PageInput {
    std::string source;  ///< as the caller names it
    int number = 1;
    std::string inputHash = {};             ///< SHA-256 (hex) of the bytes
    std::vector<DrawnDocument> drawn = {};  ///< by a person; empty: the documents are found
    /// Throws Error; empty when the input could not even be opened.
    std::function<std::shared_ptr<const page::PageBytes>()> bytes;
    base::Sentence failure;  ///< why it could not
    base::ErrorKind failureKind = base::ErrorKind::Other;
};

/// What came of one page: a reading, or why there is none.
struct PageOutcome {
    std::string source;
    int number = 1;
    base::Sentence failure;  ///< one sentence; empty when it was read
    base::ErrorKind failureKind = base::ErrorKind::Other;
    PageReading reading;

    [[nodiscard]] bool failed() const { return !failure.empty(); }
};

struct ReadPagesOptions {
    page::DecodeLimits limits;
    int threads = 0;  ///< 0: one a core
    /// Told what a first look says of a page while it is read in full; costs each page that look. Pages come in any
    /// order, and again when a worker failed; read in workers, their documents have no pixels yet.
    OnFirstLook onFirstLook{};
    std::vector<std::string> expectedTypes{};  ///< those the case's item asks for; empty: any may come
};

/// Reads the pages `next` gives until it gives none, several at once in bounded memory (as many pages as threads and
/// one), and hands them over in order. Of `onPage` and `onFirstLook` one is called at a time, `next` by one thread at a
/// time.
void readPages(const std::function<std::optional<PageInput>()>& next, const ReadingPlace& place,
               const ReadPagesOptions& options, const std::function<void(PageOutcome)>& onPage);

/// Every page of every file. An input that cannot be opened is one outcome with its sentence; the others are still
/// read.
void readFiles(const std::vector<std::filesystem::path>& files, const ReadingPlace& place,
               const ReadPagesOptions& options, const std::function<void(PageOutcome)>& onPage);

}  // namespace daiban::intake
