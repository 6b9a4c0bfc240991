#pragma once

#include <string>

#include "printing/pdf/SearchablePdf.h"

namespace daiban::printing {

/// "D:20261122093000+08'00'": ISO 32000-1, 7.9.4, China's time.
[[nodiscard]] std::string pdfTime(base::Instant instant);

/// What the file says of itself as XMP (ISO 16684-1), the same as its information dictionary says, and that it is
/// PDF/A-2b. `documentId` is a UUID, `producer` what wrote the file.
[[nodiscard]] std::string xmpPacket(const PdfMetadata& metadata, const std::string& producer,
                                    const std::string& documentId);

}  // namespace daiban::printing
