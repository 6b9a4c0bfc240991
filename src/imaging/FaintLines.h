#pragma once

#include <vector>

#include "imaging/StraightLines.h"

namespace daiban::imaging {

/// Edges too faint or too broken to be followed from pixel to pixel: white paper on a white platen, a dithered fax, the
/// dotted outline a copier leaves of a card. Brightness is averaged along short cells and the change across them is
/// summed along whole lines, so that noise, which changes sign, drops out and an edge, which does not, stays.
///
/// Sought are steps, darker on one side, or thin dark lines: of print, both flanks of which are steps, text has only
/// the former.
///
/// `gray`: 8-bit, at the working size. Only lines within 8 degrees of the image's own directions are found: what lies
/// on a scanner's glass is no further off. Best first, at most `most` each way; `shortest` in pixels.
enum class Faint { Step, ThinLine };
[[nodiscard]] std::vector<StraightLine> faintLines(const cv::Mat1b& gray, Faint sought, double shortest,
                                                   std::size_t most);

}  // namespace daiban::imaging
