#include "imaging/Flatten.h"

#include <gtest/gtest.h>

#include "DrawnPages.h"
#include "imaging/KnownShapes.h"

namespace daiban::imaging {
namespace {

using namespace drawn;

FoundDocument documentAt(const base::Quad& quad) {
    return {quad, base::Confidence(0.9), true};
}

TEST(Flatten, KeepsTheDpiAndTrueSizeOfAScan) {
    const Scan scan = scannedSheet(3);
    const page::CleanPage clean = flatten(scan.page, documentAt(scan.quad));
    EXPECT_EQ(clean.dpi, 100);
    EXPECT_NEAR(clean.sizeInMillimetres().x, 210, 0.5);
    EXPECT_NEAR(clean.sizeInMillimetres().y, 297, 0.5);
}

class ATilt : public testing::TestWithParam<double> {};

TEST_P(ATilt, IsReportedClockwisePositive) {
    const Scan scan = scannedSheet(GetParam());
    EXPECT_NEAR(flatten(scan.page, documentAt(scan.quad)).skewDegrees, GetParam(), 0.02);
}
INSTANTIATE_TEST_SUITE_P(OfAnySize, ATilt, testing::Values(-44.0, -3.0, 0.0, 1.25, 20.0, 44.0));

TEST(Flatten, ReportsTheTiltOfAQuarterTurnedCardWithin45Degrees) {
    const base::Quad quad = turnedRectangle({500, 500}, 400, 252, 97);
    const page::CleanPage clean = flatten(pageOf(blank(1000, 1000, {200, 200, 200}), 200), documentAt(quad));
    EXPECT_NEAR(clean.skewDegrees, 7, 0.05);
    EXPECT_GT(clean.pixels.rows, clean.pixels.cols);
}

TEST(Flatten, MakesSquaresSquareAgain) {
    cv::Mat sheet = blank(600, 600, {250, 250, 250});
    cv::circle(sheet, {150, 450}, 30, {0, 0, 255}, cv::FILLED);
    cv::Mat ground = blank(1000, 1000, {90, 90, 90});
    const base::Quad quad = turnedRectangle({500, 500}, 600, 600, 12);
    lay(ground, sheet, quad);
    const page::CleanPage clean = flatten(pageOf(ground, 100), documentAt(quad));
    ASSERT_EQ(clean.pixels.size(), cv::Size(600, 600));
    const cv::Vec3b centre = clean.pixels.at<cv::Vec3b>(450, 150), rim = clean.pixels.at<cv::Vec3b>(450, 190);
    EXPECT_LT(centre[0], 20);
    EXPECT_GT(rim[0], 230);
}

TEST(Flatten, TakesThePerspectiveOutAndKnowsA4ByItsShape) {
    // a sheet of A4 seen by a camera 600 mm above the desk, leaning 25 degrees; 1600 pixels focal length
    const double lean = 25 * pi / 180, focal = 1600;
    base::Quad quad;
    const base::Quad sheet = base::rectangle(-105, -148.5, 210, 297);
    for (std::size_t i = 0; i < 4; ++i) {
        const double y = sheet[i].y * std::cos(lean), z = 600 + sheet[i].y * std::sin(lean);
        quad[i] = {600 + focal * sheet[i].x / z, 800 + focal * y / z};
    }
    const page::CleanPage clean = flatten(pageOf(blank(1200, 1600, {90, 90, 90}), 0), documentAt(quad));
    EXPECT_NEAR(static_cast<double>(clean.pixels.rows) / clean.pixels.cols, 297.0 / 210, 0.01);
    EXPECT_NEAR(clean.sizeInMillimetres().y, 297, 1);
    EXPECT_GT(clean.dpi, 100);
}

TEST(Flatten, KnowsACardByItsShapeWhenTheDpiIsUnknown) {
    const base::Quad quad = turnedRectangle({700, 500}, 856, 540, -5);
    const page::CleanPage clean = flatten(pageOf(blank(1400, 1000, {90, 90, 90}), 0), documentAt(quad));
    EXPECT_NEAR(clean.sizeInMillimetres().x, 85.6, 0.5);
    EXPECT_NEAR(clean.sizeInMillimetres().y, 53.98, 0.5);
    EXPECT_NEAR(clean.dpi, 254, 50);
}

TEST(Flatten, LeavesTheDpiUnknownForShapesItDoesNotKnow) {
    const page::CleanPage clean =
        flatten(pageOf(blank(1000, 1000, {90, 90, 90}), 0), documentAt(base::rectangle(100, 100, 800, 300)));
    EXPECT_EQ(clean.dpi, 0);
    EXPECT_EQ(clean.pixels.size(), cv::Size(800, 300));
}

TEST(Flatten, MapsPointsOfTheDocumentBackToThePage) {
    const Scan scan = scannedSheet(-2);
    const page::CleanPage clean = flatten(scan.page, documentAt(scan.quad));
    const base::Point corner = clean.toPage(base::Point{static_cast<double>(clean.pixels.cols), 0});
    EXPECT_LT(base::distance(corner, scan.quad[1]), 0.5);
}

TEST(Flatten, StraightensAPageWithoutEdgesByItsText) {
    cv::Mat large = blank(1400, 1800, {252, 252, 252});
    lay(large, textSheet(1100, 1500, {252, 252, 252}), turnedRectangle({700, 900}, 1100, 1500, 2.6));
    const page::Page page = pageOf(large, 130);
    const FoundDocument whole{base::rectangle(0, 0, 1400, 1800), base::Confidence(0.3), false};
    const page::CleanPage clean = flatten(page, whole);
    EXPECT_NEAR(clean.skewDegrees, 2.6, 0.3);
    EXPECT_NEAR(measureSkew(clean.pixels).degrees, 0, 0.3);
    EXPECT_FALSE(clean.edgesVisible);
    EXPECT_EQ(clean.pixels.size(), cv::Size(1400, 1800));
}

class ATurn : public testing::TestWithParam<base::Turn> {};

TEST_P(ATurn, TakesQuadAndPixelsAlong) {
    cv::Mat sheet = blank(400, 300, {250, 250, 250});
    cv::circle(sheet, {40, 30}, 10, {0, 0, 0}, cv::FILLED);
    const page::CleanPage before = flatten(pageOf(sheet, 100), documentAt(base::rectangle(0, 0, 400, 300)));
    const page::CleanPage after = turnedBy(before, GetParam(), base::Confidence(0.8));
    EXPECT_EQ(after.turn, GetParam());
    EXPECT_EQ(after.upright, base::Confidence(0.8));
    // the dot's place on the page stays the same however the document is turned
    const base::Point dot = base::turned(base::Point{40, 30}, GetParam(), 400, 300);
    EXPECT_LT(after.pixels.at<cv::Vec3b>(static_cast<int>(dot.y), static_cast<int>(dot.x))[0], 40);
    EXPECT_LT(base::distance(after.toPage(dot), {40, 30}), 1e-3);
}
INSTANTIATE_TEST_SUITE_P(OfAnyKind, ATurn,
                         testing::Values(base::Turn::None, base::Turn::Right, base::Turn::Half, base::Turn::Left));

TEST(TurnedBy, AddsUpTurns) {
    const page::CleanPage once =
        turnedBy(flatten(pageOf(blank(40, 30, {9, 9, 9}), 100), documentAt(base::rectangle(0, 0, 40, 30))),
                 base::Turn::Right, base::Confidence(1));
    const page::CleanPage twice = turnedBy(once, base::Turn::Left, base::Confidence(1));
    EXPECT_EQ(twice.turn, base::Turn::None);
    EXPECT_EQ(twice.quad[0], (base::Point{0, 0}));
    EXPECT_EQ(twice.pixels.size(), cv::Size(40, 30));
}

class ASkew : public testing::TestWithParam<double> {};

TEST_P(ASkew, IsMeasuredOnRowsOfText) {
    cv::Mat ground = blank(1200, 1500, {252, 252, 252});
    lay(ground, textSheet(1000, 1300, {252, 252, 252}), turnedRectangle({600, 750}, 1000, 1300, GetParam()));
    const Skew skew = measureSkew(ground);
    EXPECT_NEAR(skew.degrees, GetParam(), 0.25);
    EXPECT_GT(skew.confidence.value(), 0.5);
}
INSTANTIATE_TEST_SUITE_P(OfAnySign, ASkew, testing::Values(-9.0, -2.5, 0.0, 1.2, 12.0));

TEST(MeasureSkew, SeesATiltOfATenthOfADegree) {
    for (const double degrees : {-0.2, 0.1}) {
        cv::Mat ground = blank(1200, 1500, {252, 252, 252});
        lay(ground, textSheet(1000, 1300, {252, 252, 252}), turnedRectangle({600, 750}, 1000, 1300, degrees));
        EXPECT_NEAR(measureSkew(ground).degrees, degrees, 0.06);
    }
}

TEST(Flatten, LeavesTextThatIsTiltedInsideVisibleEdgesAsItIs) {
    cv::Mat sheet = blank(827, 1169, {250, 252, 253});
    lay(sheet, textSheet(700, 990), turnedRectangle({413, 585}, 700, 990, 2));
    const Scan scan = scannedSheet(0, {200, 200, 200}, sheet);
    const page::CleanPage clean = flatten(scan.page, documentAt(scan.quad));
    EXPECT_NEAR(clean.skewDegrees, 0, 0.02);
    EXPECT_NEAR(measureSkew(clean.pixels).degrees, 2, 0.3);
}

TEST(Flatten, HoldsNoMoreThanTheDocumentCutOut) {
    const Scan scan = scannedSheet(3);
    const page::CleanPage clean = flatten(scan.page, documentAt(scan.quad));
    EXPECT_TRUE(clean.pixels.isContinuous());
    EXPECT_EQ(clean.pixels.type(), scan.page.pixels.type());
    EXPECT_NE(clean.pixels.datastart, scan.page.pixels.datastart);
}

TEST(MeasureSkew, SaysNothingOfABlankPage) {
    cv::Mat sheet = blank(900, 1200, {252, 252, 252});
    addNoise(sheet, 1.5);
    EXPECT_EQ(measureSkew(sheet).confidence, base::Confidence(0));
}

std::string nameBySize(double width, double height) {
    const auto shape = shapeBySize(width, height);
    return shape ? shape->name : "none";
}

TEST(KnownShapes, AreToldApartBySize) {
    EXPECT_EQ(nameBySize(85.6, 54), "ID-1");
    EXPECT_EQ(nameBySize(210, 297), "A4");
    EXPECT_EQ(nameBySize(148.5, 209), "A5");
    EXPECT_EQ(nameBySize(105, 148), "A6");
    EXPECT_EQ(nameBySize(74, 105), "ID-2");
    EXPECT_EQ(nameBySize(125, 88), "ID-3");
    EXPECT_EQ(nameBySize(176, 125.5), "ID-3 opened");
    EXPECT_EQ(nameBySize(182, 256), "B5");
    EXPECT_EQ(nameBySize(176, 250), "ISO B5");
    EXPECT_EQ(nameBySize(185, 260), "16K");
}

TEST(KnownShapes, OfACopyMayBeALittleLarger) {
    EXPECT_EQ(nameBySize(88, 55.6), "ID-1");
    EXPECT_EQ(nameBySize(303, 214), "A4");
}

TEST(KnownShapes, AreNotSeenInOtherSizes) {
    EXPECT_EQ(nameBySize(35, 49), "none");    // an identity photo has the sides of an A4 sheet
    EXPECT_EQ(nameBySize(280, 210), "none");  // letter paper
    EXPECT_EQ(nameBySize(0, 0), "none");
}

}  // namespace
}  // namespace daiban::imaging
