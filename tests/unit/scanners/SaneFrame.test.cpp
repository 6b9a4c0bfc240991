#include "scanners/sane/SaneFrame.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace daiban::scanners {
namespace {

using Kind = FrameShape::Kind;

cv::Mat pageOf(const FrameShape& shape, const std::vector<std::uint8_t>& bytes) {
    PageFrames frames;
    frames.add(shape, bytes);
    return frames.pixels();
}

TEST(SaneFrame, UnpacksLineArtWithOneAsBlack) {
    const auto page = pageOf({.depth = 1, .bytesPerLine = 2, .width = 10, .lines = 1}, {0xA0, 0x40});
    ASSERT_EQ(page.size(), cv::Size(10, 1));
    const std::vector<int> wanted{0, 255, 0, 255, 255, 255, 255, 255, 255, 0};
    for (int x = 0; x < 10; ++x) EXPECT_EQ(page.at<uchar>(x), wanted[static_cast<std::size_t>(x)]) << x;
}

TEST(SaneFrame, UnpacksOneBitColoursWithOneAsFull) {
    const auto page =
        pageOf({.kind = Kind::Colour, .depth = 1, .bytesPerLine = 3, .width = 8, .lines = 1}, {0x80, 0x40, 0x00});
    EXPECT_EQ(page.at<cv::Vec3b>(0), cv::Vec3b(0, 0, 255));
    EXPECT_EQ(page.at<cv::Vec3b>(1), cv::Vec3b(0, 255, 0));
    EXPECT_EQ(page.at<cv::Vec3b>(2), cv::Vec3b(0, 0, 0));
}

TEST(SaneFrame, CountsTheLinesWhenTheHeightWasNotKnown) {
    EXPECT_EQ(pageOf({.bytesPerLine = 4, .width = 4, .lines = -1}, std::vector<std::uint8_t>(4 * 7 + 2)).rows, 7);
}

TEST(SaneFrame, IsAsLongAsItCame) {
    EXPECT_EQ(pageOf({.bytesPerLine = 4, .width = 4, .lines = 10}, std::vector<std::uint8_t>(4 * 6)).rows, 6);
    EXPECT_EQ(pageOf({.bytesPerLine = 4, .width = 4, .lines = 10}, std::vector<std::uint8_t>(4 * 12)).rows, 10);
    EXPECT_TRUE(pageOf({.bytesPerLine = 4, .width = 4, .lines = 10}, {}).empty());
}

TEST(SaneFrame, GivesNoPageWhenOneOfThreePassesIsMissing) {
    PageFrames frames;
    frames.add({.kind = Kind::Red, .bytesPerLine = 1, .width = 1, .lines = 1}, {1});
    frames.add({.kind = Kind::Blue, .bytesPerLine = 1, .width = 1, .lines = 1}, {3});
    EXPECT_TRUE(frames.pixels().empty());
    frames.add({.kind = Kind::Green, .bytesPerLine = 1, .width = 1, .lines = 1}, {2});
    EXPECT_EQ(frames.pixels().at<cv::Vec3b>(0), cv::Vec3b(3, 2, 1));
}

TEST(SaneFrame, RefusesShapesThatMakeNoSense) {
    EXPECT_THROW(pageOf({.bytesPerLine = 3, .width = 4, .lines = 1}, {1, 2, 3}), std::invalid_argument);
    EXPECT_THROW(pageOf({.depth = 12, .bytesPerLine = 8, .width = 4, .lines = 1}, {}), std::invalid_argument);
    EXPECT_THROW(pageOf({.bytesPerLine = 0, .width = 0, .lines = 1}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace daiban::scanners
