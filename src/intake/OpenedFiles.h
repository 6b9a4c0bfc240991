#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "page/PageFile.h"

namespace daiban::intake {

/// What a file is, told by whoever may look into it.
struct FileFacts {
    int pages = 0;
    std::string mediaType;  ///< "image/jpeg", ...
    std::string sha256;     ///< of its bytes, hex
};
[[nodiscard]] FileFacts factsOf(const page::PageFile& file);

/// Opens files as pages and keeps the last one, so that a file of many pages is not opened for each of them. Safe from
/// several threads at once.
class OpenedFiles {
  public:
    /// `sha256` is what the bytes were when they were first looked at; empty: nobody looked yet.
    /// Throws as PageFile::from, and Error{Unreadable} when they are others now.
    [[nodiscard]] page::PageFile open(const page::PageBytes& bytes, const std::string& sha256,
                                      const page::DecodeLimits& limits);

  private:
    std::mutex mutex_;
    std::string lastHash_;
    std::optional<page::PageFile> last_;
};

}  // namespace daiban::intake
