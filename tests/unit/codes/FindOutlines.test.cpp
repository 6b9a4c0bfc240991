#include "codes/FindOutlines.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <string>

#include "codes/QrCode.h"

namespace daiban::codes {
namespace {

constexpr int modules = 29;
constexpr int module = 6;  // pixels

/// A sticker with a code and print beside it on a dark desk, all finder patterns under dirt, seen at `degrees`.
struct Scene {
    cv::Mat picture;
    base::Quad code;
};

Scene sceneAt(double degrees) {
    cv::Mat sticker(240, 420, CV_8UC1, cv::Scalar(235));
    cv::Mat code;
    cv::resize(makeQrCode("10" + std::string(33, 'K'), QrLevel::Q), code, {}, module, module, cv::INTER_NEAREST);
    for (const cv::Point finder : {cv::Point(3, 3), {25, 3}, {3, 25}})
        cv::circle(code, finder * module, 2 * module, cv::Scalar(235), cv::FILLED);
    const cv::Rect where(30, 33, modules * module, modules * module);
    code.copyTo(sticker(where));
    cv::putText(sticker, "0B7K", {235, 130}, cv::FONT_HERSHEY_DUPLEX, 2, cv::Scalar(30), 4);
    cv::Mat turn = cv::getRotationMatrix2D({210, 120}, degrees, 1);
    turn.at<double>(0, 2) += 90;
    turn.at<double>(1, 2) += 180;
    Scene scene{.picture = cv::Mat(600, 600, CV_8UC1, cv::Scalar(90)), .code = {}};
    cv::warpAffine(sticker, scene.picture, turn, scene.picture.size(), cv::INTER_LINEAR, cv::BORDER_TRANSPARENT);
    cv::GaussianBlur(scene.picture, scene.picture, {}, 1.5);
    std::vector<cv::Point2d> corners{where.tl(),
                                     {where.x + where.width + 0.0, where.y + 0.0},
                                     where.br(),
                                     {where.x + 0.0, where.y + where.height + 0.0}};
    cv::transform(corners, corners, turn);
    for (std::size_t i = 0; i < 4; ++i) scene.code[i] = {corners[i].x, corners[i].y};
    return scene;
}

double signedArea(const base::Quad& quad) {
    double area = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& a = quad[i];
        const auto& b = quad[(i + 1) % 4];
        area += (a.x * b.y - b.x * a.y) / 2;
    }
    return area;
}

TEST(FindOutlines, FindsACodeWhoseFinderPatternsAreHiddenAtAnyAngle) {
    for (int degrees = 0; degrees < 360; degrees += 15) {
        const Scene scene = sceneAt(degrees);
        double best = 0;
        for (const auto& quad : findOutlines(scene.picture, modules, 3, 12))
            best = std::max(best, base::intersectionOverUnion(quad, scene.code));
        EXPECT_GT(best, 0.88) << degrees << " degrees";
    }
}

TEST(FindOutlines, GivesCornersClockwise) {
    const auto quads = findOutlines(sceneAt(20).picture, modules, 3, 12);
    ASSERT_FALSE(quads.empty());
    for (const auto& quad : quads) EXPECT_GT(signedArea(quad), 0);
}

TEST(FindOutlines, FindsNothingOnAnEmptyDeskOrATinyPicture) {
    EXPECT_TRUE(findOutlines(cv::Mat(600, 600, CV_8UC1, cv::Scalar(90)), modules, 3, 12).empty());
    EXPECT_TRUE(findOutlines(cv::Mat(20, 9, CV_8UC1, cv::Scalar(90)), modules, 3, 12).empty());
}

}  // namespace
}  // namespace daiban::codes
