#include "base/Geometry.h"

#include <gtest/gtest.h>

namespace {

using namespace daiban::base;

TEST(Overlap, OfTheSameQuadIsOneAndOfDistantOnesNought) {
    const Quad a = rectangle(0, 0, 10, 10);
    EXPECT_DOUBLE_EQ(intersectionOverUnion(a, a), 1);
    EXPECT_DOUBLE_EQ(intersectionOverUnion(a, rectangle(20, 20, 5, 5)), 0);
}

TEST(Overlap, OfHalfIsAThird) {
    EXPECT_NEAR(intersectionOverUnion(rectangle(0, 0, 10, 10), rectangle(5, 0, 10, 10)), 1.0 / 3, 1e-12);
}

TEST(Overlap, DoesNotMindTheOrderOfCorners) {
    const Quad a = rectangle(0, 0, 10, 10);
    const Quad backwards{a[0], a[3], a[2], a[1]};
    EXPECT_NEAR(intersectionOverUnion(a, backwards), 1, 1e-12);
    EXPECT_NEAR(intersectionOverUnion(a, startingAt(a, 2)), 1, 1e-12);
}

TEST(Turning, RightTakesTopLeftToTopRight) {
    EXPECT_EQ(turned(Point{0, 0}, Turn::Right, 100, 50), (Point{50, 0}));
    EXPECT_EQ(turned(Point{0, 0}, Turn::Half, 100, 50), (Point{100, 50}));
    EXPECT_EQ(turned(Point{0, 0}, Turn::Left, 100, 50), (Point{0, 100}));
}

TEST(Turning, FourTimesRightIsNoTurn) {
    Point p{13, 7};
    double width = 100;
    double height = 50;
    for (int i = 0; i < 4; ++i) {
        p = turned(p, Turn::Right, width, height);
        std::swap(width, height);
    }
    EXPECT_EQ(p, (Point{13, 7}));
}

TEST(Turning, AddsUp) {
    EXPECT_EQ(Turn::Right + Turn::Left, Turn::None);
    EXPECT_EQ(Turn::Half + Turn::Left, Turn::Right);
    EXPECT_EQ(turnOf(-90), Turn::Left);
    EXPECT_EQ(turnOf(450), Turn::Right);
}

TEST(Tilt, IsClockwise) {
    EXPECT_NEAR(tiltDegrees({Point{0, 0}, Point{10, 10}, Point{0, 20}, Point{-10, 10}}), 45, 1e-9);
    EXPECT_NEAR(tiltDegrees(rectangle(3, 4, 5, 6)), 0, 1e-9);
}

TEST(Area, IsThatOfTheOutline) {
    EXPECT_DOUBLE_EQ(area(rectangle(1, 2, 3, 4)), 12);
}

}  // namespace
