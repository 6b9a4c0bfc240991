#include "imaging/EvenLight.h"

#include <gtest/gtest.h>

#include <functional>

#include "DrawnPages.h"

namespace daiban::imaging {
namespace {

using namespace drawn;

constexpr int width = 827, height = 1169;  ///< A4 at 100 dpi

/// The sheet under a light that is `share` of full at (x, y), both from 0 to 1.
cv::Mat litBy(const cv::Mat& sheet, const std::function<double(double, double)>& share) {
    cv::Mat out = sheet.clone();
    for (int r = 0; r < out.rows; ++r)
        for (int c = 0; c < out.cols; ++c) {
            const double light = share((c + 0.5) / out.cols, (r + 0.5) / out.rows);
            for (int k = 0; k < out.channels(); ++k) {
                uchar& value = out.ptr(r)[c * out.channels() + k];
                value = cv::saturate_cast<uchar>(value * light);
            }
        }
    return out;
}

double sloping(double x, double y) {
    return 0.95 - 0.25 * x - 0.2 * y;
}

/// A hand's shadow from the lower left corner; its edge is 2 % of the width (4 mm) wide.
double shadowed(double x, double y) {
    const double inside = (0.55 - std::hypot(x, (1 - y) * 1.3)) / 0.02;
    return 0.92 - 0.35 * std::clamp(inside + 0.5, 0.0, 1.0);
}

struct Spread {
    double mean, deviation;
};

/// Of the bare paper outside text, seal and photo: where the evenly lit sheet is white.
Spread paperOf(const cv::Mat& picture, const cv::Mat& sheet) {
    cv::Mat gray, reference, paper;
    cv::cvtColor(picture, gray, cv::COLOR_BGR2GRAY);
    cv::cvtColor(sheet, reference, cv::COLOR_BGR2GRAY);
    cv::erode(reference > 240, paper, {}, {-1, -1}, 3);
    cv::Scalar mean, deviation;
    cv::meanStdDev(gray, mean, deviation, paper);
    return {mean[0], deviation[0]};
}

const cv::Point sealAt(560, 900);
const cv::Rect portrait(600, 200, 140, 180), boxAt(60, 900, 160, 100), pencil(100, 1060, 300, 2);

/// Text, a seal, a portrait with a smooth shade, a filled gray box and a faint pencil line.
cv::Mat documentSheet() {
    cv::Mat sheet = textSheet(width, height);
    cv::rectangle(sheet, boxAt, {200, 200, 200}, cv::FILLED);
    cv::rectangle(sheet, pencil, {225, 226, 227}, cv::FILLED);
    cv::circle(sheet, sealAt, 70, {70, 60, 215}, 9, cv::LINE_AA);
    for (int r = 0; r < portrait.height; ++r)
        for (int c = 0; c < portrait.width; ++c)
            sheet.at<cv::Vec3b>(portrait.y + r, portrait.x + c) =
                cv::Vec3b(cv::saturate_cast<uchar>(60 + r / 2), cv::saturate_cast<uchar>(80 + c / 2), 150);
    return sheet;
}

cv::Vec3d meanAt(const cv::Mat& picture, const cv::Rect& where) {
    const cv::Scalar mean = cv::mean(picture(where));
    return {mean[0], mean[1], mean[2]};
}

class AnUnevenLight : public testing::TestWithParam<double (*)(double, double)> {
  protected:
    cv::Mat sheet_ = documentSheet();
    cv::Mat lit_ = litBy(sheet_, GetParam());
    cv::Mat even_ = evenLight(lit_);
};

TEST_P(AnUnevenLight, IsTakenOffThePaper) {
    const Spread before = paperOf(lit_, sheet_), after = paperOf(even_, sheet_);
    EXPECT_GT(before.deviation, 20);
    EXPECT_LT(after.deviation, 5);
    EXPECT_NEAR(after.mean, 240, 4);
    EXPECT_EQ(even_.size(), lit_.size());
    EXPECT_EQ(even_.type(), lit_.type());
}

TEST_P(AnUnevenLight, CostsFaintStrokesNoContrast) {
    for (int x = pencil.x; x < pencil.br().x; x += 20) {
        const cv::Rect stroke(x, pencil.y, 20, 2), beside(x, pencil.y - 8, 20, 4);
        EXPECT_GE(meanAt(even_, beside)[1] - meanAt(even_, stroke)[1],
                  meanAt(lit_, beside)[1] - meanAt(lit_, stroke)[1] - 0.5);
    }
}

TEST_P(AnUnevenLight, LeavesASealAsRed) {
    for (const int side : {-1, 1}) {
        const cv::Rect stroke(sealAt.x + side * 70 - 2, sealAt.y - 2, 4, 4);
        const cv::Vec3d before = meanAt(lit_, stroke), after = meanAt(even_, stroke);
        EXPECT_NEAR(after[0] / after[2], before[0] / before[2], 0.02);
        EXPECT_NEAR(after[1] / after[2], before[1] / before[2], 0.02);
        EXPECT_GT(after[2], before[2]);
    }
}

TEST_P(AnUnevenLight, LeavesPhotosAndFilledBoxesAsTheyWereUnderEvenLight) {
    // as light against paper of 240 as they were against paper of 252
    const cv::Rect inPortrait(portrait.x + 40, portrait.y + 60, 60, 60), inBox(boxAt.x + 30, boxAt.y + 20, 100, 60);
    for (const cv::Rect& where : {inPortrait, inBox})
        for (int c = 0; c < 3; ++c)
            EXPECT_NEAR(meanAt(even_, where)[c], meanAt(sheet_, where)[c] * 240 / 252, 12) << where << " " << c;
}

INSTANTIATE_TEST_SUITE_P(OfAnyKind, AnUnevenLight, testing::Values(&sloping, &shadowed));

TEST(EvenLight, ReturnsAnEvenlyLitScanItself) {
    cv::Mat sheet = documentSheet();
    addNoise(sheet, 1.5);
    EXPECT_EQ(evenLight(sheet).data, sheet.data);
}

TEST(EvenLight, LightensAnEvenlyDarkPicture) {
    const cv::Mat sheet = documentSheet();
    const cv::Mat even = evenLight(litBy(sheet, [](double, double) { return 0.6; }));
    EXPECT_NEAR(paperOf(even, sheet).mean, 240, 3);
}

TEST(EvenLight, EvensGrayPicturesToo) {
    cv::Mat sheet = documentSheet(), gray, back;
    cv::cvtColor(sheet, gray, cv::COLOR_BGR2GRAY);
    const cv::Mat even = evenLight(litBy(gray, sloping));
    ASSERT_EQ(even.type(), CV_8UC1);
    cv::cvtColor(even, back, cv::COLOR_GRAY2BGR);
    EXPECT_LT(paperOf(back, sheet).deviation, 5);
}

TEST(EvenLight, KeepsTheColourOfColouredPaper) {
    cv::Mat sheet = textSheet(width, height, {200, 190, 250});
    const cv::Mat even = evenLight(litBy(sheet, sloping));
    const cv::Rect corners[] = {{20, 20, 40, 40}, {width - 60, height - 60, 40, 40}};
    for (const cv::Rect& corner : corners) {
        const cv::Vec3d paper = meanAt(even, corner);
        EXPECT_NEAR(paper[0] / paper[2], 200.0 / 250, 0.02);
        EXPECT_NEAR(paper[1] / paper[2], 190.0 / 250, 0.02);
    }
    // the lightest fiftieth stays a little lighter: the gain is never below 1
    EXPECT_NEAR(meanAt(even, corners[0])[2], meanAt(even, corners[1])[2], 10);
}

TEST(EvenLight, EvensATintThatChangesAcrossWhitePaper) {
    cv::Mat sheet = textSheet(width, height);
    for (int r = 0; r < sheet.rows; ++r)
        for (int c = 0; c < sheet.cols; ++c) {
            auto& pixel = sheet.at<cv::Vec3b>(r, c);
            pixel[0] = cv::saturate_cast<uchar>(pixel[0] * (0.95 - 0.12 * c / sheet.cols));
            pixel[1] = cv::saturate_cast<uchar>(pixel[1] * 0.89);
            pixel[2] = cv::saturate_cast<uchar>(pixel[2] * (0.83 + 0.12 * c / sheet.cols));
        }
    const cv::Mat even = evenLight(litBy(sheet, [](double x, double) { return 1 - 0.2 * x; }));
    const cv::Vec3d left = meanAt(even, {20, 20, 40, 40}), right = meanAt(even, {width - 60, 20, 40, 40});
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(left[c], right[c], 4);
}

TEST(EvenLight, LeavesAPhotoAlone) {
    cv::Mat photo(900, 700, CV_8UC3);
    for (int r = 0; r < photo.rows; ++r)
        for (int c = 0; c < photo.cols; ++c)
            photo.at<cv::Vec3b>(r, c) =
                cv::Vec3b(cv::saturate_cast<uchar>(220 - r / 8), cv::saturate_cast<uchar>(150 + c / 20), 120);
    cv::ellipse(photo, {350, 430}, {200, 270}, 0, 0, 360, {120, 150, 210}, cv::FILLED);
    cv::rectangle(photo, cv::Rect(90, 650, 520, 250), {60, 40, 40}, cv::FILLED);
    addNoise(photo, 2);
    EXPECT_EQ(evenLight(photo).data, photo.data);
}

TEST(EvenLight, DoesNotCutHighlightsALittleLighterThanThePaper) {
    cv::Mat sheet = textSheet(width, height, {200, 200, 200});
    cv::rectangle(sheet, cv::Rect(400, 950, 80, 80), {212, 212, 212}, cv::FILLED);
    cv::rectangle(sheet, cv::Rect(480, 950, 80, 80), {216, 216, 216}, cv::FILLED);
    const cv::Mat even = evenLight(litBy(sheet, sloping));
    EXPECT_LT(meanAt(even, {520, 970, 30, 30})[1], 254.5);
    EXPECT_GT(meanAt(even, {520, 970, 30, 30})[1], meanAt(even, {420, 970, 30, 30})[1] + 0.3);
}

}  // namespace
}  // namespace daiban::imaging
