#pragma once

#include <optional>

namespace daiban::imaging {

/// A document size everybody knows, in millimetres, longer side first.
struct KnownShape {
    const char* name;
    double longer, shorter;
};

/// Cards of ISO/IEC 7810 ID-1: identity, bank, social security cards.
inline constexpr KnownShape cardShape{"ID-1", 85.6, 53.98};

/// The shape of a document whose sides have this ratio (either way round) and whose size nobody knows.
[[nodiscard]] std::optional<KnownShape> shapeByRatio(double width, double height);
/// The known size nearest to a document of this size in millimetres (either way round): ID-1 within 5 per cent, others
/// within 3; none when nothing is that near. ID-2 is A7, and ID-3 opened is B6.
[[nodiscard]] std::optional<KnownShape> shapeBySize(double widthMm, double heightMm);
/// Whether a document of this size in millimetres is an ID-1 card.
[[nodiscard]] bool isCardSize(double widthMm, double heightMm);

}  // namespace daiban::imaging
