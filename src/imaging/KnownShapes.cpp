#include "imaging/KnownShapes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace daiban::imaging {

namespace {

/// Everything with sides as 1 to the root of 2 (A and B sheets, ID-2 cards, ID-3 booklets within half a per cent)
/// is taken for the one by far most often photographed at a counter.
constexpr std::array<KnownShape, 2> byRatio{cardShape, KnownShape{"A4", 297, 210}};
/// ISO 216 and ISO/IEC 7810; B5 as sheets in China and Japan are cut (JIS P 0138) and of ISO; 16K of GB/T 788.
constexpr std::array<KnownShape, 11> bySize{cardShape,
                                            KnownShape{"ID-2", 105, 74},
                                            KnownShape{"ID-3", 125, 88},
                                            KnownShape{"A6", 148, 105},
                                            KnownShape{"ID-3 opened", 176, 125},
                                            KnownShape{"A5", 210, 148},
                                            KnownShape{"ISO B5", 250, 176},
                                            KnownShape{"B5", 257, 182},
                                            KnownShape{"16K", 260, 185},
                                            KnownShape{"A4", 297, 210},
                                            KnownShape{"A3", 420, 297}};
/// The aspect worked out from a photo's perspective is right to about 3 per cent.
constexpr double ratioTolerance = 0.035;
/// A card measured on a scan, copying included (machines enlarge or reduce by up to 3 per cent).
constexpr double sizeTolerance = 0.05;
/// Sheets are cut to 2 mm and found to about as much; neighbouring sizes differ by 1.2 per cent (B5 and 16K) and more.
constexpr double sheetTolerance = 0.03;

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

std::optional<KnownShape> shapeBySize(double widthMm, double heightMm) {
    const double longer = std::max(widthMm, heightMm), shorter = std::min(widthMm, heightMm);
    if (isCardSize(widthMm, heightMm)) return cardShape;
    std::optional<KnownShape> nearest;
    double least = 1;
    for (const KnownShape& shape : bySize) {
        if (!near(longer, shape.longer, sheetTolerance) || !near(shorter, shape.shorter, sheetTolerance)) continue;
        const double off = std::abs(longer / shape.longer - 1) + std::abs(shorter / shape.shorter - 1);
        if (off < least) least = off, nearest = shape;
    }
    return nearest;
}

bool isCardSize(double widthMm, double heightMm) {
    return near(std::max(widthMm, heightMm), cardShape.longer, sizeTolerance) &&
           near(std::min(widthMm, heightMm), cardShape.shorter, sizeTolerance);
}

}  // namespace daiban::imaging
