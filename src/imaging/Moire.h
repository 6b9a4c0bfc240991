#pragma once

#include "imaging/SmallPage.h"

namespace daiban::imaging {

/// A screen was photographed: its empty parts carry the same fine regular pattern everywhere, which shows as isolated
/// peaks in the spectrum of small windows. Windows with the least print are looked at, because lines of text and
/// characters in columns are regular too; what is printed on the paper (guilloche, halftone, ruled lines) is regular in
/// some windows only, or along one direction with many harmonics.
[[nodiscard]] bool hasMoire(const page::Page& page, const SmallPage& small, const DocumentView& view);

}  // namespace daiban::imaging
