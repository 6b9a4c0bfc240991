#pragma once

#include <optional>
#include <vector>

#include "imaging/SmallPage.h"

namespace daiban::imaging {

/// Burnt-out spots that are brighter than the document's paper and fade into it: a lamp or flash mirrored by film or
/// glossy paper. Rectangles of the small page. Paper that is burnt out all over has none.
[[nodiscard]] std::vector<cv::Rect> glareSpots(const SmallPage& small, const DocumentView& view);
/// A part of the document so dark beside the rest that its print suffers.
[[nodiscard]] std::optional<cv::Rect> deepShadow(const SmallPage& small, const DocumentView& view);
[[nodiscard]] bool isTooDark(const SmallPage& small, const DocumentView& view);
/// Print that is almost as bright as its paper.
[[nodiscard]] bool isTooBright(const DocumentView& view);
/// The light falls as evenly as only a scanner's (or a program's) does.
[[nodiscard]] bool isEvenlyLit(const SmallPage& small);

}  // namespace daiban::imaging
