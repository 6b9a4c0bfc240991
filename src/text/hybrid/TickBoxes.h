#pragma once

#include <vector>

#include "text/ppocr/Recogniser.h"
#include "text/ppocr/Strip.h"

namespace daiban::text::hybrid {

/// A printed box to tick (□, ☑) on a strip.
struct TickBox {
    double left = 0;  ///< pixels of the strip
    double right = 0;
    bool ticked = false;
};

/// Squares with four straight sides on a strip; from left to right.
/// 口, 国 and the like are among them: only what was read there tells.
[[nodiscard]] std::vector<TickBox> squaresOn(const ppocr::Strip& strip);

/// The characters of a strip with □ and ☑ where boxes to tick stand, which the recogniser, that knows neither, read as
/// 口, 日 or nothing. A 口 that makes a word with its neighbour (户口, 口径) stays.
[[nodiscard]] std::vector<ppocr::ReadCharacter> withTickBoxes(std::vector<ppocr::ReadCharacter> characters,
                                                              const ppocr::Strip& strip);

}  // namespace daiban::text::hybrid
