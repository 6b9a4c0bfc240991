#include <gtest/gtest.h>

#include "HandMade.h"
#include "Refusal.h"
#include "page/PageFile.h"

namespace daiban::page {
namespace {

using namespace handmade;

const std::vector<int> lossless{cv::IMWRITE_WEBP_QUALITY, 101};

TEST(WebPPage, AppliesItsExifOrientationAndReadsItsDpi) {
    cv::Mat stored;
    cv::rotate(drawnPage(), stored, cv::ROTATE_90_COUNTERCLOCKWISE);
    const auto page = onlyPage(webpWithExif(encoded(stored, ".webp", lossless), 32, 48, exif(6, 300)));
    EXPECT_EQ(page.pixels.size(), cv::Size(48, 32));
    EXPECT_TRUE(looksDrawn(page.pixels));
    EXPECT_DOUBLE_EQ(page.dpi, 300);
}

TEST(WebPPage, LaysWhatIsTransparentOnWhitePaper) {
    cv::Mat clear(8, 8, CV_8UC4, cv::Scalar(0, 0, 0, 0));
    clear.row(0) = cv::Scalar(0, 0, 255, 255);
    const auto page = onlyPage(encoded(clear, ".webp", lossless));
    ASSERT_EQ(page.pixels.type(), CV_8UC3);
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 3), cv::Vec3b(0, 0, 255));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(5, 3), cv::Vec3b(255, 255, 255));
}

TEST(WebPPage, RefusesAPictureCutShort) {
    cv::Mat noise(100, 100, CV_8UC3);
    cv::RNG(3).fill(noise, cv::RNG::UNIFORM, 0, 255);
    const auto whole = encoded(noise, ".webp");
    for (const std::size_t left : {std::size_t{20}, whole.size() / 2, whole.size() - 10}) {
        const auto refusal = refusalOfBytes(whole.substr(0, left), "half.webp");
        EXPECT_EQ(refusal.kind, base::ErrorKind::Unreadable) << left;
        EXPECT_TRUE(refusal.says("half.webp is cut short")) << refusal.sentence;
    }
}

TEST(BmpPage, ReadsItsDpi) {
    const std::string row("\x10\x20\x30\0", 4);
    EXPECT_DOUBLE_EQ(onlyPage(bmp(1, 1, 24, 0, "", row, 11811)).dpi, 300);
    EXPECT_DOUBLE_EQ(onlyPage(bmp(1, 1, 24, 0, "", row, 3780)).dpi, 0) << "96 is a placeholder";
    EXPECT_EQ(onlyPage(bmp(1, 1, 24, 0, "", row)).pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0x10, 0x20, 0x30));
}

TEST(BmpPage, ReadsPalettesOfOneFourAndEightBits) {
    const std::string two("\xFF\xFF\xFF\0\0\0\xFF\0", 8);  // white, red
    const auto oneBit = onlyPage(bmp(9, 1, 1, 0, two, std::string("\x80\x80\0\0", 4)));
    EXPECT_EQ(oneBit.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255));
    EXPECT_EQ(oneBit.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(255, 255, 255));
    EXPECT_EQ(oneBit.pixels.at<cv::Vec3b>(0, 8), cv::Vec3b(0, 0, 255));
    const auto fourBit = onlyPage(bmp(2, 1, 4, 0, two + std::string(14 * 4, '\0'), std::string("\x01\0\0\0", 4)));
    EXPECT_EQ(fourBit.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(0, 0, 255));
    const auto eightBit = onlyPage(bmp(2, 1, 8, 0, two + std::string(254 * 4, '\0'), std::string("\1\0\0\0", 4)));
    EXPECT_EQ(eightBit.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255));
}

TEST(BmpPage, ReadsSixteenBitsByTheirMasks) {
    const std::string masks = little32(0xF800) + little32(0x07E0) + little32(0x001F);
    const auto page = onlyPage(bmp(2, 1, 16, 3, masks, little16(0xF800) + little16(0x07E0)));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(0, 255, 0));
}

TEST(BmpPage, ReadsRunsOfOneColour) {
    const std::string palette = std::string("\xFF\xFF\xFF\0\0\0\xFF\0", 8) + std::string(254 * 4, '\0');
    // Bottom row: three red; top row: one white and two named one by one.
    const std::string runs("\3\1\0\0\1\0\2\1\0\0\0\1", 12);
    const auto page = onlyPage(bmp(3, 2, 8, 1, palette, runs));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(1, 2), cv::Vec3b(0, 0, 255));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(0, 0, 255));
    EXPECT_TRUE(refusalOfBytes(bmp(3, 2, 8, 1, palette, runs.substr(0, 6)), "runs.bmp").says("cut short"));
}

TEST(BmpPage, RefusesWhatIsCutShortTooLargeOrUnknown) {
    const auto whole = encoded(drawnPage(), ".bmp");
    EXPECT_EQ(refusalOfBytes(whole.substr(0, whole.size() - 1), "half.bmp").sentence,
              "half.bmp is cut short; copy or scan it again.");
    EXPECT_TRUE(refusalOfBytes(whole.substr(0, 20), "head.bmp").says("cut short"));
    EXPECT_TRUE(refusalOfBytes(bmp(50000, 50000, 24, 0, "", ""), "huge.bmp").says("50000 x 50000"));
    EXPECT_TRUE(refusalOfBytes(bmp(5, 5, 24, 5, "", ""), "odd.bmp").says("save it as PNG"));
}

}  // namespace
}  // namespace daiban::page
