#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <span>
#include <vector>

#include "base/Geometry.h"
#include "codes/Pyramid.h"

namespace daiban::codes {

/// A finder pattern with the directions of its code: where its edges lie tells how the code is turned and tilted.
struct FinderFrame {
    cv::Point2d centre;       ///< pixels
    cv::Point2d right;        ///< one module along its edges, pixels; which of the four ways is not known
    cv::Point2d down;         ///< clockwise from `right`
    double error = 0;         ///< of its edges, in modules
    double match = 0;         ///< correlation of what is seen with the pattern, up to 1
    bool isInverted = false;  ///< light on dark
    [[nodiscard]] double module() const;
    /// In modules from its centre.
    [[nodiscard]] cv::Point2d local(cv::Point2d pixel) const;
    /// Turned by quarters so that `right` points as nearly as may be along `direction`.
    [[nodiscard]] FinderFrame facing(cv::Point2d direction) const;
};

struct FinderSearch {
    std::size_t firstLevel = 0;  ///< of the pyramid; lower ones are left out
    bool alsoInverted = false;
    std::span<const base::Quad> read = {};  ///< codes; what lies within is not looked at
};

/// Finder patterns whose rings are seen whole or nearly so, at any size from 1.5 pixels a module: runs of 1:1:3:1:1
/// across and down on a picture in black and white at every level, then the edges along 32 rays.
[[nodiscard]] std::vector<FinderFrame> findFinderFrames(Pyramid& pyramid, const FinderSearch& search);

}  // namespace daiban::codes
