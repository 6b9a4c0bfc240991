#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "base/Geometry.h"
#include "imaging/FindDocuments.h"
#include "page/Page.h"

namespace daiban::imaging {

/// A page shrunk once for everything that is judged from afar.
struct SmallPage {
    cv::Mat colour;    ///< CV_8UC3; empty when the page is gray
    cv::Mat gray;      ///< CV_8UC1
    double scale = 1;  ///< its pixels per pixel of the page, at most 1
};
[[nodiscard]] SmallPage shrunk(const page::Page& page, int longerSide);

/// How many pixels have each gray level.
struct Levels {
    std::array<int, 256> count{};
    int all = 0;
};
[[nodiscard]] Levels levelsOf(const cv::Mat& gray, const cv::Mat& mask);
/// Gray level that `share` of the pixels do not exceed; 0 when there are none.
[[nodiscard]] int percentile(const Levels& levels, double share);
[[nodiscard]] int percentile(const cv::Mat& gray, const cv::Mat& mask, double share);

/// Of a document's shorter side: what lies nearer its edge is not judged for light.
inline constexpr double innerBy = 0.02;

/// A document on a small page. Masks are 255 inside, as large as `box`; all coordinates are the small page's.
struct DocumentView {
    FoundDocument document;
    base::Quad quad;
    cv::Rect box;        ///< around the quad, inside the small page
    cv::Mat mask;        ///< the quad
    cv::Mat inner;       ///< the quad without its rim, which may be the desk's
    cv::Mat depth;       ///< CV_32F: pixels from inside to the nearest edge of quad or picture, at most 0 outside
    Levels levels;       ///< of the inner part
    double shorter = 0;  ///< the quad's shorter side
    double area = 0;     ///< pixels of the mask
};
[[nodiscard]] std::vector<DocumentView> viewsOf(const SmallPage& small, const std::vector<FoundDocument>& documents);

/// A rectangle of the small page in pixels of the page.
[[nodiscard]] base::Quad onPage(const cv::Rect& rectangle, const SmallPage& small);

}  // namespace daiban::imaging
