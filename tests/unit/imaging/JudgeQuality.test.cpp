#include "imaging/JudgeQuality.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

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

/// A white sheet of text on a dark blue desk, photographed: light falls off to one side, grain, no dpi.
struct Photo {
    page::Page page;
    base::Quad quad;
};
Photo photographed(const cv::Mat& sheet, const cv::Scalar& desk = {110, 70, 40}) {
    cv::Mat ground = blank(1500, 2000, desk);
    const base::Quad quad = turnedRectangle({750, 1000}, 1100, 1100.0 * sheet.rows / sheet.cols, 2);
    lay(ground, sheet, quad);
    for (int c = 0; c < ground.cols; ++c) ground.col(c) *= 0.95 - 0.25 * c / ground.cols;
    addNoise(ground, 2);
    return {pageOf(ground, 0), quad};
}
FoundDocument found(const base::Quad& quad) {
    return {quad, {}, true};
}
Quality judged(const Photo& photo) {
    return judgeQuality(photo.page, {found(photo.quad)});
}
/// A thumb with its tip at `tip`, coming from the left.
void holdFromTheLeft(cv::Mat& picture, cv::Point tip, const cv::Scalar& skin) {
    cv::Mat arm = picture.clone();
    cv::rectangle(arm, {0, tip.y - 45}, {tip.x - 45, tip.y + 45}, skin, cv::FILLED);
    cv::circle(arm, {tip.x - 45, tip.y}, 45, skin, cv::FILLED);
    cv::GaussianBlur(arm, picture, {0, 0}, 1);
}

TEST(JudgeQuality, HasNothingToSayAboutAGoodPhoto) {
    const Quality quality = judged(photographed(textSheet(1100, 1556)));
    EXPECT_TRUE(quality.warnings.empty()) << codeOf(quality.warnings.front());
    EXPECT_TRUE(quality.notes.empty());
}

TEST(JudgeQuality, SaysWhereGlareIs) {
    Photo photo = photographed(textSheet(1100, 1556, {200, 205, 208}));
    cv::Mat light(photo.page.pixels.size(), CV_8UC3, cv::Scalar::all(0));
    cv::circle(light, {1100, 1500}, 110, {255, 255, 255}, cv::FILLED);
    cv::GaussianBlur(light, light, {0, 0}, 20);
    photo.page.pixels += light;
    const Quality quality = judged(photo);
    ASSERT_EQ(quality.notes.size(), 1U);
    EXPECT_EQ(quality.notes[0].warning, QualityWarning::Glare);
    ASSERT_TRUE(quality.notes[0].where.has_value());
    EXPECT_LT(base::distance(base::centre(*quality.notes[0].where), {1100, 1500}), 60);
    EXPECT_EQ(quality.notes[0].sentence, "右下角反光，请重拍。");
}

TEST(JudgeQuality, DoesNotTakeAWhiteLabelForGlare) {
    Photo photo = photographed(textSheet(1100, 1556, {200, 205, 208}));
    cv::rectangle(photo.page.pixels, cv::Rect(900, 1300, 260, 180), {255, 255, 255}, cv::FILLED);
    EXPECT_FALSE(warns(judged(photo), QualityWarning::Glare));
}

TEST(JudgeQuality, SaysWhereAFingerCoversThePaper) {
    for (const cv::Scalar& skin : {cv::Scalar(130, 160, 215), cv::Scalar(70, 95, 150)}) {
        Photo photo = photographed(textSheet(1100, 1556));
        holdFromTheLeft(photo.page.pixels, {350, 1000}, skin);
        const Quality quality = judged(photo);
        ASSERT_EQ(quality.warnings, std::vector{QualityWarning::Finger});
        EXPECT_EQ(quality.notes[0].sentence, "左边被手指挡住，请移开手后重拍。");
    }
}

TEST(JudgeQuality, DoesNotTakeAFaceOrAWoodenDeskForAFinger) {
    cv::Mat sheet = textSheet(1100, 1556);
    cv::circle(sheet, {850, 250}, 90, {130, 160, 215}, cv::FILLED);
    EXPECT_FALSE(warns(judged(photographed(sheet)), QualityWarning::Finger));
    Photo onWood = photographed(textSheet(1100, 1556), {120, 160, 205});
    for (base::Point& p : onWood.quad) p.x -= 25;  // found badly: a strip of desk is inside
    EXPECT_FALSE(warns(judged(onWood), QualityWarning::Finger));
}

TEST(JudgeQuality, KnowsTheStripesOfAScreen) {
    Photo photo = photographed(textSheet(1100, 1556));
    for (int y = 0; y < photo.page.height(); ++y)
        for (int x = 0; x < photo.page.width(); ++x) {
            const double wave = 5 * std::sin(0.55 * x + 0.21 * y) + 4 * std::sin(0.6 * y - 0.2 * x + 0.0001 * x * y);
            cv::Vec3b& p = photo.page.pixels.at<cv::Vec3b>(y, x);
            for (int k = 0; k < 3; ++k) p[k] = cv::saturate_cast<uchar>(p[k] + wave);
        }
    EXPECT_TRUE(warns(judged(photo), QualityWarning::Moire));
}

TEST(JudgeQuality, DoesNotTakeRuledPaperForAScreen) {
    cv::Mat sheet = textSheet(1100, 1556);
    for (int y = 4; y < sheet.rows; y += 12) cv::line(sheet, {0, y}, {sheet.cols, y}, {210, 190, 170}, 2);
    EXPECT_FALSE(warns(judged(photographed(sheet)), QualityWarning::Moire));
}

TEST(JudgeQuality, WarnsOfADeepShadowAndNotOfASoftOne) {
    for (const double light : {0.25, 0.7}) {
        Photo photo = photographed(textSheet(1100, 1556));
        cv::Mat part = photo.page.pixels(cv::Rect(0, 0, 700, 900));
        part *= light;
        const Quality quality = judged(photo);
        EXPECT_EQ(warns(quality, QualityWarning::Shadow), light < 0.5) << light;
        for (const QualityNote& note : quality.notes) EXPECT_TRUE(note.sentence.starts_with("左上角阴影"));
    }
}

TEST(JudgeQuality, GivesScansNoWarningsMeantForPhotos) {
    Photo photo = photographed(textSheet(1100, 1556));
    holdFromTheLeft(photo.page.pixels, {350, 1000}, {130, 160, 215});
    photo.page.dpi = 200;
    EXPECT_TRUE(judged(photo).warnings.empty());
}

TEST(JudgeQuality, WarnsOfPrintThatRunsIntoThePicturesBorder) {
    cv::Mat sheet = blank(1654, 2339, {250, 250, 250});
    writeText(sheet, {100, 200, 1700, 1800}, 28);
    const Quality quality = judgeQuality(pageOf(sheet, 200), {{base::rectangle(0, 0, 1654, 2339), {}, false}});
    ASSERT_EQ(quality.warnings, std::vector{QualityWarning::CutOff});
    EXPECT_TRUE(quality.notes[0].sentence.starts_with("右边没有拍全"));
}

TEST(JudgeQuality, TakesASideLaidAsTheOthersLeanForNoCut) {
    const page::Page page = pageOf(textSheet(1654, 2339), 200);
    const base::Quad laid{base::Point{2, -50}, {1600, 0}, {1530, 2250}, {-70, 2200}};  // upper and left side
    const base::Quad cut{base::Point{-60, -50}, {1600, 60}, {1530, 2250}, {-130, 2140}};
    EXPECT_FALSE(warns(judgeQuality(page, {{laid, {}, true}}), QualityWarning::CutOff));
    EXPECT_TRUE(warns(judgeQuality(page, {{cut, {}, true}}), QualityWarning::CutOff));
}

TEST(JudgeQuality, AllowsRuledLinesToReachThePaperEdge) {
    cv::Mat sheet = textSheet(1654, 2339);
    for (int y = 100; y < 2300; y += 60) cv::line(sheet, {0, y}, {1653, y}, {90, 60, 60}, 3);
    const Quality quality = judgeQuality(pageOf(sheet, 200), {{base::rectangle(0, 0, 1654, 2339), {}, false}});
    EXPECT_FALSE(warns(quality, QualityWarning::CutOff));
}

TEST(JudgeQuality, WarnsOfACornerFoldedOver) {
    Photo photo = photographed(textSheet(1100, 1556));
    const base::Point c = photo.quad[1];
    const auto at = [&](double x, double y) { return cv::Point(cvRound(c.x + x), cvRound(c.y + y)); };
    cv::fillConvexPoly(photo.page.pixels, std::vector<cv::Point>{at(10, -10), at(-170, -10), at(10, 170)},
                       cv::Scalar(82, 52, 30));
    const Quality quality = judged(photo);
    ASSERT_EQ(quality.warnings, std::vector{QualityWarning::CutOff});
    EXPECT_TRUE(quality.notes[0].sentence.starts_with("右上角没有拍全"));
}

TEST(JudgeQuality, DoesNotTakeFaintThingsForBlank) {
    const auto isBlank = [](const cv::Mat& sheet) { return judgeQuality(pageOf(sheet, 200)).blank; };
    const cv::Mat paper = blank(1654, 2339, {248, 250, 251});
    cv::Mat pencil = paper.clone();  // a pencilled line of 60 mm, half a millimetre wide
    cv::line(pencil, {500, 1200}, {970, 1215}, {170, 170, 170}, 4, cv::LINE_AA);
    EXPECT_FALSE(isBlank(pencil));
    cv::Mat stamp = paper.clone();  // a pale red stamp of 30 mm: 20 levels in gray, 60 in blue
    cv::circle(stamp, {1000, 1600}, 118, {175, 185, 240}, 5, cv::LINE_AA);
    EXPECT_FALSE(isBlank(stamp));
    cv::Mat portrait(826, 585, CV_8UC3, cv::Scalar(235, 225, 220));
    cv::ellipse(portrait, {292, 360}, {130, 180}, 0, 0, 360, {140, 170, 215}, cv::FILLED);
    EXPECT_FALSE(isBlank(portrait));
    cv::Mat dark = blank(1654, 2339, {40, 45, 50});  // a cover with light lettering
    cv::putText(dark, "COVER", {400, 700}, cv::FONT_HERSHEY_SIMPLEX, 5, {120, 190, 200}, 8);
    EXPECT_FALSE(isBlank(dark));
}

TEST(JudgeQuality, TakesACopiedSheetsEdgeForBlank) {
    cv::Mat sheet = blank(1654, 2339, {254, 254, 254});
    cv::line(sheet, {1590, 500}, {1584, 2000}, {90, 90, 90}, 2);
    EXPECT_TRUE(judgeQuality(pageOf(sheet, 200)).blank);
}

TEST(QualityNotes, SayThePlaceOnTheDocumentAsItIsTurned) {
    const base::Quad document = base::rectangle(100, 100, 1000, 600);
    const base::Quad spot = base::rectangle(1000, 600, 80, 80);
    EXPECT_EQ(placeOf(spot, document, base::Turn::None), "右下角");
    EXPECT_EQ(placeOf(spot, document, base::Turn::Right), "左下角");
    EXPECT_EQ(placeOf(spot, document, base::Turn::Half), "左上角");
    EXPECT_EQ(placeOf(spot, document, base::Turn::Left), "右上角");
    const base::Quad atTop = base::rectangle(560, 110, 80, 40);
    EXPECT_EQ(placeOf(atTop, document, base::Turn::None), "上边");
    EXPECT_EQ(placeOf(atTop, document, base::Turn::Right), "右边");
    EXPECT_EQ(placeOf(base::rectangle(560, 380, 80, 40), document, base::Turn::Left), "中间");
    EXPECT_EQ(placeOf(document, document, base::Turn::None), "");
}

TEST(QualityNotes, SayTheGeneralSentenceWithoutAPlace) {
    QualityNote note{QualityWarning::Glare, std::nullopt, base::rectangle(0, 0, 100, 100), {}};
    EXPECT_EQ(sentenceOf(note, base::Turn::Half), sentenceOf(QualityWarning::Glare));
    note.where = base::rectangle(80, 80, 10, 10);
    EXPECT_EQ(sentenceOf(note, base::Turn::Half), "左上角反光，请重拍。");
}

TEST(QualityWarnings, HaveACodeAndASentenceEach) {
    for (const QualityWarning warning :
         {QualityWarning::Blurred, QualityWarning::Glare, QualityWarning::TooDark, QualityWarning::TooBright,
          QualityWarning::LowResolution, QualityWarning::CutOff, QualityWarning::Finger, QualityWarning::Moire,
          QualityWarning::Shadow}) {
        EXPECT_FALSE(codeOf(warning).empty());
        EXPECT_TRUE(sentenceOf(warning).ends_with("。"));
    }
}

}  // namespace
}  // namespace daiban::imaging
