#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "codes/qr/FinderFrame.h"

namespace daiban::codes {

/// Three finder patterns that stand as those of one code, each facing along its rows.
struct QrTriple {
    FinderFrame topLeft;
    FinderFrame topRight;
    FinderFrame bottomLeft;
    double modules = 0;     ///< between the middles of two of them
    double doubtfulness = 0;  ///< 0 when all three agree on directions and sizes
    std::size_t corner = 0;   ///< which of the frames it was made from
    std::size_t right = 0;
    std::size_t below = 0;
    int hidden = -1;          ///< which was not seen: 0 top left, 1 top right, 2 bottom left
};

/// Least doubtful first.
[[nodiscard]] std::vector<QrTriple> qrTriples(const std::vector<FinderFrame>& frames);

/// Two finder patterns that may belong to one code, with the third where it should be by the directions of the two:
/// whether that is to the one side or the other, or one of the two the corner, is not known; nor, where the two lie
/// across the code, on which side of their line the corner is. Least doubtful first.
struct QrPair {
    QrTriple triple;      ///< the third with the others' directions; its index is that of the corner
    std::size_t first = 0;   ///< the frames that were seen
    std::size_t second = 0;
    int missing = 0;      ///< 0 top left, 1 top right, 2 bottom left
};
[[nodiscard]] std::vector<QrPair> qrPairs(const std::vector<FinderFrame>& frames);

/// From modules (0, 0 the symbol's corner) to pixels, by the corners of the three patterns.
[[nodiscard]] cv::Matx33d qrPerspective(const QrTriple& triple, int version);

}  // namespace daiban::codes
