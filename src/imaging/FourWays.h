#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "base/Geometry.h"
#include "imaging/QuadSearch.h"

namespace daiban::imaging {

/// The turn that brings the picture's darkest quarter to its top left: the same picture to look at, however the page
/// lies.
[[nodiscard]] base::Turn turnOfLooking(const cv::Mat& picture);

/// The picture turned clockwise.
[[nodiscard]] cv::Mat turnedPicture(const cv::Mat& picture, base::Turn turn);

/// A size whose sides change places when turned by a quarter.
[[nodiscard]] cv::Size turnedSize(cv::Size size, base::Turn turn);

/// Where quads seen on a picture that was turned clockwise lie on the picture of size `original` before.
[[nodiscard]] std::vector<QuadCandidate> turnedBack(std::vector<QuadCandidate> quads, base::Turn turn,
                                                    cv::Size original);

/// Of quads that are one the surest; cards fitted by size stay all.
[[nodiscard]] std::vector<QuadCandidate> surestOfEach(std::vector<QuadCandidate> quads);

/// Cards fitted several times, each as the mean of its fits.
[[nodiscard]] std::vector<QuadCandidate> meanOfEach(std::vector<QuadCandidate> cards);

/// The quad as it was seen in the smallest pixels in which it was seen at all: whether a document is there says the
/// surest look, where it is the finest.
[[nodiscard]] QuadCandidate finestOf(const QuadCandidate& quad, const std::vector<QuadCandidate>& all);

}  // namespace daiban::imaging
