#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>
#include <string_view>

#include "base/Validators.h"
#include "codes/Code.h"
#include "codes/QrCode.h"
#include "codes/ReadWithZBar.h"
#include "codes/ReadWithZXing.h"
#include "codes/label/ReadLabelSymbol.h"

namespace daiban::codes {
namespace {

std::string token(char filling) {
    std::string text = "10" + std::string(32, filling);
    return text + base::mod3736CheckCharacter(text).value();
}

cv::Mat a4(double dpi) {
    return cv::Mat(static_cast<int>(297 * dpi / 25.4), static_cast<int>(210 * dpi / 25.4), CV_8UC1, cv::Scalar(245));
}

/// A label of 18.5 mm with modules of 0.5 mm, quiet zone included, put down with its middle at `middle` (mm) and
/// turned.
void putLabel(cv::Mat& page, double dpi, const std::string& text, cv::Point2d middle, double degrees) {
    cv::Mat modules;
    cv::copyMakeBorder(makeQrCode(text), modules, 4, 4, 4, 4, cv::BORDER_CONSTANT, cv::Scalar(255));
    cv::resize(modules, modules, {}, 8, 8, cv::INTER_NEAREST);
    const double scale = 0.5 * dpi / 25.4 / 8;
    cv::Mat turn = cv::getRotationMatrix2D({static_cast<float>(modules.cols) / 2, static_cast<float>(modules.rows) / 2},
                                           -degrees, scale);
    turn.at<double>(0, 2) += middle.x * dpi / 25.4 - modules.cols / 2.0;
    turn.at<double>(1, 2) += middle.y * dpi / 25.4 - modules.rows / 2.0;
    cv::warpAffine(modules, page, turn, page.size(), scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR,
                   cv::BORDER_TRANSPARENT);
}

cv::Mat scanned(const cv::Mat& page) {
    cv::Mat out;
    cv::GaussianBlur(page, out, {}, 0.6);
    cv::Mat grain(page.size(), CV_16SC(page.channels()));
    cv::theRNG().state = 7;
    cv::randn(grain, 0, 5);
    cv::add(out, grain, out, cv::noArray(), CV_8U);
    return out;
}

bool says(const std::vector<Code>& codes, const std::string& text) {
    return std::any_of(codes.begin(), codes.end(), [&](const Code& code) { return code.text == text; });
}

cv::Mat drawnRows(const std::vector<std::string_view>& rows, int width, int height) {
    cv::Mat modules(static_cast<int>(rows.size()), static_cast<int>(rows[0].size()), CV_8UC1);
    for (int y = 0; y < modules.rows; ++y)
        for (int x = 0; x < modules.cols; ++x)
            modules.at<std::uint8_t>(y, x) =
                rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == '#' ? 20 : 245;
    cv::resize(modules, modules, {modules.cols * width, modules.rows * height}, 0, 0, cv::INTER_NEAREST);
    return modules;
}

/// "DAIBAN 2026" in Code 128.
cv::Mat code128(int width, int height) {
    return drawnRows({"##.#..#....#.##...#...#.#...##...##...#...#.#...#.##...#.#...##...#.###...#"
                      "#.##.##..##..#.###.####.##..#..###.###..#..##.##....#.#..##...###.#.##"},
                     width, height);
}

/// "DAIBAN 2026" in PDF417.
cv::Mat pdf417(int width, int height) {
    return drawnRows(
        {
            "########.#.#.#...#####.#.#.#####..##.#.#....##.....#.#...##...##....####.#.#.####....#######.#...#.#..#",
            "########.#.#.#...######.#.#...###.###..#.###...##..####.#.##.##.....####.#.#..#......#######.#...#.#..#",
            "########.#.#.#...###.#.#.######...##..#####.##.##..#.#..##.#####....###.#.#...######.#######.#...#.#..#",
            "########.#.#.#...##.#.####..#####.##.#..###...####.#....##...##..#..#.#.####..####...#######.#...#.#..#",
            "########.#.#.#...###.#.###....##..###...#.##..#....######...###.#.#.####.#.###..###..#######.#...#.#..#",
            "########.#.#.#...####.#.####.#....##..##..#..####..#....####.##..##.###.#.#####.#....#######.#...#.#..#",
            "########.#.#.#...###.#..###.#####.##...#.###.####..##.#.##..###.....##.#..###.####...#######.#...#.#..#",
            "########.#.#.#...#####.#..#.##....####..#...#....#.#....###.#.#####.#.#.######.###...#######.#...#.#..#",
        },
        width, height);
}

void put(cv::Mat& page, const cv::Mat& what, cv::Point at) {
    what.copyTo(page(cv::Rect(at, what.size())));
}

TEST(ScannedLabels, AreReadAtEveryResolutionAndAngle) {
    for (const double dpi : {150.0, 200.0, 300.0, 600.0})
        for (const double degrees : {0.0, 17.0, 45.0, 133.0, 251.0}) {
            cv::Mat page = a4(dpi);
            putLabel(page, dpi, token('K'), {150, 220}, degrees);
            const auto codes = readCodes(scanned(page)).read;
            ASSERT_EQ(codes.size(), 1U) << dpi << " dpi, " << degrees << " degrees";
            EXPECT_EQ(codes[0].text, token('K'));
            const auto centre = base::centre(codes[0].quad);
            EXPECT_NEAR(centre.x, 150 * dpi / 25.4, 0.8 * dpi / 25.4);
            EXPECT_NEAR(centre.y, 220 * dpi / 25.4, 0.8 * dpi / 25.4);
        }
}

TEST(ScannedLabels, AreReadInEveryCornerOfThePageAndSeveralAtOnce) {
    cv::Mat page = a4(300);
    const std::array<cv::Point2d, 5> places{cv::Point2d(11, 11), {199, 11}, {11, 286}, {199, 286}, {105, 150}};
    for (std::size_t i = 0; i < places.size(); ++i)
        putLabel(page, 300, token(static_cast<char>('A' + i)), places[i], 33.0 * static_cast<double>(i));
    const auto codes = readCodes(scanned(page)).read;
    EXPECT_EQ(codes.size(), places.size());
    for (std::size_t i = 0; i < places.size(); ++i) EXPECT_TRUE(says(codes, token(static_cast<char>('A' + i)))) << i;
}

/// The part right of `x` lies 1.5 degrees turned and in the shade; along the fold runs a dark line.
cv::Mat folded(const cv::Mat& page, int x) {
    cv::Mat turned;
    const cv::Point2f hinge(static_cast<float>(x), static_cast<float>(page.rows) / 2);
    cv::warpAffine(page, turned, cv::getRotationMatrix2D(hinge, 1.5, 1), page.size(), cv::INTER_LINEAR,
                   cv::BORDER_REPLICATE);
    cv::Mat out = page.clone();
    const cv::Rect right(x, 0, page.cols - x, page.rows);
    cv::Mat shaded = turned(right) * 0.75;
    shaded.copyTo(out(right));
    cv::line(out, {x, 0}, {x, page.rows}, cv::Scalar(90), 2);
    return out;
}

TEST(ScannedLabels, AreReadAcrossAFold) {
    cv::Mat page = a4(300);
    putLabel(page, 300, token('F'), {100, 150}, 8);
    for (const double offset : {-3.0, 0.0, 4.0}) {
        const auto codes = readCodes(scanned(folded(page, static_cast<int>((100 + offset) * 300 / 25.4)))).read;
        EXPECT_TRUE(says(codes, token('F'))) << "fold " << offset << " mm from the middle";
    }
}

TEST(ScannedLabels, AreReadUnderARedSeal) {
    cv::Mat page = a4(300);
    putLabel(page, 300, token('S'), {100, 150}, 20);
    cv::Mat colour;
    cv::cvtColor(page, colour, cv::COLOR_GRAY2BGR);
    const double mm = 300 / 25.4;
    cv::Mat seal(colour.size(), CV_8UC3, cv::Scalar(255, 255, 255));
    const cv::Point centre(cvRound(104 * mm), cvRound(154 * mm));
    const cv::Scalar red(70, 60, 205);
    cv::circle(seal, centre, cvRound(19 * mm), red, cvRound(1.2 * mm));
    cv::putText(seal, "SEAL OF THE OFFICE", centre - cv::Point(cvRound(17 * mm), -cvRound(2 * mm)),
                cv::FONT_HERSHEY_SIMPLEX, 1.3, red, 5);
    cv::circle(seal, centre, cvRound(5 * mm), red, cv::FILLED);
    colour = cv::min(colour, seal);  // ink on ink
    EXPECT_TRUE(says(readCodes(scanned(colour)).read, token('S')));
}

TEST(ScannedLabels, StandBesideCodesOfOthersAllOfWhichAreKept) {
    cv::Mat page = a4(300);
    put(page, code128(4, 120), {300, 400});
    put(page, pdf417(4, 12), {300, 900});
    const std::string invoice = "01,10,044032200111,26117890,1024.00,20261122,68413578902345678901,A1B2";
    cv::Mat foreign;
    cv::resize(makeQrCode(invoice, QrLevel::M), foreign, {}, 6, 6, cv::INTER_NEAREST);
    put(page, foreign, {1500, 400});
    putLabel(page, 300, token('X'), {150, 220}, 5);
    const auto codes = readCodes(scanned(page)).read;
    EXPECT_EQ(codes.size(), 4U);
    EXPECT_TRUE(says(codes, invoice));
    EXPECT_TRUE(says(codes, token('X')));
    for (const std::string_view format : {"Code128", "PDF417"})
        EXPECT_TRUE(std::any_of(codes.begin(), codes.end(), [&](const Code& c) {
            return c.format == format && c.text == "DAIBAN 2026";
        })) << format;
}

constexpr int margin = 6;  // modules around a photographed symbol
constexpr int dots = 8;    // of a module

/// A symbol with paper around it, in dots.
cv::Mat printed(const std::string& text) {
    cv::Mat modules;
    cv::copyMakeBorder(makeQrCode(text), modules, margin, margin, margin, margin, cv::BORDER_CONSTANT, cv::Scalar(255));
    cv::resize(modules, modules, {}, dots, dots, cv::INTER_NEAREST);
    return modules;
}

/// A label as a camera sees it that is held at an angle and out of focus: modules of about `pixels`.
cv::Mat photographed(const cv::Mat& modules, double pixels, double blurInModules) {
    const auto side = static_cast<float>(modules.cols);
    const auto to = static_cast<float>(41 * pixels);
    const std::vector<cv::Point2f> from{{0, 0}, {side, 0}, {side, side}, {0, side}};
    std::vector<cv::Point2f> corners{{0.05F, 0.1F}, {0.9F, 0.02F}, {0.98F, 0.9F}, {0.1F, 0.95F}};
    for (auto& corner : corners) corner = corner * to + cv::Point2f(30, 30);
    cv::Mat picture;
    cv::warpPerspective(modules, picture, cv::getPerspectiveTransform(from, corners),
                        cv::Size(static_cast<int>(to) + 60, static_cast<int>(to) + 60), cv::INTER_AREA,
                        cv::BORDER_CONSTANT, cv::Scalar(130));
    cv::GaussianBlur(picture, picture, {}, blurInModules * pixels);
    picture = picture * 0.5 + 60;
    return scanned(picture);
}

TEST(BlurredLabels, AreReadWhereReadersOfAnyCodeFail) {
    for (const double pixels : {4.0, 7.0, 11.0}) {
        const cv::Mat picture = photographed(printed(token('B')), pixels, 0.7);
        EXPECT_TRUE(readWithZXing(picture).empty()) << "no longer hard";
        EXPECT_TRUE(readWithZBar(picture).empty()) << "no longer hard";
        const auto codes = readCodes(picture).read;
        ASSERT_EQ(codes.size(), 1U) << pixels;
        EXPECT_EQ(codes[0].text, token('B'));
        EXPECT_EQ(codes[0].format, "QRCode");
    }
}

/// A round spot at a place in modules.
void spot(cv::Mat& label, cv::Point2d at, double radius, int shade) {
    cv::circle(label, cv::Point(cv::Point2d(margin + at.x, margin + at.y) * dots), cvRound(radius * dots),
               cv::Scalar(shade), cv::FILLED);
}

TEST(BlurredLabels, AreReadWhenSoiledAsWell) {
    cv::Mat label = printed(token('D'));
    spot(label, {14, 12}, 2.2, 240);
    spot(label, {24, 15}, 1.6, 30);
    spot(label, {10, 24}, 1.8, 120);
    cv::line(label, {margin * dots, 20 * dots}, {30 * dots, 30 * dots}, cv::Scalar(20), 6);
    for (const double pixels : {4.0, 9.0}) EXPECT_TRUE(says(readCodes(photographed(label, pixels, 0.65)).read, token('D')));
}

TEST(BlurredLabels, AreReadWithTheMiddleOfFinderPatternsHidden) {
    for (const bool twoOfThem : {false, true}) {
        cv::Mat label = printed(token('M'));
        spot(label, {3.5, 3.5}, 1.8, 235);
        if (twoOfThem) spot(label, {25.5, 3.5}, 1.8, 235);
        for (const double pixels : {4.0, 9.0})
            EXPECT_TRUE(says(readCodes(photographed(label, pixels, 0.5)).read, token('M'))) << pixels << " " << twoOfThem;
    }
}

TEST(BlurredLabels, AreFoundWhereTheyAre) {
    const auto codes = readLabelSymbols(photographed(printed(token('W')), 7, 0.6));
    ASSERT_EQ(codes.size(), 1U);
    // The symbol is 29 of 41 modules, six from each edge, and the whole fills these parts of 287 pixels.
    const auto centre = base::centre(codes[0].quad);
    EXPECT_NEAR(centre.x, 30 + 0.5 * 287, 12);
    EXPECT_NEAR(centre.y, 30 + 0.5 * 287, 12);
    EXPECT_GT(base::distance(codes[0].quad[0], codes[0].quad[1]), 0.8 * 29 * 7 * 0.85);
}

TEST(BlurredLabels, AreNotSeenInPrintNoiseOrForeignCodes) {
    cv::Mat noise(500, 500, CV_8UC1);
    cv::theRNG().state = 3;
    cv::randu(noise, 0, 255);
    EXPECT_TRUE(readLabelSymbols(noise).empty());
    cv::Mat print(600, 800, CV_8UC1, cv::Scalar(240));
    for (int y = 40; y < 600; y += 34)
        cv::putText(print, "Office 0987 for 1234 #88 @@ OO 00", {10, y}, cv::FONT_HERSHEY_SIMPLEX, 1, cv::Scalar(30),
                    3);
    EXPECT_TRUE(readLabelSymbols(print).empty());
    EXPECT_TRUE(readLabelSymbols(photographed(printed("HTTPS://EXAMPLE.ORG/0123456789/ABCD"), 7, 0.5)).empty());
}

}  // namespace
}  // namespace daiban::codes
