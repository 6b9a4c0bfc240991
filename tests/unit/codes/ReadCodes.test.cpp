#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string_view>

#include "base/Error.h"
#include "codes/Code.h"
#include "codes/QrCode.h"
#include "codes/TextOfBytes.h"

namespace daiban::codes {
namespace {

constexpr std::string_view token = "10ABCDEFGHIJKLMNOPQRSTUVWXYZ234567X";

/// A sheet of A4 at `dpi`.
cv::Mat a4(double dpi) {
    return cv::Mat(static_cast<int>(297 * dpi / 25.4), static_cast<int>(210 * dpi / 25.4), CV_8UC1, cv::Scalar(250));
}

void put(cv::Mat& page, const cv::Mat& modules, cv::Point at, int pixelsAModule) {
    cv::Mat large;
    cv::resize(modules, large, {}, pixelsAModule, pixelsAModule, cv::INTER_NEAREST);
    large.copyTo(page(cv::Rect(at, large.size())));
}

cv::Mat withNoise(const cv::Mat& page, double blur, double noise) {
    cv::Mat out = page.clone();
    if (blur > 0) cv::GaussianBlur(out, out, {}, blur);
    cv::Mat grain(out.size(), CV_16SC1);
    cv::theRNG().state = 42;
    cv::randn(grain, 0, noise);
    cv::Mat sum;
    out.convertTo(sum, CV_16S);
    sum += grain;
    sum.convertTo(out, CV_8U);
    return out;
}

cv::Mat turned(const cv::Mat& page, double degrees) {
    cv::Mat out;
    const cv::Point2f centre(static_cast<float>(page.cols) / 2, static_cast<float>(page.rows) / 2);
    cv::warpAffine(page, out, cv::getRotationMatrix2D(centre, -degrees, 1), page.size(), cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT, cv::Scalar(250));
    return out;
}

/// Lines of print: words of strokes, and framed characters such as 回, which look like a QR code's corner.
cv::Mat printedPage() {
    cv::Mat page = a4(200);
    for (int y = 150; y < page.rows - 150; y += 48) {
        cv::putText(page, "Resident 1234567 registers 0987 lll iii ||| = III #### 8888 MWMW", {120, y},
                    cv::FONT_HERSHEY_SIMPLEX, 1, cv::Scalar(30), 2);
        for (int x = 1300; x < 1500; x += 50) {
            cv::rectangle(page, cv::Rect(x, y - 28, 35, 35), cv::Scalar(30), 5);
            cv::rectangle(page, cv::Rect(x + 11, y - 17, 13, 13), cv::Scalar(30), cv::FILLED);
        }
    }
    return page;
}

/// Code 39, drawn here: narrow and wide bars and gaps by turns.
std::string_view code39Of(char c) {
    switch (c) {
        case '1':
            return "wnnwnnnnw";
        case '2':
            return "nnwwnnnnw";
        case '3':
            return "wnwwnnnnn";
        case 'A':
            return "wnnnnwnnw";
        case 'B':
            return "nnwnnwnnw";
        case 'C':
            return "wnwnnwnnn";
        default:
            return "nwnnwnwnn";  // *
    }
}

cv::Mat code39(std::string_view text, int narrow, int height) {
    cv::Mat bars(height, 0, CV_8UC1);
    const auto add = [&](bool dark, bool wide) {
        cv::hconcat(bars, cv::Mat(height, narrow * (wide ? 3 : 1), CV_8UC1, cv::Scalar(dark ? 10 : 250)), bars);
    };
    for (const char c : "*" + std::string(text) + "*") {
        const auto pattern = code39Of(c);
        for (std::size_t i = 0; i < pattern.size(); ++i) add(i % 2 == 0, pattern[i] == 'w');
        add(false, false);
    }
    return bars;
}

/// EAN-13, drawn here: a digit is a gap, a bar, a gap and a bar of seven modules together; which of the first six
/// digits are drawn the other way round tells the one before them.
cv::Mat ean13(std::string_view digits, int module, int height) {
    static constexpr std::array<std::string_view, 10> widths{"3211", "2221", "2122", "1411", "1132",
                                                             "1231", "1114", "1312", "1213", "3112"};
    static constexpr std::array<std::string_view, 10> reversed{"......", "..#.##", "..##.#", "..###.", ".#..##",
                                                               ".##..#", ".###..", ".#.#.#", ".#.##.", ".##.#."};
    const auto valueOf = [&](std::size_t i) { return static_cast<std::size_t>(digits[i] - '0'); };
    std::string runs = "111";
    for (std::size_t i = 1; i < digits.size(); ++i) {
        std::string digit(widths.at(valueOf(i)));
        if (i <= 6 && reversed.at(valueOf(0))[i - 1] == '#') std::reverse(digit.begin(), digit.end());
        runs += (i == 7 ? "11111" : "") + digit;
    }
    runs += "111";
    cv::Mat bars(height, 0, CV_8UC1);
    for (std::size_t i = 0; i < runs.size(); ++i)
        cv::hconcat(bars, cv::Mat(height, module * (runs[i] - '0'), CV_8UC1, cv::Scalar(i % 2 == 0 ? 10 : 250)), bars);
    return bars;
}

/// A DataMatrix code that says "DAIBAN".
cv::Mat dataMatrix() {
    static constexpr std::array<std::string_view, 12> rows{
        "#.#.#.#.#.#.", "#.#####..###", "##.#.....#..", "##....#..###", "#.###....##.", "#...#.##.#.#",
        "#.#..###.##.", "#.#.##...###", "####........", "##.#..##.#.#", "#....##.#.#.", "############"};
    cv::Mat modules(12, 12, CV_8UC1);
    for (int y = 0; y < 12; ++y)
        for (int x = 0; x < 12; ++x)
            modules.at<std::uint8_t>(y, x) =
                rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == '#' ? 0 : 255;
    return modules;
}

void expectNear(const base::Quad& quad, const base::Quad& truth, double pixels) {
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_LE(base::distance(quad[i], truth[i]), pixels)
            << "corner " << i << " at " << quad[i].x << "," << quad[i].y << " not " << truth[i].x << "," << truth[i].y;
}

TEST(QrCodes, OfALabelTokenAreVersionThreeAtLevelQ) {
    const cv::Mat modules = makeQrCode(token, QrLevel::Q);
    EXPECT_EQ(modules.size(), cv::Size(29, 29));
    EXPECT_EQ(modules.type(), CV_8UC1);
    EXPECT_EQ(makeQrCode(token, QrLevel::M).cols, 25) << "version 2 holds 38 characters at level M";
    EXPECT_EQ(makeQrCode(std::string(token) + "1", QrLevel::H).cols, 33) << "version 3 holds 35 at level H";
}

TEST(QrCodes, ConsistOfBlackAndWhiteWithoutQuietZone) {
    const cv::Mat modules = makeQrCode(token);
    EXPECT_EQ(cv::countNonZero(modules == 0) + cv::countNonZero(modules == 255), 29 * 29);
    for (int i = 0; i < 7; ++i) EXPECT_EQ(modules.at<std::uint8_t>(0, i), 0) << "finder pattern in the corner";
}

TEST(QrCodes, ThatCannotHoldTheTextAreRefusedWithASentence) {
    EXPECT_THROW((void)makeQrCode(std::string(5000, 'A'), QrLevel::H), base::Error);
    EXPECT_THROW((void)makeQrCode(""), base::Error);
}

TEST(QrCodes, InChineseAreReadAsTheyWereMade) {
    cv::Mat page = a4(150);
    put(page, makeQrCode("天津市滨海新区向阳里社区"), {200, 300}, 4);
    const auto codes = readCodes(page).read;
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].text, "天津市滨海新区向阳里社区");
}

TEST(CodeTexts, WithoutANamedCharacterSetAreReadAsUtf8OrChinese) {
    EXPECT_EQ(textOfBytes("plain", "guess"), "plain");
    EXPECT_EQ(textOfBytes("社区", "guess"), "社区");
    EXPECT_EQ(textOfBytes("\xCC\xEC\xBD\xF2\xCA\xD0\xD0\xC5\xCF\xA2", "guess"), "天津市信息");  // GBK
    EXPECT_EQ(textOfBytes("\x83\x82\x83\x6F\x83\x43\x83\x8B", "モバイル"), "モバイル");         // Shift-JIS
    EXPECT_EQ(textOfBytes("caf\xE9", "café"), "café");
}

TEST(ReadCodes, FindAQrCodeWhereItIs) {
    cv::Mat page = a4(300);
    put(page, makeQrCode(token), {1500, 400}, 6);
    const auto codes = readCodes(page).read;
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].format, "QRCode");
    EXPECT_EQ(codes[0].text, token);
    expectNear(codes[0].quad, base::rectangle(1500, 400, 174, 174), 6);
}

TEST(ReadCodes, NameCornersFromTheCodesOwnTopLeft) {
    cv::Mat page = a4(200);
    put(page, makeQrCode(token), {300, 500}, 5);
    const auto quad = base::rectangle(300, 500, 145, 145);
    cv::Mat rotated = page;
    base::Quad truth = quad;
    for (const auto turn : {base::Turn::Right, base::Turn::Half, base::Turn::Left}) {
        cv::rotate(rotated, rotated, cv::ROTATE_90_CLOCKWISE);
        truth = base::turned(quad, turn, page.cols, page.rows);
        const auto codes = readCodes(rotated).read;
        ASSERT_EQ(codes.size(), 1U);
        expectNear(codes[0].quad, truth, 5);
    }
}

// Modules of 4 pixels; the plain pass ends at a blur of about 1.5 pixels, the whole at about 2.
TEST(ReadCodes, ReadBlurredNoisyTiltedScans) {
    int read = 0;
    int tried = 0;
    for (const double degrees : {-30.0, -7.0, 0.0, 3.0, 12.0, 45.0, 200.0})
        for (const double blur : {0.0, 1.0, 1.6}) {
            cv::Mat page = a4(150);
            put(page, makeQrCode(token), {500, 700}, 4);
            const auto codes = readCodes(withNoise(turned(page, degrees), blur, 12)).read;
            ++tried;
            if (codes.size() == 1 && codes[0].text == token) ++read;
        }
    EXPECT_EQ(read, tried);
}

TEST(ReadCodes, ReadColourAsWellAsGray) {
    cv::Mat page = a4(150);
    put(page, makeQrCode(token), {500, 700}, 4);
    cv::Mat colour;
    cv::cvtColor(page, colour, cv::COLOR_GRAY2BGR);
    EXPECT_EQ(readCodes(colour).read.size(), 1U);
    cv::cvtColor(page, colour, cv::COLOR_GRAY2BGRA);
    EXPECT_EQ(readCodes(colour).read.size(), 1U);
    EXPECT_EQ(readCodes(page(cv::Rect(400, 600, 400, 400))).read.size(), 1U) << "a piece of a larger image";
}

TEST(ReadCodes, FindEveryQrCodeOfASheetOfLabelsOnce) {
    cv::Mat page = a4(200);
    std::vector<std::string> texts;
    for (int row = 0; row < 6; ++row)
        for (int column = 0; column < 3; ++column) {
            texts.push_back("LABEL" + std::to_string(row * 3 + column));
            put(page, makeQrCode(texts.back() + std::string(30, 'X')), {150 + column * 480, 120 + row * 340}, 4);
        }
    const auto codes = readCodes(withNoise(page, 0.7, 6)).read;
    ASSERT_EQ(codes.size(), texts.size());
    for (const auto& text : texts)
        EXPECT_EQ(std::count_if(codes.begin(), codes.end(),
                                [&](const Code& c) { return c.text == text + std::string(30, 'X'); }),
                  1)
            << text;
}

TEST(ReadCodes, KeepTwoLabelsThatSayTheSame) {
    cv::Mat page = a4(200);
    put(page, makeQrCode(token), {150, 200}, 4);
    put(page, makeQrCode(token), {900, 1500}, 4);
    EXPECT_EQ(readCodes(page).read.size(), 2U);
}

TEST(ReadCodes, GiveNoMoreThanAsked) {
    cv::Mat page = a4(200);
    put(page, makeQrCode("ONE"), {150, 200}, 4);
    put(page, makeQrCode("TWO"), {900, 1500}, 4);
    EXPECT_EQ(readCodes(page, {.most = 1}).read.size(), 1U);
    EXPECT_TRUE(readCodes(page, {.most = 0}).read.empty());
}

TEST(ReadCodes, ReadALargeBarcodeOnALargePage) {
    // Read at two sizes of the image, it ended the process by an assertion in ZXing-C++ 1.4.
    cv::Mat page = a4(300);
    const cv::Mat bars = code39("ABC123", 6, 300);
    bars.copyTo(page(cv::Rect({400, 900}, bars.size())));
    const auto codes = readCodes(page).read;
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].format, "Code39");
    EXPECT_EQ(codes[0].text, "ABC123");
}

TEST(ReadCodes, KeepSeveralBarcodesThatSayTheSame) {
    // Found in one call, they ended the process by an assertion in ZXing-C++ 1.4.
    cv::Mat page = a4(200);
    const cv::Mat bars = code39("ABC123", 3, 120);
    for (const int y : {300, 700, 1100, 1500}) bars.copyTo(page(cv::Rect({400, y}, bars.size())));
    cv::Mat upwards;
    cv::rotate(bars, upwards, cv::ROTATE_90_CLOCKWISE);
    upwards.copyTo(page(cv::Rect({1300, 900}, upwards.size())));
    const auto codes = readCodes(page).read;
    EXPECT_EQ(codes.size(), 5U);
    for (const auto& code : codes) EXPECT_EQ(code.text, "ABC123");
}

TEST(ReadCodes, NameABarcodesCornersWhereItBegins) {
    cv::Mat page = a4(200);
    const cv::Mat bars = code39("ABC123", 3, 120);
    bars.copyTo(page(cv::Rect({300, 600}, bars.size())));
    const auto truth = base::rectangle(300, 600, bars.cols, bars.rows);
    cv::Mat upsideDown;
    cv::rotate(page, upsideDown, cv::ROTATE_180);
    const auto upright = readCodes(page).read;
    const auto turnedOver = readCodes(upsideDown).read;
    ASSERT_EQ(upright.size(), 1U);
    ASSERT_EQ(turnedOver.size(), 1U);
    // The bars begin and end within the last character's gap: 6 pixels.
    expectNear(upright[0].quad, truth, 6);
    expectNear(turnedOver[0].quad, base::turned(truth, base::Turn::Half, page.cols, page.rows), 6);
}

TEST(ReadCodes, DoesNotTellABookCodeThatOneStripAloneShows) {
    const cv::Mat bars = ean13("9785699658930", 4, 120);
    const auto smearedBut = [&](cv::Range rows) {
        cv::Mat seen = bars.clone();
        seen.colRange(60, 80).setTo(cv::Scalar(130));
        bars.rowRange(rows).copyTo(seen.rowRange(rows));
        cv::Mat page(400, 900, CV_8UC1, cv::Scalar(250));
        seen.copyTo(page(cv::Rect({200, 140}, seen.size())));
        return page;
    };
    const auto whole = readCodes(smearedBut({0, 120})).read;
    ASSERT_EQ(whole.size(), 1U);
    EXPECT_EQ(whole[0].format, "EAN-13");
    EXPECT_EQ(whole[0].text, "9785699658930");
    EXPECT_EQ(readCodes(smearedBut({0, 90})).read.size(), 1U) << "two thirds of the height";
    EXPECT_TRUE(readCodes(smearedBut({53, 67})).read.empty());
}

TEST(ReadCodes, ReadABarcodeUpTheSideOfThePage) {
    cv::Mat page = a4(200);
    cv::Mat bars = code39("CAB321", 3, 120);
    cv::rotate(bars, bars, cv::ROTATE_90_COUNTERCLOCKWISE);
    bars.copyTo(page(cv::Rect({100, 500}, bars.size())));
    const auto codes = readCodes(page).read;
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].text, "CAB321");
}

TEST(ReadCodes, ReadDataMatrixBesideQrAndBarcode) {
    cv::Mat page(700, 700, CV_8UC1, cv::Scalar(250));
    put(page, dataMatrix(), {350, 330}, 8);
    put(page, makeQrCode(token), {60, 60}, 5);
    const cv::Mat bars = code39("A1", 3, 80);
    bars.copyTo(page(cv::Rect({300, 560}, bars.size())));
    const auto codes = readCodes(page).read;
    ASSERT_EQ(codes.size(), 3U);
    EXPECT_EQ(codes[0].text, token) << "from top to bottom";
    EXPECT_EQ(codes[1].format, "DataMatrix");
    EXPECT_EQ(codes[1].text, "DAIBAN");
    EXPECT_EQ(codes[2].text, "A1");
}

TEST(ReadCodes, ReadDataMatrixInARuledFrame) {
    cv::Mat page(1600, 1200, CV_8UC1, cv::Scalar(250));
    cv::rectangle(page, {40, 40}, {1160, 1560}, cv::Scalar(20), 4);
    put(page, dataMatrix(), {120, 1300}, 6);
    const auto codes = readCodes(page).read;
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].text, "DAIBAN");
}

TEST(ReadCodes, FindNothingOnAPageOfPrint) {
    EXPECT_TRUE(readCodes(printedPage()).read.empty());
    EXPECT_TRUE(readCodes(withNoise(printedPage(), 1, 15)).read.empty());
    EXPECT_TRUE(readCodes(a4(300)).read.empty());
}

TEST(ReadCodes, FindTheCodeAmongPrint) {
    cv::Mat page = printedPage();
    cv::rectangle(page, cv::Rect(600, 900, 200, 200), cv::Scalar(250), cv::FILLED);
    put(page, makeQrCode(token), {628, 928}, 5);
    const auto codes = readCodes(withNoise(page, 1, 8)).read;
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].text, token);
}

TEST(ReadCodes, ReadALightCodeOnDarkWhenTryingHarder) {
    cv::Mat picture(400, 400, CV_8UC1, cv::Scalar(250));
    put(picture, makeQrCode(token), {100, 100}, 6);
    picture = 255 - picture;
    EXPECT_EQ(readCodes(picture).read.size(), 1U);
    EXPECT_TRUE(readCodes(picture, {.tryHarder = false}).read.empty());
}

TEST(ReadCodes, ReadACodeCutOutWithoutItsQuietZone) {
    cv::Mat large;
    cv::resize(makeQrCode(token), large, {}, 4, 4, cv::INTER_NEAREST);
    const auto codes = readCodes(large).read;
    ASSERT_EQ(codes.size(), 1U);
    expectNear(codes[0].quad, base::rectangle(0, 0, 116, 116), 4);
}

TEST(ReadCodes, TakeImagesOfAnySize) {
    EXPECT_TRUE(readCodes(cv::Mat()).read.empty());
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(1, 100), cv::Size(100, 1), cv::Size(7, 7), cv::Size(30, 2000)})
        EXPECT_TRUE(readCodes(cv::Mat(size, CV_8UC1, cv::Scalar(200))).read.empty()) << size;
}

TEST(ReadCodes, RefuseImagesOfAnotherDepth) {
    EXPECT_THROW((void)readCodes(cv::Mat(50, 50, CV_16UC1, cv::Scalar(0))), base::Error);
    EXPECT_THROW((void)readCodes(cv::Mat(50, 50, CV_8UC2, cv::Scalar(0))), base::Error);
}

/// A sheet of labels with a code in each, 5 across and `rows` down.
cv::Mat sheetOfCodes(int rows, std::vector<cv::Rect>* places = nullptr) {
    cv::Mat page = a4(200);
    for (int i = 0; i < 5 * rows; ++i) {
        const cv::Point at(60 + i % 5 * 310, 60 + i / 5 * (page.rows - 100) / rows);
        const cv::Mat modules = makeQrCode("SHEET-" + std::to_string(1000 + i), QrLevel::Q);
        put(page, modules, at, 4);
        cv::putText(page, "AB12-" + std::to_string(1000 + i), at + cv::Point(110, 40), cv::FONT_HERSHEY_SIMPLEX, 0.7,
                    cv::Scalar(30), 2);
        if (places != nullptr) places->push_back(cv::Rect(at, modules.size() * 4));
    }
    return page;
}

TEST(ReadCodes, ReadsEveryCodeOfASheetOf65) {
    const auto seen = readCodes(withNoise(sheetOfCodes(13), 0.7, 6));
    EXPECT_EQ(seen.read.size(), 65U);
    EXPECT_TRUE(seen.unread.empty());
}

TEST(ReadCodes, ReportsEachLabelOfASheetThatIsBlackened) {
    std::vector<cv::Rect> places;
    cv::Mat page = sheetOfCodes(8, &places);
    for (const std::size_t i : {3U, 17U, 38U}) page(places[i]).setTo(cv::Scalar(20));
    const auto seen = readCodes(withNoise(page, 0.7, 6));
    EXPECT_EQ(seen.read.size(), 37U);
    ASSERT_EQ(seen.unread.size(), 3U);
    for (const auto& place : seen.unread) {
        const auto centre = base::centre(place.quad);
        EXPECT_TRUE(std::any_of(places.begin(), places.end(), [&](const cv::Rect& where) {
            return where.contains(cv::Point(cvRound(centre.x), cvRound(centre.y)));
        }));
    }
}

TEST(ReadCodes, ReportsABlackenedLabelOfASheetOnADarkTable) {
    std::vector<cv::Rect> places;
    cv::Mat sheet = sheetOfCodes(8, &places);
    sheet(places[17]).setTo(cv::Scalar(20));
    cv::Mat photo;
    cv::copyMakeBorder(sheet, photo, 200, 200, 200, 200, cv::BORDER_CONSTANT, cv::Scalar(60));
    const auto seen = readCodes(withNoise(photo, 0.7, 6));
    EXPECT_EQ(seen.read.size(), 39U);
    EXPECT_EQ(seen.unread.size(), 1U);
}

TEST(ReadCodes, DoesNotTakeThePrintBesideACodeForALabel) {
    std::vector<cv::Rect> places;
    cv::Mat page = sheetOfCodes(8, &places);
    for (const auto& place : places)
        for (int line = 0; line < 5; ++line)
            cv::putText(page, "MWMW8888", place.tl() + cv::Point(place.width + 20, 18 + 20 * line),
                        cv::FONT_HERSHEY_SIMPLEX, 0.6, cv::Scalar(10), 2);
    page(places[17]).setTo(cv::Scalar(20));
    const auto seen = readCodes(withNoise(page, 0.7, 6));
    EXPECT_EQ(seen.read.size(), 39U);
    EXPECT_EQ(seen.unread.size(), 1U);
}

TEST(ReadCodes, ReportsACodeWhoseMiddleIsScratchedOut) {
    cv::Mat page = a4(200);
    const cv::Mat modules = makeQrCode("ONE LABEL ON A FOLDER 0001", QrLevel::L);
    put(page, modules, {600, 700}, 5);
    const int side = modules.cols * 5;
    for (int y = 45; y < side - 45; y += 9)  // every other row of modules and more, between the finder patterns
        page(cv::Rect(600 + 45, 700 + y, side - 45, 7)).setTo(cv::Scalar(20));
    const auto seen = readCodes(withNoise(page, 0.7, 6));
    EXPECT_TRUE(seen.read.empty());
    EXPECT_EQ(seen.count(), 1U);
}

TEST(ReadCodes, ReadsACodePrintedLightOnDarkBesideADarkOne) {
    cv::Mat page = a4(200);
    put(page, makeQrCode("DARK ON LIGHT 1"), {200, 300}, 5);
    page(cv::Rect(850, 250, 300, 300)).setTo(cv::Scalar(30));
    cv::Mat light;
    cv::bitwise_not(makeQrCode("LIGHT ON DARK 2"), light);
    put(page, light, {920, 320}, 5);
    EXPECT_EQ(readCodes(withNoise(page, 0.7, 6)).read.size(), 2U);
}

TEST(ReadCodes, ReadsACodeUnderGlare) {
    cv::Mat page = a4(150);
    const cv::Mat modules = makeQrCode("A parcel of somebody else, with a longer text than a label has", QrLevel::Q);
    put(page, modules, {500, 700}, 6);
    page.convertTo(page, CV_8U, 0.4, 40);  // paper of 140, ink of 40
    const int side = 6 * modules.cols;
    for (const auto& [x, y] : {std::pair{0.45, 0.3}, {0.6, 0.55}, {0.4, 0.75}})
        cv::ellipse(page, cv::Point(500 + cvRound(x * side), 700 + cvRound(y * side)), {side / 5, side / 22}, 35, 0,
                    360, cv::Scalar(255), cv::FILLED);
    EXPECT_EQ(readCodes(withNoise(page, 1.5, 4)).read.size(), 1U);
}

TEST(ReadCodes, ReadsACodeWhicheverOfItsFinderPatternsIsHalfHidden) {
    const std::string text = "A parcel of somebody else, with a longer text than a label has";
    const cv::Mat modules = makeQrCode(text, QrLevel::Q);
    const int last = modules.cols - 7;
    for (const auto& corner : {cv::Point(0, 0), cv::Point(last, 0), cv::Point(0, last)}) {
        cv::Mat page(600, 600, CV_8UC1, cv::Scalar(250));
        put(page, modules, {150, 150}, 7);
        const cv::Point at = cv::Point(150, 150) + 7 * corner;
        cv::line(page, at + cv::Point(0, 25), at + cv::Point(49, 25), cv::Scalar(250), 9);
        const auto codes = readCodes(withNoise(turned(page, 20), 1.5, 4)).read;
        ASSERT_EQ(codes.size(), 1U) << corner;
        EXPECT_EQ(codes[0].text, text);
    }
}

TEST(ReadCodes, ReadsACodeOnACylinder) {
    cv::Mat flat(240, 240, CV_8UC1, cv::Scalar(240));
    put(flat, makeQrCode("10ABCDEFGHIJKLMNOPQRSTUVWXYZ234567X"), {33, 33}, 6);
    // Seen from the front, a cylinder whose radius is the label's width: the edges lie 30 degrees round.
    cv::Mat mapX(240, 240, CV_32FC1);
    cv::Mat mapY(240, 240, CV_32FC1);
    for (int y = 0; y < 240; ++y)
        for (int x = 0; x < 240; ++x) {
            const double across = (x - 120) / 120.0;
            mapX.at<float>(y, x) = static_cast<float>(120 + 174 * std::asin(std::clamp(across, -1.0, 1.0)));
            mapY.at<float>(y, x) = static_cast<float>(y + 14 * across * across);
        }
    cv::Mat bent;
    cv::remap(flat, bent, mapX, mapY, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(240));
    cv::Mat page = a4(150);
    bent.copyTo(page(cv::Rect(500, 700, 240, 240)));
    const auto codes = readCodes(withNoise(page, 0.7, 6)).read;
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].text, token);
}

}  // namespace
}  // namespace daiban::codes
