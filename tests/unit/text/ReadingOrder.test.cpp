#include "text/ReadingOrder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace daiban::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ReadingOrder, NothingHasNoOrder) {
    EXPECT_THAT(readingOrder({}), IsEmpty());
}

TEST(ReadingOrder, RowsComeFromTopToBottomAndCellsFromLeftToRight) {
    const std::vector<cv::Rect> boxes{{300, 100, 80, 30}, {10, 100, 80, 30}, {10, 20, 400, 30}};
    EXPECT_THAT(readingOrder(boxes), ElementsAre(2, 1, 0));
}

TEST(ReadingOrder, ACellThatStandsALittleLowerStaysInItsRow) {
    const std::vector<cv::Rect> boxes{{300, 100, 80, 30}, {10, 108, 80, 30}, {10, 150, 80, 30}};
    EXPECT_THAT(readingOrder(boxes), ElementsAre(1, 0, 2));
}

TEST(ReadingOrder, EveryBoxComesExactlyOnce) {
    std::vector<cv::Rect> boxes;
    for (int i = 0; i < 50; ++i) boxes.emplace_back(i * 37 % 400, i * 53 % 300, 60, 10 + i % 40);
    auto order = readingOrder(boxes);
    std::sort(order.begin(), order.end());
    ASSERT_EQ(order.size(), boxes.size());
    for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(order[i], i);
}

}  // namespace
}  // namespace daiban::text
