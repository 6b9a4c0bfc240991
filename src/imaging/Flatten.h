#pragma once

#include "imaging/FindDocuments.h"

namespace daiban::imaging {

struct FlattenOptions {
    double targetDpi = 300;  ///< for documents of a known size on a page of unknown dpi (photos)
};

/// The document cut out and made flat (perspective taken out) and straight; not yet turned upright. Keeps the
/// page's dpi; when that is unknown, it is estimated where the shape is that of ID-1, ID-2/booklet or an A/B sheet.
[[nodiscard]] page::CleanPage flatten(const page::Page& page, const FoundDocument& document,
                                      const FlattenOptions& options = {});

/// Turns the cleaned document clockwise; quad, turn and skew follow.
[[nodiscard]] page::CleanPage turnedBy(page::CleanPage clean, base::Turn turn, base::Confidence upright);

/// Skew of the text and rules inside an image in degrees, clockwise positive, within ±18.5.
struct Skew {
    double degrees = 0;
    base::Confidence confidence;
};
[[nodiscard]] Skew measureSkew(const cv::Mat& pixels);

}  // namespace daiban::imaging
