#include "imaging/Uncurl.h"

#include <gtest/gtest.h>

#include <functional>

#include "DrawnPages.h"

namespace daiban::imaging {
namespace {

using namespace drawn;

constexpr int width = 707, height = 1000;

/// Rows that lie lower by `bend` (in rows; x and y from -1 to 1) than on the sheet.
using Bend = std::function<double(double, double)>;

cv::Mat bent(const cv::Mat& sheet, const Bend& bend) {
    cv::Mat map(sheet.size(), CV_32FC2), out;
    for (int r = 0; r < sheet.rows; ++r)
        for (int c = 0; c < sheet.cols; ++c) {
            const double x = (2 * c + 1.0) / sheet.cols - 1, y = (2 * r + 1.0) / sheet.rows - 1;
            map.at<cv::Vec2f>(r, c) = {static_cast<float>(c), static_cast<float>(r - bend(x, y))};
        }
    cv::remap(sheet, out, map, {}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return out;
}

/// How far a row wanders up and down in what uncurling makes of the bend, at worst, where there is text.
double leftOver(const Curl& curl, const Bend& bend) {
    double worst = 0;
    for (const double row : {-0.7, -0.4, 0.0, 0.3}) {
        double least = 1e9, most = -1e9;
        for (double x = -0.75; x <= 0.75; x += 0.05) {
            const base::Point straight{(x + 1) / 2 * width, (row + 1) / 2 * height};
            const double at = curl.toBent(straight).y;
            // the row of the sheet that is seen there
            double sheetRow = at;
            for (int i = 0; i < 20; ++i) sheetRow = at - bend(x, 2 * sheetRow / height - 1);
            least = std::min(least, sheetRow), most = std::max(most, sheetRow);
        }
        worst = std::max(worst, (most - least) / 2);
    }
    return worst;
}

double bow(double x, double) {
    return 22 * (1 - x * x);
}

double wave(double x, double) {
    return 18 * (x * x * x - x) + 8 * (x * x - 1);
}

double creaseAtTheTop(double x, double y) {
    return (12 - 10 * y) * (1 - x * x);
}

class AMildCurl : public testing::TestWithParam<double (*)(double, double)> {};

TEST_P(AMildCurl, IsTakenOutOfText) {
    cv::Mat page = bent(textSheet(width, height), GetParam());
    addNoise(page, 1.5);
    const Curl curl = measureCurl(page);
    ASSERT_FALSE(curl.none());
    EXPECT_LT(leftOver(curl, GetParam()), 1.5);
    // and there is none left in the picture
    const cv::Mat straight = straightenedBy(curl, page);
    EXPECT_EQ(straight.size(), page.size());
    EXPECT_LT(measureCurl(straight).largest(), 1.5);
}

TEST_P(AMildCurl, IsTakenOutOfATable) {
    const Curl curl = measureCurl(bent(form(width, height), GetParam()));
    ASSERT_FALSE(curl.none());
    EXPECT_LT(leftOver(curl, GetParam()), 1.5);
}
INSTANTIATE_TEST_SUITE_P(OfAnyForm, AMildCurl, testing::Values(&bow, &wave, &creaseAtTheTop));

TEST(Uncurl, MapsPointsOfTheStraightPictureToTheBentOne) {
    cv::Mat sheet = textSheet(width, height);
    cv::circle(sheet, {350, 860}, 6, {0, 0, 255}, cv::FILLED);
    const cv::Mat page = bent(sheet, bow);
    const Curl curl = measureCurl(page);
    ASSERT_FALSE(curl.none());
    const auto dotIn = [](const cv::Mat& picture) {
        cv::Mat red;
        cv::inRange(picture, cv::Scalar(0, 0, 150), cv::Scalar(120, 120, 255), red);
        const cv::Moments m = cv::moments(red, true);
        return base::Point{m.m10 / m.m00 + 0.5, m.m01 / m.m00 + 0.5};
    };
    EXPECT_LT(base::distance(curl.toBent(dotIn(straightenedBy(curl, page))), dotIn(page)), 1);
}

TEST(Uncurl, KeepsGrayPicturesGray) {
    cv::Mat gray;
    cv::cvtColor(bent(textSheet(width, height), bow), gray, cv::COLOR_BGR2GRAY);
    const Curl curl = measureCurl(gray);
    ASSERT_FALSE(curl.none());
    EXPECT_EQ(straightenedBy(curl, gray).type(), CV_8UC1);
}

void expectUntouched(const cv::Mat& picture) {
    const Curl curl = measureCurl(picture);
    EXPECT_TRUE(curl.none());
    EXPECT_EQ(straightenedBy(curl, picture).data, picture.data);
    EXPECT_EQ(curl.largest(), 0);
    EXPECT_EQ(curl.toBent({3, 4}), (base::Point{3, 4}));
}

TEST(Uncurl, LeavesAFlatSheetAlone) {
    cv::Mat page = textSheet(width, height);
    addNoise(page, 1.5);
    expectUntouched(page);
}

TEST(Uncurl, LeavesAFlatFormAlone) {
    expectUntouched(form(1654, 2339));
}

TEST(Uncurl, LeavesTextThatIsOnlyTiltedAlone) {
    cv::Mat page = blank(width, height, {250, 252, 253});
    lay(page, textSheet(width * 8 / 10, height * 8 / 10), turnedRectangle({353, 500}, width * 0.8, height * 0.8, 2));
    expectUntouched(page);
}

TEST(Uncurl, LeavesACardAlone) {
    expectUntouched(card(1011));
}

TEST(Uncurl, LeavesAPhotoAlone) {
    cv::Mat photo = blank(700, 900, {200, 170, 120});
    cv::ellipse(photo, {350, 430}, {200, 270}, 0, 0, 360, {120, 150, 210}, cv::FILLED);
    cv::ellipse(photo, {350, 900}, {300, 250}, 0, 180, 360, {60, 40, 40}, cv::FILLED);
    cv::ellipse(photo, {350, 520}, {80, 30}, 0, 20, 160, {60, 60, 160}, 8);
    addNoise(photo, 4);
    expectUntouched(photo);
}

TEST(Uncurl, LeavesABlankSheetAlone) {
    cv::Mat sheet = blank(width, height, {250, 252, 253});
    addNoise(sheet, 2);
    expectUntouched(sheet);
}

}  // namespace
}  // namespace daiban::imaging
