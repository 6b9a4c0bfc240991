#include "imaging/JudgeQuality.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "DrawnPages.h"

namespace daiban::imaging {
namespace {

using namespace drawn;

bool warns(const Quality& quality, QualityWarning warning) {
    return std::find(quality.warnings.begin(), quality.warnings.end(), warning) != quality.warnings.end();
}

page::Page goodScan() {
    cv::Mat ground = blank(1800, 2500, {205, 205, 205});
    lay(ground, textSheet(1654, 2339), turnedRectangle({900, 1250}, 1654, 2339, 0.8));
    addNoise(ground, 1.5);
    return pageOf(ground, 200);
}

TEST(JudgeQuality, HasNothingToSayAboutAGoodScan) {
    const Quality quality = judgeQuality(goodScan());
    EXPECT_FALSE(quality.blank);
    EXPECT_EQ(quality.dpi, 200);
    EXPECT_TRUE(quality.warnings.empty()) << codeOf(quality.warnings.front());
}

TEST(JudgeQuality, KnowsABlankSheetOnGlass) {
    EXPECT_TRUE(judgeQuality(scannedSheet(1, {200, 200, 200}, blank(827, 1169, {250, 251, 252})).page).blank);
}

TEST(JudgeQuality, TakesShowThroughForBlank) {
    cv::Mat back;
    cv::flip(textSheet(1240, 1754), back, 1);
    cv::GaussianBlur(back, back, {0, 0}, 2);
    cv::Mat sheet = blank(1240, 1754, {250, 250, 250}), page;
    cv::addWeighted(sheet, 0.92, back, 0.08, 0, page);
    addNoise(page, 1.5);
    EXPECT_TRUE(judgeQuality(pageOf(page, 150)).blank);
}

TEST(JudgeQuality, TakesDustForBlank) {
    cv::Mat sheet = blank(1654, 2339, {250, 250, 250});
    cv::RNG random(5);
    for (int i = 0; i < 60; ++i)
        cv::circle(sheet, {random.uniform(0, 1654), random.uniform(0, 2339)}, 1, {60, 60, 60}, cv::FILLED);
    EXPECT_TRUE(judgeQuality(pageOf(sheet, 200)).blank);
}

TEST(JudgeQuality, DoesNotTakeASingleLineOfTextForBlank) {
    cv::Mat sheet = blank(1654, 2339, {250, 250, 250});
    writeText(sheet, {600, 300, 300, 60}, 28);
    addNoise(sheet, 1.5);
    EXPECT_FALSE(judgeQuality(pageOf(sheet, 200)).blank);
}

TEST(JudgeQuality, WarnsOfABlurredPageAndMeasuresItsSharpness) {
    page::Page page = goodScan();
    const double sharp = judgeQuality(page).sharpness;
    cv::GaussianBlur(page.pixels, page.pixels, {0, 0}, 6);
    const Quality blurred = judgeQuality(page);
    EXPECT_TRUE(warns(blurred, QualityWarning::Blurred));
    EXPECT_LT(blurred.sharpness, sharp / 2);
}

TEST(JudgeQuality, WarnsOfGlareOnAPhotographedCard) {
    cv::Mat photo = blank(1400, 1000, {60, 80, 90});
    cv::Mat face = card(1000, {190, 185, 180});
    cv::circle(face, {350, 300}, 80, {255, 255, 255}, cv::FILLED);
    cv::GaussianBlur(face, face, {0, 0}, 3);
    lay(photo, face, turnedRectangle({700, 500}, face.cols, face.rows, 3));
    EXPECT_TRUE(warns(judgeQuality(pageOf(photo, 0)), QualityWarning::Glare));
}

TEST(JudgeQuality, WarnsOfADarkPhoto) {
    page::Page page = goodScan();
    page.pixels *= 0.25;
    const Quality quality = judgeQuality(page);
    EXPECT_TRUE(warns(quality, QualityWarning::TooDark));
    EXPECT_FALSE(warns(quality, QualityWarning::TooBright));
}

TEST(JudgeQuality, WarnsOfWashedOutPrint) {
    cv::Mat sheet = textSheet(1654, 2339, {255, 255, 255});
    cv::addWeighted(sheet, 0.22, blank(1654, 2339, {255, 255, 255}), 0.78, 0, sheet);
    EXPECT_TRUE(warns(judgeQuality(pageOf(sheet, 200)), QualityWarning::TooBright));
}

TEST(JudgeQuality, WarnsOfLowResolution) {
    EXPECT_TRUE(warns(judgeQuality(scannedSheet(0.5).page), QualityWarning::LowResolution));
    EXPECT_FALSE(warns(judgeQuality(goodScan()), QualityWarning::LowResolution));
    EXPECT_TRUE(warns(judgeQuality(pageOf(textSheet(500, 700), 0)), QualityWarning::LowResolution));
}

TEST(JudgeQuality, WarnsOfADocumentThatRunsOutOfThePicture) {
    cv::Mat ground = blank(1000, 1330, {120, 120, 120});
    lay(ground, textSheet(827, 1169), turnedRectangle({428, 665}, 827, 1169, 4));
    EXPECT_TRUE(warns(judgeQuality(pageOf(ground, 200)), QualityWarning::CutOff));
    EXPECT_FALSE(warns(judgeQuality(goodScan()), QualityWarning::CutOff));
}

TEST(QualityWarnings, HaveACodeAndASentenceEach) {
    for (const QualityWarning warning :
         {QualityWarning::Blurred, QualityWarning::Glare, QualityWarning::TooDark, QualityWarning::TooBright,
          QualityWarning::LowResolution, QualityWarning::CutOff}) {
        EXPECT_FALSE(codeOf(warning).empty());
        EXPECT_TRUE(sentenceOf(warning).ends_with("。"));
    }
}

}  // namespace
}  // namespace daiban::imaging
