#include <gtest/gtest.h>

#include "HandMade.h"
#include "Refusal.h"
#include "page/PageFile.h"

namespace daiban::page {
namespace {

using namespace handmade;

TEST(EncodeImage, WritesTheDpiIntoPngAndJpeg) {
    for (const auto format : {ImageFormat::Png, ImageFormat::Jpeg})
        for (const double dpi : {0.0, 150.0, 200.0, 300.0, 600.0})
            EXPECT_DOUBLE_EQ(onlyPage(encodeImage(drawnPage(), dpi, format)).dpi, dpi);
}

TEST(EncodeImage, KeepsEveryPixelInPng) {
    cv::Mat noise(33, 47, CV_8UC3);
    cv::RNG(1).fill(noise, cv::RNG::UNIFORM, 0, 255);
    EXPECT_EQ(cv::norm(onlyPage(encodeImage(noise, 300, ImageFormat::Png)).pixels, noise, cv::NORM_INF), 0);
    const cv::Mat part = noise(cv::Rect(5, 5, 20, 20));
    EXPECT_EQ(cv::norm(onlyPage(encodeImage(part, 300, ImageFormat::Png)).pixels, part, cv::NORM_INF), 0);
}

TEST(EncodeImage, KeepsGrayGray) {
    const cv::Mat gray(10, 10, CV_8UC1, cv::Scalar(77));
    for (const auto format : {ImageFormat::Png, ImageFormat::Jpeg}) {
        const auto page = onlyPage(encodeImage(gray, 300, format));
        ASSERT_EQ(page.pixels.type(), CV_8UC1);
        EXPECT_NEAR(page.pixels.at<uchar>(5, 5), 77, 1);
    }
}

TEST(EncodeImage, TakesLessRoomAtALowerQuality) {
    cv::Mat noise(100, 100, CV_8UC3);
    cv::RNG(1).fill(noise, cv::RNG::UNIFORM, 0, 255);
    EXPECT_LT(encodeImage(noise, 300, ImageFormat::Jpeg, 30).size(),
              encodeImage(noise, 300, ImageFormat::Jpeg, 90).size());
}

TEST(EncodeImage, RefusesWhatIsNoPage) {
    EXPECT_FALSE(refusalOf([] { (void)encodeImage({}, 300, ImageFormat::Png); }).sentence.empty());
    EXPECT_FALSE(
        refusalOf([] { (void)encodeImage(cv::Mat(2, 2, CV_16UC1), 300, ImageFormat::Jpeg); }).sentence.empty());
}

}  // namespace
}  // namespace daiban::page
