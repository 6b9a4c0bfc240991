#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "documents/Understand.h"

namespace daiban::bench {

/// A document as `daiban read --json` printed it, with what it is by the truth beside its picture.
struct StoredDocument {
    std::string image;   ///< file name without the folder
    std::string truth;   ///< type by the truth, "unknown" for papers of none
    std::string answer;  ///< type as it was printed then
    page::CleanPage clean;
    text::PageText text;
    std::vector<codes::Code> codes;

    [[nodiscard]] documents::Evidence evidence() const { return {clean, text, codes}; }
};

/// The documents of a file of readings, one page a line; truth is looked for in `truthFolder`/<image>.json, and the
/// document whose middle is nearest counts. Places are brought from the picture's pixels to the document's. Pixels are
/// those of the picture where there is no text (a portrait is told by them), else an empty sheet of the same size.
[[nodiscard]] std::vector<StoredDocument> readStored(const std::filesystem::path& readings,
                                                     const std::filesystem::path& truthFolder);

/// A picture as store_readings kept it; the documents' truth is empty.
struct StoredPage {
    std::string image;
    std::string folder;
    int rotation = 0;
    std::vector<StoredDocument> documents;
};
[[nodiscard]] std::vector<StoredPage> readStoredPages(const std::filesystem::path& stored);

}  // namespace daiban::bench
