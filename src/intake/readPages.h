#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/Error.h"
#include "intake/readPage.h"
#include "page/PageFile.h"

namespace daiban::intake {

/// A page that waits to be read: decoded by the worker that takes it, so that decoding runs in parallel too.
struct PageInput {
    std::string source;  ///< as the caller names it
    int number = 1;
    std::string inputHash = {};             ///< SHA-256 (hex) of the bytes; empty: worked out when they are at hand
    std::vector<DrawnDocument> drawn = {};  ///< by a person; empty: the documents are found
    std::function<page::Page()> decode;     ///< throws Error; empty when the input could not even be opened
    std::string failure;                    ///< why it could not
    base::ErrorKind failureKind = base::ErrorKind::Other;
};

/// What came of one page: a reading, or why there is none.
struct PageOutcome {
    std::string source;
    int number = 1;
    std::string failure;  ///< one sentence; empty when it was read
    base::ErrorKind failureKind = base::ErrorKind::Other;
    PageReading reading;

    [[nodiscard]] bool failed() const { return !failure.empty(); }
};

struct ReadPagesOptions {
    page::DecodeLimits limits;
    int threads = 0;  ///< 0: one a core
};

/// Reads the pages `next` gives until it gives none, several at once in bounded memory (as many pages as threads and
/// one), and hands them over in order. `next` and `onPage` are never called by two threads at once.
void readPages(const std::function<std::optional<PageInput>()>& next, const ReadingTools& tools,
               const ReadPagesOptions& options, const std::function<void(PageOutcome)>& onPage);

/// Every page of every file. An input that cannot be opened is one outcome with its sentence; the others are still
/// read.
void readFiles(const std::vector<std::filesystem::path>& files, const ReadingTools& tools,
               const ReadPagesOptions& options, const std::function<void(PageOutcome)>& onPage);

}  // namespace daiban::intake
