#include "base/Geometry.h"

#include <cmath>
#include <numbers>
#include <vector>

namespace daiban::base {

namespace {

using Polygon = std::vector<Point>;

double signedArea(const Polygon& polygon) {
    double sum = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point& a = polygon[i];
        const Point& b = polygon[(i + 1) % polygon.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

Polygon clockwise(const Quad& quad) {
    Polygon polygon(quad.begin(), quad.end());
    if (signedArea(polygon) < 0) polygon = Polygon(polygon.rbegin(), polygon.rend());
    return polygon;
}

/// The part of `subject` on the inner side of the directed edge a-b (Sutherland-Hodgman).
Polygon clipped(const Polygon& subject, Point a, Point b) {
    const auto side = [&](Point p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
    Polygon out;
    for (std::size_t i = 0; i < subject.size(); ++i) {
        const Point p = subject[i];
        const Point q = subject[(i + 1) % subject.size()];
        const double sp = side(p);
        const double sq = side(q);
        if (sp >= 0) out.push_back(p);
        if ((sp >= 0) != (sq >= 0)) {
            const double share = sp / (sp - sq);
            out.push_back({p.x + share * (q.x - p.x), p.y + share * (q.y - p.y)});
        }
    }
    return out;
}

}  // namespace

double distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

double area(const Quad& quad) {
    return std::abs(signedArea(Polygon(quad.begin(), quad.end())));
}

double intersectionOverUnion(const Quad& a, const Quad& b) {
    Polygon common = clockwise(a);
    const Polygon window = clockwise(b);
    for (std::size_t i = 0; i < window.size() && !common.empty(); ++i)
        common = clipped(common, window[i], window[(i + 1) % window.size()]);
    const double shared = common.empty() ? 0 : std::abs(signedArea(common));
    const double all = area(a) + area(b) - shared;
    return all > 0 ? shared / all : 0;
}

Point centre(const Quad& quad) {
    Point sum;
    for (const Point& p : quad) sum = {sum.x + p.x / 4, sum.y + p.y / 4};
    return sum;
}

Quad rectangle(double left, double top, double width, double height) {
    return {Point{left, top}, Point{left + width, top}, Point{left + width, top + height}, Point{left, top + height}};
}

Turn turnOf(int degrees) {
    return static_cast<Turn>(((degrees % 360 + 360) % 360 + 45) / 90 % 4 * 90);
}

Turn operator+(Turn a, Turn b) {
    return turnOf(static_cast<int>(a) + static_cast<int>(b));
}

Point turned(Point point, Turn turn, double width, double height) {
    switch (turn) {
        case Turn::Right:
            return {height - point.y, point.x};
        case Turn::Half:
            return {width - point.x, height - point.y};
        case Turn::Left:
            return {point.y, width - point.x};
        case Turn::None:
            break;
    }
    return point;
}

Quad turned(const Quad& quad, Turn turn, double width, double height) {
    Quad out;
    for (std::size_t i = 0; i < 4; ++i) out[i] = turned(quad[i], turn, width, height);
    return out;
}

Quad startingAt(const Quad& quad, int corner) {
    Quad out;
    for (int i = 0; i < 4; ++i)
        out[static_cast<std::size_t>(i)] = quad[static_cast<std::size_t>(((i + corner) % 4 + 4) % 4)];
    return out;
}

double tiltDegrees(const Quad& quad) {
    return std::atan2(quad[1].y - quad[0].y, quad[1].x - quad[0].x) * 180 / std::numbers::pi;
}

}  // namespace daiban::base
