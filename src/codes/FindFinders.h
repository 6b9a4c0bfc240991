#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace daiban::codes {

/// A finder pattern of a QR code, seen with whatever certainty.
struct Finder {
    cv::Point2d centre;
    double module = 0;  ///< pixels, within a tenth or so
    double score = 0;   ///< correlation with the pattern, up to 1
};

/// Three of them, as they stand in a code.
struct FinderTriple {
    Finder topLeft;
    Finder topRight;
    Finder bottomLeft;
    double score = 0;
};

enum class FinderDetail { Coarse, Fine };

/// Finder patterns that are too blurred or soiled for runs of 1:1:3:1:1: peaks of the correlation with the pattern
/// averaged over all turns, at modules from `largest` down to `smallest` pixels; best first. `gray` is CV_8UC1. A code
/// printed white on black is not found. Small modules cost most.
/// `Coarse`: on half as many pixels a module, a quarter of the time; enough to tell whether there is a code at all.
[[nodiscard]] std::vector<Finder> findFinders(const cv::Mat& gray, double smallest, double largest,
                                              FinderDetail detail = FinderDetail::Fine);

/// Those of them that can belong to one code whose finder patterns are `distance` modules apart, best first.
[[nodiscard]] std::vector<FinderTriple> triplesOf(const std::vector<Finder>& finders, double distance);

}  // namespace daiban::codes
