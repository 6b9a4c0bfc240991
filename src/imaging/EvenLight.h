#pragma once

#include <opencv2/core.hpp>

namespace daiban::imaging {

struct LightOptions {
    double white = 240;     ///< gray level that neutral paper lit worse is brought to
    double mostGain = 3.5;  ///< the darkest shadow is lightened no more than this
};

/// Takes shadows and uneven light off a document that was made flat: 8-bit BGR or gray, same size and type out.
///
/// Paper comes out even, near-white where it is neutral or pale; its tint is evened but not taken out, and coloured
/// paper keeps its colour. All is done by a smooth gain of at least 1, so no stroke loses contrast to the paper around
/// it, and what lies under the same light (seals, photos) keeps hue and saturation; highlights are compressed, not cut.
/// The light is read off the paper alone: regions with a sharp border or another colour (photos, printed boxes) are
/// left out and bridged.
///
/// A document that is evenly lit, or on which no paper of one colour fills at least half (photos, patterned cards),
/// is returned as it is: the very same pixels, not a copy.
[[nodiscard]] cv::Mat evenLight(const cv::Mat& flat, const LightOptions& options = {});

}  // namespace daiban::imaging
