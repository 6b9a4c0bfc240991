#include "imaging/ContentBlocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace daiban::imaging {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double perMm = 8;

cv::Mat sheet() {
    return {1600, 1200, CV_8UC1, cv::Scalar(245)};
}

void print(cv::Mat& page, cv::Rect box) {
    for (int y = box.y; y + 10 <= box.br().y; y += 20) cv::rectangle(page, {box.x, y, box.width, 10}, 30, cv::FILLED);
}

bool isNear(const cv::Rect& a, const cv::Rect& b, int off) {
    return std::abs(a.x - b.x) <= off && std::abs(a.y - b.y) <= off && std::abs(a.br().x - b.br().x) <= off &&
           std::abs(a.br().y - b.br().y) <= off;
}

TEST(ContentBlocks, AreWherePrintIs) {
    cv::Mat page = sheet();
    const cv::Rect one(200, 200, 400, 210), other(500, 900, 300, 110);
    print(page, one);
    print(page, other);
    auto blocks = contentBlocks(page, perMm);
    ASSERT_THAT(blocks, SizeIs(2));
    EXPECT_TRUE(isNear(blocks[0], one, 8)) << blocks[0];
    EXPECT_TRUE(isNear(blocks[1], other, 8)) << blocks[1];
}

TEST(ContentBlocks, AreNeitherSpecksNorADarkRim) {
    cv::Mat page = sheet();
    cv::circle(page, {300, 300}, 3, 20, cv::FILLED);
    page.colRange(1180, 1200) = 20;
    EXPECT_THAT(contentBlocks(page, perMm), IsEmpty());
}

}  // namespace
}  // namespace daiban::imaging
