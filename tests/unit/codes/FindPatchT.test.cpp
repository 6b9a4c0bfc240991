// Sheets of patch code T, drawn: found wherever their strips stand, and nothing else is taken for one.
#include "codes/FindPatchT.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <string>

namespace {

using namespace daiban;

constexpr int width = 1240, height = 1754;  // A4 at 150 dpi
constexpr double narrow = 12;               // 0.08 inch there

cv::Mat paper() {
    return {height, width, CV_8UC1, cv::Scalar(250)};
}

/// Bars from a distance to the left edge on, from outside inwards: "nwnw" is T.
void drawAtLeft(cv::Mat& page, const std::string& bars, double unit = narrow, int from = 60, int to = 0) {
    double x = from;
    for (const char bar : bars) {
        const double wide = bar == 'w' ? 2.5 * unit : unit;
        cv::rectangle(page, cv::Rect(cvRound(x), 200, cvRound(wide), (to == 0 ? height - 400 : to)), cv::Scalar(20),
                      -1);
        x += wide + unit;
    }
}

cv::Mat sheet(const std::string& bars = "nwnw", double unit = narrow) {
    cv::Mat page = paper();
    drawAtLeft(page, bars, unit);
    cv::putText(page, "PATCH T", {400, 500}, cv::FONT_HERSHEY_SIMPLEX, 3, cv::Scalar(20), 8);
    return page;
}

cv::Mat turned(const cv::Mat& page, int quarters) {
    cv::Mat out = page;
    for (int i = 0; i < quarters; ++i) cv::rotate(out.clone(), out, cv::ROTATE_90_CLOCKWISE);
    return out;
}

cv::Mat tilted(const cv::Mat& page, double degrees) {
    cv::Mat out;
    const auto turn = cv::getRotationMatrix2D({width / 2.0F, height / 2.0F}, degrees, 0.9);
    cv::warpAffine(page, out, turn, page.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(245));
    return out;
}

TEST(FindPatchT, OneStripAtAnyEdgeIsFoundWhereItStands) {
    for (int quarters = 0; quarters < 4; ++quarters) {
        const auto found = codes::findPatchT(turned(sheet(), quarters));
        ASSERT_EQ(found.size(), 1U) << quarters;
        if (quarters > 0) continue;
        const double left = std::min(found[0][0].x, found[0][3].x), right = std::max(found[0][1].x, found[0][2].x);
        EXPECT_NEAR(left, 60, 4);
        EXPECT_NEAR(right, 60 + 10 * narrow, 4);
    }
}

TEST(FindPatchT, FourStripsRoundASheetAreFour) {
    cv::Mat page = paper();
    for (int quarters = 0; quarters < 4; ++quarters) {
        drawAtLeft(page, "nwnw", narrow, 60, page.rows - 600);
        page = turned(page, 1);
    }
    EXPECT_EQ(codes::findPatchT(page).size(), 4U);
}

TEST(FindPatchT, CopiesThatAreAskewSmallFaintNoisyOrCrossedAreFound) {
    for (const double degrees : {-9.0, -3.0, 4.0, 10.0})
        EXPECT_EQ(codes::findPatchT(tilted(sheet(), degrees)).size(), 1U) << degrees;
    EXPECT_EQ(codes::findPatchT(sheet("nwnw", narrow * 0.6)).size(), 1U);
    EXPECT_EQ(codes::findPatchT(sheet("nwnw", narrow * 1.4)).size(), 1U);
    cv::Mat faint;
    sheet().convertTo(faint, CV_8UC1, 0.35, 140);
    EXPECT_EQ(codes::findPatchT(faint).size(), 1U);
    cv::Mat noisy = sheet(), noise(noisy.size(), CV_8UC1);
    cv::RNG random(5);
    random.fill(noise, cv::RNG::UNIFORM, 0, 60);
    cv::GaussianBlur(noisy - noise, noisy, {5, 5}, 1.5);
    EXPECT_EQ(codes::findPatchT(noisy).size(), 1U);
    cv::Mat crossed = sheet();
    cv::line(crossed, {20, 400}, {300, 900}, cv::Scalar(20), 6);
    EXPECT_EQ(codes::findPatchT(crossed).size(), 1U);
    cv::Mat colour;
    cv::cvtColor(sheet(), colour, cv::COLOR_GRAY2BGR);
    EXPECT_EQ(codes::findPatchT(colour).size(), 1U);
}

TEST(FindPatchT, TheOtherFivePatchCodesAreNone) {
    for (const char* bars : {"wnwn", "nnww", "wwnn", "nwwn", "wnnw"})
        EXPECT_TRUE(codes::findPatchT(sheet(bars)).empty()) << bars;
}

TEST(FindPatchT, BarcodesFramesTablesAndShortMarksAreNone) {
    cv::Mat barcode = paper();  // bars of every width, and spaces too
    cv::RNG random(3);
    for (int x = 200; x < 1000;) {
        const int bar = 6 * random.uniform(1, 4);
        cv::rectangle(barcode, cv::Rect(x, 300, bar, 500), cv::Scalar(0), -1);
        x += bar + 6 * random.uniform(1, 4);
    }
    EXPECT_TRUE(codes::findPatchT(barcode).empty());
    cv::Mat table = paper();
    for (int x = 100; x < width - 100; x += 40) cv::line(table, {x, 200}, {x, 1500}, cv::Scalar(0), 12);
    for (int y = 200; y < 1500; y += 60) cv::line(table, {100, y}, {width - 100, y}, cv::Scalar(0), 12);
    EXPECT_TRUE(codes::findPatchT(table).empty());
    cv::Mat shortMark = paper();
    drawAtLeft(shortMark, "nwnw", narrow, 60, cvRound(12 * narrow));
    EXPECT_TRUE(codes::findPatchT(shortMark).empty());
    cv::Mat crowded = sheet();  // one more bar behind them: some other code
    cv::rectangle(crowded, cv::Rect(60 + cvRound(11 * narrow), 200, cvRound(narrow), height - 400), cv::Scalar(20), -1);
    EXPECT_TRUE(codes::findPatchT(crowded).empty());
    EXPECT_TRUE(codes::findPatchT(paper()).empty());
    EXPECT_TRUE(codes::findPatchT(cv::Mat(20, 20, CV_8UC1, cv::Scalar(0))).empty());
}

}  // namespace
