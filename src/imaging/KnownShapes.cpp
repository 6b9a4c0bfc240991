#include "imaging/KnownShapes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace daiban::imaging {

namespace {

/// Everything with sides as 1 to the root of 2 (A and B sheets, ID-2 cards, ID-3 booklets within half a per cent)
/// is taken for the one by far most often photographed at a counter.
constexpr std::array<KnownShape, 2> byRatio{cardShape, KnownShape{"A4", 297, 210}};
/// The aspect worked out from a photo's perspective is right to about 3 per cent.
constexpr double ratioTolerance = 0.035;
/// A card measured on a scan, copying included (machines enlarge or reduce by up to 3 per cent).
constexpr double sizeTolerance = 0.05;

bool near(double value, double wanted, double tolerance) {
    return std::abs(value / wanted - 1) < tolerance;
}

}  // namespace

std::optional<KnownShape> shapeByRatio(double width, double height) {
    const double longer = std::max(width, height), shorter = std::min(width, height);
    if (shorter <= 0) return std::nullopt;
    for (const KnownShape& shape : byRatio)
        if (near(longer / shorter, shape.longer / shape.shorter, ratioTolerance)) return shape;
    return std::nullopt;
}

bool isCardSize(double widthMm, double heightMm) {
    return near(std::max(widthMm, heightMm), cardShape.longer, sizeTolerance) &&
           near(std::min(widthMm, heightMm), cardShape.shorter, sizeTolerance);
}

}  // namespace daiban::imaging
