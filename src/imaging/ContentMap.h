#pragma once

#include <vector>

#include "imaging/EdgeMap.h"
#include "imaging/QuadSearch.h"
#include "imaging/StraightLines.h"

namespace daiban::imaging {

/// Where on a page there is something to see, in coarse cells.
class ContentMap {
  public:
    /// `pixel`: size of an edge map's pixel in page pixels. What runs on to the image's border along one of the `lines`
    /// is no content: joints of a floor, a desk's edge.
    ContentMap(const EdgeMap& edges, const std::vector<StraightLine>& lines, double pixel);

    /// Share of all that is on the page that lies inside a quad (page pixels), 0 to 1.
    [[nodiscard]] double shareInside(const Corners& quad) const;
    /// The same with all of the quad's own outline, of which otherwise about half lies outside.
    [[nodiscard]] double shareWithOutline(const Corners& quad) const;
    /// shareInside of several quads that do not overlap.
    [[nodiscard]] double shareInside(const std::vector<Corners>& quads) const;

  private:
    cv::Mat1f cells_;  ///< share of all edges
    double cell_;      ///< page pixels
};

}  // namespace daiban::imaging
