#include "imaging/FindDocuments.h"

#include <gtest/gtest.h>

#include "DrawnPages.h"

namespace daiban::imaging {
namespace {

using namespace drawn;

/// A sheet cut out this well loses less than a quarter of a millimetre at each edge of A4.
constexpr double exact = 0.985;

class ATiltedSheet : public testing::TestWithParam<double> {};

TEST_P(ATiltedSheet, IsFoundOnGrayGlass) {
    const Scan scan = scannedSheet(GetParam());
    const auto found = findDocuments(scan.page);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].edgesVisible);
    EXPECT_GT(bestOverlap(found, scan.quad), exact);
}
INSTANTIATE_TEST_SUITE_P(AtAnyAngle, ATiltedSheet, testing::Values(-4.0, -1.3, 0.0, 0.7, 3.5, 8.0));

TEST(FindDocuments, FindsCornersToAFractionOfAPixel) {
    const Scan scan = scannedSheet(2.2);
    const auto found = findDocuments(scan.page);
    ASSERT_EQ(found.size(), 1U);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_LT(base::distance(found[0].quad[i], scan.quad[i]), 0.8) << "corner " << i;
}

TEST(FindDocuments, FindsWhitePaperOnAWhitePlatenByItsShadow) {
    cv::Mat ground = blank(1000, 1330, {246, 246, 246});
    const base::Quad quad = turnedRectangle({500, 665}, 827, 1169, -1.8);
    const base::Quad shadow = turnedRectangle({502, 668}, 829, 1171, -1.8);
    lay(ground, blank(830, 1172, {236, 236, 236}), shadow);
    cv::GaussianBlur(ground, ground, {0, 0}, 1.5);
    lay(ground, textSheet(827, 1169), quad);
    addNoise(ground, 1);
    const auto found = findDocuments(pageOf(ground, 100));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(bestOverlap(found, quad), exact);
}

TEST(FindDocuments, FindsADarkDocumentOnLightGlass) {
    cv::Mat ground = blank(1000, 800, {235, 235, 235});
    const base::Quad quad = turnedRectangle({480, 400}, 600, 420, 5);
    lay(ground, blank(600, 420, {60, 40, 110}), quad);
    addNoise(ground, 2);
    const auto found = findDocuments(pageOf(ground, 150));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(bestOverlap(found, quad), exact);
}

TEST(FindDocuments, FindsEightCardsAtAnyAngleOnOneGlass) {
    cv::Mat ground = blank(1654, 2339, {205, 205, 205});
    std::vector<base::Quad> quads;
    constexpr std::array<double, 8> angles{-12, 3, 90, 17, 178, -5, -24, 8};
    for (std::size_t i = 0; i < angles.size(); ++i) {
        const base::Point centre{440.0 + 800.0 * static_cast<double>(i % 2),
                                 340.0 + 540.0 * static_cast<double>(i / 2)};
        const cv::Mat face = card(640, cv::Scalar(240 - 4.0 * static_cast<double>(i), 232, 226));
        quads.push_back(turnedRectangle(centre, face.cols, face.rows, angles[i]));
        lay(ground, face, quads.back());
    }
    addNoise(ground, 1.5);
    const auto found = findDocuments(pageOf(ground, 200));
    EXPECT_EQ(found.size(), quads.size());
    for (const base::Quad& quad : quads) EXPECT_GT(bestOverlap(found, quad), 0.97);
}

TEST(FindDocuments, ReturnsCardsInReadingOrder) {
    cv::Mat ground = blank(1400, 1000, {200, 200, 200});
    const std::vector<base::Point> centres{{350, 250}, {1050, 255}, {350, 720}};
    for (const std::size_t i : {2U, 0U, 1U}) {
        const cv::Mat face = card(500);
        lay(ground, face, turnedRectangle(centres[i], face.cols, face.rows, 4));
    }
    const auto found = findDocuments(pageOf(ground, 150));
    ASSERT_EQ(found.size(), centres.size());
    for (std::size_t i = 0; i < centres.size(); ++i)
        EXPECT_LT(base::distance(base::centre(found[i].quad), centres[i]), 20);
}

TEST(FindDocuments, FindsPaperPhotographedFromTheSideOnAPatternedDesk) {
    cv::Mat desk = blank(1200, 1600, {70, 110, 150});
    for (int y = 0; y < desk.rows; y += 9)
        cv::line(desk, {0, y}, {desk.cols, y + (y % 4)}, {60, 95.0 + y % 20, 130}, 3);
    for (int x = 40; x < desk.cols; x += 170) cv::line(desk, {x, 0}, {x, desk.rows}, {50, 80, 110}, 2);
    const base::Quad quad{base::Point{260, 210}, {930, 260}, {1060, 1380}, {150, 1330}};
    lay(desk, textSheet(900, 1270), quad);
    cv::GaussianBlur(desk, desk, {0, 0}, 0.8);
    addNoise(desk, 2);
    const auto found = findDocuments(pageOf(desk, 0));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(bestOverlap(found, quad), 0.97);
}

TEST(FindDocuments, DoesNotTakeTheSquaresOfACuttingMatForDocuments) {
    cv::Mat desk = blank(1200, 900, {90, 130, 40});
    for (int x = 30; x < desk.cols; x += 80) cv::line(desk, {x, 0}, {x, desk.rows}, {150, 190, 110}, 2);
    for (int y = 50; y < desk.rows; y += 80) cv::line(desk, {0, y}, {desk.cols, y}, {150, 190, 110}, 2);
    const cv::Mat face = card(560);
    const base::Quad quad = turnedRectangle({590, 440}, face.cols, face.rows, -7);
    lay(desk, face, quad);
    addNoise(desk, 2);
    const auto found = findDocuments(pageOf(desk, 0));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(bestOverlap(found, quad), 0.97);
}

/// Pale tiles with dark joints that run through the picture, seen in a lamp's light.
cv::Mat tiledFloor(int width, int height, int tile) {
    cv::Mat floor = blank(width, height, {190, 212, 222});
    for (int x = tile / 3; x < width; x += tile) cv::line(floor, {x, 0}, {x, height}, {95, 110, 120}, 7);
    for (int y = tile / 2; y < height; y += tile) cv::line(floor, {0, y}, {width, y}, {95, 110, 120}, 7);
    return floor;
}

TEST(FindDocuments, DoesNotTakeTheJointsOfPaleTilesForPrintAroundACard) {
    for (const int tile : {330, 410, 520}) {
        cv::Mat floor = tiledFloor(1500, 1125, tile);
        const cv::Mat face = card(640, {200, 225, 232});
        const base::Quad quad = turnedRectangle({690, 520}, face.cols, face.rows, -9);
        lay(floor, face, quad);
        cv::GaussianBlur(floor, floor, {0, 0}, 1.2);
        addNoise(floor, 3);
        const auto found = findDocuments(pageOf(floor, 0));
        ASSERT_EQ(found.size(), 1U) << tile;
        EXPECT_GT(bestOverlap(found, quad), 0.95) << tile;
    }
}

TEST(FindDocuments, KeepsACardWholeWhoseHeadingIsPrintedOnABandToItsEdge) {
    for (const double share : {0.16, 0.22, 0.3}) {
        cv::Mat desk = blank(1200, 1600, {120, 130, 150});
        for (int y = 0; y < desk.rows; y += 9)
            cv::line(desk, {0, y}, {desk.cols, y + (y % 4)}, {110, 120.0 + y % 20, 140}, 3);
        cv::Mat face = blank(620, 980, {248, 252, 253});
        const int band = cvRound(share * face.rows);
        cv::rectangle(face, cv::Rect(0, 0, face.cols, band), {150, 120, 40}, cv::FILLED);
        writeText(face, {60, band + 60, 500, face.rows - band - 140}, 22);
        const base::Quad quad{base::Point{280, 290}, {900, 280}, {905, 1270}, {290, 1255}};
        lay(desk, face, quad);
        addNoise(desk, 2);
        const auto found = findDocuments(pageOf(desk, 0));
        ASSERT_EQ(found.size(), 1U) << share;
        EXPECT_GT(bestOverlap(found, quad), 0.97) << share;
    }
}

TEST(FindDocuments, KeepsTwoCardsApartThatLieHalfACentimetreFromEachOther) {
    cv::Mat ground = blank(1200, 900, {120, 125, 130});
    const cv::Mat face = card(480);
    lay(ground, face, base::rectangle(300, 120, face.cols, face.rows));
    lay(ground, face, base::rectangle(300, 150.0 + face.rows, face.cols, face.rows));
    addNoise(ground, 1.5);
    EXPECT_EQ(findDocuments(pageOf(ground, 150)).size(), 2U);
}

TEST(FindDocuments, NeverSplitsAFormByItsTableOrPhoto) {
    const Scan scan = scannedSheet(-1.5, {200, 200, 200}, form(827, 1169));
    const auto found = findDocuments(scan.page);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(bestOverlap(found, scan.quad), exact);
}

TEST(FindDocuments, NeverSplitsASheetAtItsFolds) {
    cv::Mat sheet = textSheet(827, 1169);
    cv::line(sheet, {0, 585}, {827, 585}, {205, 205, 205}, 3);
    cv::line(sheet, {413, 0}, {413, 1169}, {205, 205, 205}, 3);
    const Scan scan = scannedSheet(1.1, {200, 200, 200}, sheet);
    const auto found = findDocuments(scan.page);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(bestOverlap(found, scan.quad), exact);
}

TEST(FindDocuments, TakesTheSheetNotTheFramePrintedOnIt) {
    cv::Mat sheet = textSheet(1000, 707, {225, 240, 250});
    cv::rectangle(sheet, {30, 30}, {970, 677}, {60, 90, 160}, 6);
    cv::Mat ground = blank(1200, 900, {205, 205, 205});
    const base::Quad quad = turnedRectangle({600, 450}, 1000, 707, 2);
    lay(ground, sheet, quad);
    addNoise(ground, 1.5);
    const auto found = findDocuments(pageOf(ground, 120));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(bestOverlap(found, quad), exact);
}

TEST(FindDocuments, TakesTheCardsOnASheetThatCarriesNothingElse) {
    cv::Mat sheet = blank(1654, 2339, {251, 251, 251});
    const cv::Mat face = card(674, {228, 228, 228});
    const base::Quad front = base::rectangle(480, 500, face.cols, face.rows),
                     back = base::rectangle(500, 1150, face.cols, face.rows);
    lay(sheet, face, front);
    lay(sheet, face, back);
    cv::Mat ground = blank(1800, 2500, {235, 235, 235});
    lay(ground, sheet, base::rectangle(70, 80, sheet.cols, sheet.rows));
    addNoise(ground, 1);
    const auto found = findDocuments(pageOf(ground, 200));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_LT(base::distance(base::centre(found[0].quad), {70 + 480 + 337.0, 80 + 500 + 212.5}), 4);
    EXPECT_LT(base::distance(base::centre(found[1].quad), {70 + 500 + 337.0, 80 + 1150 + 212.5}), 4);
}

TEST(FindDocuments, TakesALetterWithACardCopiedIntoItForALetter) {
    cv::Mat sheet = textSheet(1654, 2339);
    const cv::Mat face = card(674, {228, 228, 228});
    lay(sheet, face, base::rectangle(480, 1750, face.cols, face.rows));
    cv::Mat ground = blank(1800, 2500, {205, 205, 205});
    const base::Quad quad = base::rectangle(70, 80, sheet.cols, sheet.rows);
    lay(ground, sheet, quad);
    addNoise(ground, 1);
    const auto found = findDocuments(pageOf(ground, 200));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(bestOverlap(found, quad), exact);
}

TEST(FindDocuments, TakesTheWholePageWhenTheSheetFillsIt) {
    cv::Mat sheet = form(1000, 1414);
    addNoise(sheet, 1.5);
    const auto found = findDocuments(pageOf(sheet, 120));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_FALSE(found[0].edgesVisible);
    EXPECT_EQ(found[0].quad, base::rectangle(0, 0, 1000, 1414));
}

TEST(FindDocuments, KeepsABlankPage) {
    cv::Mat sheet = blank(1000, 1414, {252, 252, 252});
    addNoise(sheet, 1.5);
    const auto found = findDocuments(pageOf(sheet, 120));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].quad, base::rectangle(0, 0, 1000, 1414));
}

TEST(FindDocuments, KeepsTinyAndOnePixelPages) {
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(7, 3), cv::Size(40, 2000)}) {
        const auto found = findDocuments(pageOf(blank(size.width, size.height, {128, 128, 128}), 0));
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found[0].quad, base::rectangle(0, 0, size.width, size.height));
    }
}

TEST(FindDocuments, ReadsGrayPagesAsItReadsColourPages) {
    Scan scan = scannedSheet(2.5);
    cv::cvtColor(scan.page.pixels, scan.page.pixels, cv::COLOR_BGR2GRAY);
    const auto found = findDocuments(scan.page);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GT(bestOverlap(found, scan.quad), exact);
}

TEST(FindDocuments, GivesCornersClockwiseFromTheTopLeft) {
    const auto found = findDocuments(scannedSheet(-3).page);
    ASSERT_EQ(found.size(), 1U);
    const base::Quad& q = found[0].quad;
    EXPECT_LT(q[0].x, q[1].x);
    EXPECT_LT(q[1].y, q[2].y);
    EXPECT_GT(q[2].x, q[3].x);
    EXPECT_GT(q[3].y, q[0].y);
}

}  // namespace
}  // namespace daiban::imaging
