#pragma once

#include "imaging/SmallPage.h"

namespace daiban::imaging {

/// Share of the document that is ink: darker than the paper around it by more than show-through is (brighter on dark
/// ground). Specks and what lies at the document's very edge are not counted; counting stops when there is plenty.
[[nodiscard]] double inkShare(const SmallPage& small, const DocumentView& view);
/// Nothing but paper.
[[nodiscard]] bool isBlank(const SmallPage& small, const DocumentView& view);

}  // namespace daiban::imaging
