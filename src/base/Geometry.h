#pragma once

#include <array>

namespace daiban::base {

/// A point in pixels, x to the right, y down.
struct Point {
    double x = 0;
    double y = 0;
    bool operator==(const Point&) const = default;
};

/// Four corners, clockwise, beginning at the thing's own top-left.
using Quad = std::array<Point, 4>;

[[nodiscard]] double distance(Point a, Point b);
[[nodiscard]] double area(const Quad& quad);
/// Intersection over union of two convex quads, 0 to 1.
[[nodiscard]] double intersectionOverUnion(const Quad& a, const Quad& b);
[[nodiscard]] Point centre(const Quad& quad);
[[nodiscard]] Quad rectangle(double left, double top, double width, double height);

/// Clockwise turns; the value is in degrees.
enum class Turn : int { None = 0, Right = 90, Half = 180, Left = 270 };
[[nodiscard]] Turn operator+(Turn a, Turn b);
[[nodiscard]] Turn turnOf(int degrees);  ///< nearest quarter turn of any multiple of 90

/// Where `point` of a width x height image lies after the image was turned clockwise.
[[nodiscard]] Point turned(Point point, Turn turn, double width, double height);
[[nodiscard]] Quad turned(const Quad& quad, Turn turn, double width, double height);
/// The same corners beginning one, two or three corners later: quad[turn/90] comes first.
[[nodiscard]] Quad startingAt(const Quad& quad, int corner);
/// Tilt of the top edge in degrees, clockwise positive, in (-180, 180].
[[nodiscard]] double tiltDegrees(const Quad& quad);

}  // namespace daiban::base
