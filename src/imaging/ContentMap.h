#pragma once

#include <vector>

#include "imaging/EdgeMap.h"
#include "imaging/QuadSearch.h"

namespace daiban::imaging {

/// Where on a page there is something to see, in coarse cells.
class ContentMap {
  public:
    /// `pixel`: size of an edge map's pixel in page pixels.
    ContentMap(const EdgeMap& edges, double pixel);

    /// Share of all that is on the page that lies inside a quad (page pixels), 0 to 1.
    [[nodiscard]] double shareInside(const Corners& quad) const;
    /// The same for several quads that do not overlap.
    [[nodiscard]] double shareInside(const std::vector<Corners>& quads) const;

  private:
    cv::Mat1f cells_;  ///< share of all edges
    double cell_;      ///< page pixels
};

}  // namespace daiban::imaging
