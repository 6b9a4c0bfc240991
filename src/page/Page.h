#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "base/Confidence.h"
#include "base/Geometry.h"

namespace daiban::page {

/// Where a page came from. Kept with everything derived from it.
struct Provenance {
    std::string source;     ///< file name as given, or the scanner's name
    int number = 1;         ///< page of that source, from 1
    std::string inputHash;  ///< SHA-256 (hex) of the file or image bytes as they came; empty if unknown
};

/// A page as it came in, upright or not.
struct Page {
    cv::Mat pixels;  ///< 8-bit, BGR (CV_8UC3) or gray (CV_8UC1); EXIF orientation already applied
    double dpi = 0;  ///< 0: unknown
    Provenance provenance;

    [[nodiscard]] int width() const { return pixels.cols; }
    [[nodiscard]] int height() const { return pixels.rows; }
};

/// One document cut out of a page: flat, deskewed, upright.
struct CleanPage {
    cv::Mat pixels;          ///< 8-bit BGR or gray
    double dpi = 0;          ///< of `pixels`; estimated from the shape when the page's own is unknown; 0: unknown
    base::Quad quad{};       ///< corners in the page's pixels, clockwise from the document's own top-left
    double skewDegrees = 0;  ///< tilt of the document on the page within (-45, 45], clockwise positive
    base::Turn turn = base::Turn::None;  ///< clockwise turn that made it upright
    base::Confidence found;              ///< that there is a document with these corners
    base::Confidence upright;            ///< that it is upright
    bool edgesVisible = true;            ///< false: the corners are those of the content, no edge was seen

    /// Where a point of `pixels` lies on the page (projective, through the quad).
    [[nodiscard]] base::Point toPage(base::Point point) const;
    [[nodiscard]] base::Quad toPage(const base::Quad& quadOnDocument) const;
    /// The document's size in millimetres; {0, 0} when the dpi is unknown.
    [[nodiscard]] base::Point sizeInMillimetres() const;
};

}  // namespace daiban::page
