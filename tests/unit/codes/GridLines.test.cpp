#include "codes/qr/GridLines.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

#include "base/Validators.h"
#include "codes/Code.h"
#include "codes/QrCode.h"

namespace daiban::codes {
namespace {

constexpr int pixels = 6;  // a module

std::string token() {
    std::string text = "10" + std::string(16, 'A') + std::string(16, '7');
    return text + base::mod3736CheckCharacter(text).value();
}

/// Where what is seen at a place of the symbol (0 to 1) lies in the print, in modules beside it.
cv::Point2d wave(double x, double y, double high) {
    const double shift = high * std::sin(2 * CV_PI * (0.6 * x + 0.7 * y) - 1);
    return {0.6 * shift, 0.8 * shift};
}

/// `quiet`: modules around the symbol.
cv::Mat waved(const std::string& text, int quiet, double high) {
    cv::Mat modules;
    cv::copyMakeBorder(makeQrCode(text), modules, quiet, quiet, quiet, quiet, cv::BORDER_CONSTANT, cv::Scalar(255));
    const double side = modules.cols - 2.0 * quiet;
    cv::Mat print;
    cv::resize(modules, print, {}, pixels, pixels, cv::INTER_NEAREST);
    cv::Mat_<cv::Vec2f> from(print.size());
    for (int y = 0; y < print.rows; ++y)
        for (int x = 0; x < print.cols; ++x) {
            const cv::Point2d by = wave((x / double{pixels} - quiet) / side, (y / double{pixels} - quiet) / side, high);
            from(y, x) = {static_cast<float>(x + pixels * by.x), static_cast<float>(y + pixels * by.y)};
        }
    cv::Mat seen;
    cv::remap(print, seen, from, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(255));
    cv::GaussianBlur(seen, seen, {}, 1.5);
    return seen;
}

TEST(GridLines, FollowsAWaveUnderAStreakOfGlare) {
    const double high = 0.7;
    cv::Mat seen = waved(token(), 0, high);
    const int side = seen.cols / pixels;
    seen.convertTo(seen, CV_32F, -2.0 / 255, 1);
    cv::Mat hidden = cv::Mat::zeros(seen.size(), CV_32F);
    hidden(cv::Rect(0, 12 * pixels, seen.cols / 2, 3 * pixels)).setTo(1);
    seen.setTo(-1, hidden > 0);
    const cv::Point known(3, 3);  // the wave is nearly nothing there
    const cv::Mat shifts = gridShifts(seen, hidden, pixels, {known}, {.modules = 1e3, .degree = 6});
    ASSERT_EQ(shifts.size(), cv::Size(side, side));
    double worst = 0;
    for (int row = 1; row + 1 < side; ++row)
        for (int column = 1; column + 1 < side; ++column) {
            // The shift leads from the print to what is seen, the wave back again.
            const auto shift = shifts.at<cv::Vec2f>(row, column);
            const cv::Point2d back = wave((column + 0.5 + shift[0]) / side, (row + 0.5 + shift[1]) / side, high);
            worst = std::max(worst, std::hypot(shift[0] + back.x, shift[1] + back.y));
        }
    EXPECT_LT(worst, 0.45);  // of a module: its middle half is still seen
}

TEST(GridLines, ABentLabelIsReadWithAFinderPatternUnderGlare) {
    const std::string text = token();
    for (const bool isHidden : {false, true}) {
        cv::Mat seen = waved(text, 6, 1.1);
        seen.convertTo(seen, CV_8U, 0.55, 40);
        // A lamp in the film: whiter than the paper.
        const cv::Point at = isHidden ? cv::Point(11, 29) : cv::Point(22, 20);
        cv::Mat glare = cv::Mat::zeros(seen.size(), CV_8UC1);
        cv::ellipse(glare, at * pixels, cv::Size(7, 2) * pixels, 20, 0, 360, cv::Scalar(255), cv::FILLED);
        cv::GaussianBlur(glare, glare, {}, 3);
        cv::add(seen, glare, seen);
        const auto codes = readCodes(seen).read;
        ASSERT_EQ(codes.size(), 1U) << isHidden;
        EXPECT_EQ(codes.front().text, text);
    }
}

}  // namespace
}  // namespace daiban::codes
