#include "codes/Pyramid.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace daiban::codes {

TEST(Pyramid, KeepsPlacesWhereTheyAreAtEveryScale) {
    cv::Mat gray(640, 960, CV_8UC1, cv::Scalar(0));
    const cv::Rect spot(600, 160, 80, 80);
    gray(spot).setTo(255);
    Pyramid pyramid(gray);
    for (const double scale : {1.6, 1.0, 0.8, 0.5, 0.37, 0.2, 0.11}) {
        const cv::Mat small = pyramid.scaledTo(scale);
        EXPECT_NEAR(small.cols, gray.cols * scale, 1) << scale;
        EXPECT_NEAR(small.rows, gray.rows * scale, 1) << scale;
        const cv::Moments seen = cv::moments(small);
        EXPECT_NEAR((seen.m10 / seen.m00 + 0.5) / scale, 640, 1) << scale;
        EXPECT_NEAR((seen.m01 / seen.m00 + 0.5) / scale, 200, 1) << scale;
        EXPECT_NEAR(seen.m00 * 4 / (scale * scale), 255.0 * 4 * spot.area(), 255.0 * 4 * spot.area() * 0.1) << scale;
    }
}

TEST(Pyramid, GivesWhatHasNoPixelsAsEmpty) {
    Pyramid pyramid(cv::Mat(3, 3, CV_8UC1, cv::Scalar(9)));
    EXPECT_TRUE(pyramid.level(4).empty());
    EXPECT_EQ(pyramid.levelFor(100, 1), 1U);
}

}  // namespace daiban::codes
