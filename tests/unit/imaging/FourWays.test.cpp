// The four ways of looking at a page, and when the page as a whole is the document.
#include "imaging/FourWays.h"

#include <gtest/gtest.h>

#include "DrawnPages.h"
#include "imaging/PrintOutside.h"
#include "imaging/RefineQuad.h"

namespace daiban::imaging {
namespace {

using namespace drawn;

constexpr std::array allTurns{base::Turn::None, base::Turn::Right, base::Turn::Half, base::Turn::Left};

Corners rectangle(double x, double y, double width, double height) {
    return {cv::Point2d(x, y), {x + width, y}, {x + width, y + height}, {x, y + height}};
}

QuadCandidate quadAt(const Corners& corners, double score = 0.9) {
    QuadCandidate quad;
    quad.corners = corners;
    quad.score = quad.weakest = score;
    quad.area = areaOf(corners);
    quad.paperEdges = 0.9;
    return quad;
}

cv::Mat turnedCopy(const cv::Mat& picture, base::Turn turn) {
    cv::Mat out = picture.clone();
    if (turn != base::Turn::None) cv::rotate(picture, out, static_cast<int>(turn) / 90 - 1);
    return out;
}

TEST(TurnOfLooking, BringsTheDarkestQuarterToTheTopLeft) {
    for (const cv::Point dark : {cv::Point(0, 0), {60, 0}, {60, 50}, {0, 50}}) {
        cv::Mat picture = blank(121, 101, {200, 200, 200});
        cv::rectangle(picture, cv::Rect(dark, cv::Size(50, 40)), {50, 50, 50}, cv::FILLED);
        const cv::Mat1b corner = [&] {
            cv::Mat1b gray;
            cv::cvtColor(turnedPicture(picture, turnOfLooking(picture)), gray, cv::COLOR_BGR2GRAY);
            return gray;
        }();
        EXPECT_EQ(corner(20, 20), 50) << dark.x << ' ' << dark.y;
    }
}

TEST(TurnOfLooking, ShowsTurnedCopiesAsOnePicture) {
    cv::Mat picture = blank(313, 257, {200, 210, 220});
    addNoise(picture, 40);
    const cv::Mat looked = turnedPicture(picture, turnOfLooking(picture));
    for (const base::Turn turn : allTurns) {
        const cv::Mat copy = turnedCopy(picture, turn);
        const cv::Mat again = turnedPicture(copy, turnOfLooking(copy));
        ASSERT_EQ(again.size(), looked.size());
        EXPECT_EQ(cv::norm(again, looked, cv::NORM_INF), 0) << static_cast<int>(turn);
    }
}

TEST(TurnOfLooking, IsNoneOfAPictureTooThinToHaveQuarters) {
    EXPECT_EQ(turnOfLooking(cv::Mat1b(1, 40, uchar{9})), base::Turn::None);
}

TEST(TurnedBack, PutsQuadsWhereTheyAreOnThePage) {
    // A spot at (10, 20) of a page of 200 x 100 lies here when the page is turned clockwise.
    const std::array<cv::Point2d, 4> spots{cv::Point2d(10, 20), {80, 10}, {190, 80}, {20, 190}};
    for (std::size_t i = 0; i < 4; ++i) {
        const cv::Point2d p = spots[i];
        const auto back = turnedBack({quadAt(rectangle(p.x - 3, p.y - 3, 6, 6))}, allTurns[i], {200, 100});
        ASSERT_EQ(back.size(), 1U);
        EXPECT_NEAR(cv::norm(back[0].corners[0] - cv::Point2d(7, 17)), 0, 1e-9) << i;
        EXPECT_NEAR(cv::norm(back[0].corners[2] - cv::Point2d(13, 23)), 0, 1e-9) << i;
    }
}

TEST(TurnedBack, TakesCurledSidesAlong) {
    QuadCandidate quad = quadAt(rectangle(10, 10, 60, 30));
    quad.curled = {true, false, false, false};  // the upper side of a page turned to the right is its left one
    const auto back = turnedBack({quad}, base::Turn::Right, {200, 100});
    EXPECT_EQ(back[0].curled, (std::array<bool, 4>{false, false, false, true}));
}

TEST(SurestOfEach, KeepsOneOfEachQuadAndEveryFittedCard) {
    QuadCandidate card = quadAt(rectangle(0, 0, 100, 60), 0.3);
    card.ofCardSize = true;
    const auto kept = surestOfEach({quadAt(rectangle(0, 0, 100, 60), 0.7), quadAt(rectangle(0.5, 0, 100, 60), 0.95),
                                    quadAt(rectangle(300, 0, 100, 60), 0.6), card});
    ASSERT_EQ(kept.size(), 3U);
    EXPECT_DOUBLE_EQ(kept[0].score, 0.95);
    EXPECT_DOUBLE_EQ(kept[1].score, 0.6);
    EXPECT_TRUE(kept[2].ofCardSize);
}

TEST(MeanOfEach, LiesBetweenTheFitsOfOneCard) {
    const auto means = meanOfEach({quadAt(rectangle(0, 0, 100, 60), 0.8), quadAt(rectangle(4, 0, 100, 60), 0.6),
                                   quadAt(rectangle(300, 0, 100, 60), 0.7)});
    ASSERT_EQ(means.size(), 2U);
    EXPECT_NEAR(cv::norm(means[0].corners[0] - cv::Point2d(2, 0)), 0, 1e-9);
    EXPECT_NEAR(means[0].score, 0.7, 1e-9);
    EXPECT_NEAR(means[1].corners[0].x, 300, 1e-9);
}

TEST(FinestOf, TakesADocumentFromTheSmallestPixelsThatShowIt) {
    QuadCandidate far = quadAt(rectangle(0, 0, 1000, 600), 1.0), near = quadAt(rectangle(2, 1, 1000, 600), 0.8);
    far.pixel = 4, near.pixel = 2;
    EXPECT_DOUBLE_EQ(finestOf(far, {far, near}).pixel, 2);
    near.score = near.weakest = 0.5;
    EXPECT_DOUBLE_EQ(finestOf(far, {far, near}).pixel, 4) << "hardly believed";
    near = quadAt(rectangle(2, 1, 900, 600));
    near.pixel = 2;
    EXPECT_DOUBLE_EQ(finestOf(far, {far, near}).pixel, 4) << "another document";
    near = quadAt(rectangle(2, 1, 1000, 600));
    near.pixel = 2, near.imageSides = 1;
    EXPECT_DOUBLE_EQ(finestOf(far, {far, near}).pixel, 4) << "a side less";
    near.imageSides = 0, near.paperEdges = 0.2;
    EXPECT_DOUBLE_EQ(finestOf(far, {far, near}).pixel, 4) << "a printed frame";
}

TEST(SidesBeyond, LieAsTheSidesThatAreSeen) {
    // Right and lower side lean by 2 degrees; left and upper side are the picture's.
    const double slope = std::tan(2 * pi / 180);
    const cv::Point2d last(591, 412);
    const Corners seen{cv::Point2d(0, 0), {last.x + slope * last.y, 0}, last, {0, last.y - slope * last.x}};
    const Corners out = withSidesBeyond(seen, {700, 600});
    for (std::size_t i = 0; i < 4; ++i) {
        const cv::Point2d side = out[(i + 1) % 4] - out[i];
        EXPECT_NEAR(std::remainder(std::atan2(side.y, side.x) * 180 / pi, 90), 2, 0.01) << i;
    }
    EXPECT_GT(shareInside(seen, out), 0.999) << "nothing of the picture is lost";
}

TEST(SidesBeyond, StayWhereAllOrNoneIsSeenAndInPhotos) {
    const Corners whole = rectangle(0, 0, 700, 600), inner = rectangle(50, 50, 300, 200);
    EXPECT_EQ(withSidesBeyond(whole, {700, 600}), whole);
    EXPECT_EQ(withSidesBeyond(inner, {700, 600}), inner);
    const Corners photo{cv::Point2d(100, 50), {600, 50}, {680, 600}, {20, 600}};
    EXPECT_EQ(withSidesBeyond(photo, {700, 600}), photo);
}

/// A white page on which a title stands above a table.
cv::Mat titledTable(const cv::Scalar& paper) {
    cv::Mat page = blank(1000, 1400, paper);
    writeText(page, {350, 120, 300, 60}, 24);
    ruleTable(page, {100, 250, 800, 900}, 12, 4);
    for (int row = 0; row < 12; ++row) writeText(page, {120, 262 + 75 * row, 700, 60}, 20);
    return page;
}

TEST(PrintAround, IsATitleAboveATableHoweverLargeTheTable) {
    EXPECT_TRUE(isPrintAround(titledTable({255, 255, 255}), {rectangle(100, 250, 800, 900)}));
    EXPECT_FALSE(isPrintAround(titledTable({255, 255, 255}), {rectangle(60, 60, 880, 1280)})) << "nothing is outside";
}

TEST(PrintAround, IsARowThatASideRunsThrough) {
    cv::Mat page = blank(1000, 1400, {255, 255, 255});
    for (int row = 0; row < 12; ++row) writeText(page, {120, 100 + 75 * row, 700, 60}, 20);
    writeText(page, {120, 1100, 700, 45}, 20);
    EXPECT_TRUE(isPrintAround(page, {rectangle(20, 20, 960, 1088)}));
    EXPECT_FALSE(isPrintAround(page, {rectangle(20, 20, 960, 1250)}));
}

TEST(PrintAround, IsNeitherSpecksNorBordersNorACopiersRim) {
    cv::Mat page = blank(1000, 1400, {255, 255, 255});
    writeText(page, {250, 400, 500, 500}, 20);
    cv::RNG random(4);
    for (int i = 0; i < 80; ++i)
        cv::circle(page, {random.uniform(20, 980), random.uniform(20, 1380)}, 1, {60, 60, 60}, cv::FILLED);
    cv::rectangle(page, cv::Rect(190, 340, 620, 620), {30, 30, 30}, 6);
    cv::rectangle(page, cv::Rect(0, 1370, 1000, 30), {40, 40, 40}, cv::FILLED);
    EXPECT_FALSE(isPrintAround(page, {rectangle(200, 350, 600, 600)}));
}

TEST(PrintAround, OnOtherPaperMustBeMuch) {
    cv::Mat glass = titledTable({215, 215, 215});
    lay(glass, textSheet(780, 880, {250, 250, 250}), base::rectangle(110, 260, 780, 880));
    EXPECT_FALSE(isPrintAround(glass, {rectangle(110, 260, 780, 880)})) << "a sheet on glass on which something lies";
}

TEST(FindDocuments, TakesTheWholePageForATableWithATitle) {
    const auto found = findDocuments(pageOf(titledTable({255, 255, 255}), 0));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_FALSE(found[0].edgesVisible);
}

}  // namespace
}  // namespace daiban::imaging
