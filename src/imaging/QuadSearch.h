#pragma once

#include <array>
#include <optional>
#include <vector>

#include "imaging/StraightLines.h"

namespace daiban::imaging {

using Corners = std::array<cv::Point2d, 4>;  ///< clockwise, first the one nearest the top-left

/// Four lines that may be a document's edges.
struct QuadCandidate {
    Corners corners;
    double score = 0;  ///< 0 to 1: share of the outline on which an edge is seen, less what runs on beyond the corners
    double weakest = 0;            ///< share of the worst side on which an edge is seen, image sides apart
    double area = 0;               ///< square pixels
    std::array<bool, 4> curled{};  ///< side from corner i to the next joins the ends of an edge that is not straight
    double pixel = 1;              ///< size of a pixel in which it was seen
    int imageSides = 0;            ///< sides that are the image's own
    bool isFaint = false;          ///< some side is a faint line, whose place is known less well
    bool ofCardSize = false;       ///< fitted as an ID-1 card
    double paperEdges = 0;         ///< share of its sides on which the paper changes
};

struct QuadLimits {
    double smallestArea = 0;     ///< square pixels
    double leastCoverage = 0.4;  ///< of every side
    double leastScore = 0.55;
};

/// Every believable quadrilateral made of the lines, best first, near-copies left out.
[[nodiscard]] std::vector<QuadCandidate> findQuads(const std::vector<StraightLine>& lines, cv::Size image,
                                                   const QuadLimits& limits);

[[nodiscard]] double areaOf(const Corners& corners);
[[nodiscard]] double overlapOf(const Corners& a, const Corners& b);            ///< intersection over union
[[nodiscard]] double shareInside(const Corners& inner, const Corners& outer);  ///< of inner's area
/// The corners clockwise, first the one nearest the top-left.
[[nodiscard]] QuadCandidate inReadingOrder(QuadCandidate quad);

}  // namespace daiban::imaging
