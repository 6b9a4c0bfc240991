#pragma once

#include <vector>

#include "imaging/QuadSearch.h"

namespace daiban::imaging {

/// Whether there is print on bare paper around these quads: then they are tables, photos, stamps or a part of a sheet
/// that fills the picture, and the sheet is the document. A desk is darker or more colourful than paper, and a
/// scanner's glass is empty. Where the paper outside is that inside, one row of characters is enough; where it differs,
/// as with photos on a form, there must be much.
///
/// `pixels`: 8-bit BGR or gray at the size the quads are given in.
[[nodiscard]] bool isPrintAround(const cv::Mat& pixels, const std::vector<Corners>& quads);

}  // namespace daiban::imaging
