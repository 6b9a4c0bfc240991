#include <gtest/gtest.h>

#include "HandMade.h"
#include "Refusal.h"
#include "page/PageFile.h"

namespace daiban::page {
namespace {

using namespace handmade;

std::string perMetre(unsigned x, unsigned y) {
    return pngChunk("pHYs", big32(x) + big32(y) + '\1');
}

TEST(PngPage, ReadsDpiFromDotsAMetre) {
    const auto png = encoded(drawnPage(), ".png");
    EXPECT_DOUBLE_EQ(onlyPage(withChunks(png, perMetre(11811, 11811))).dpi, 300);
    EXPECT_DOUBLE_EQ(onlyPage(withChunks(png, perMetre(2835, 2835))).dpi, 0) << "72 is a placeholder";
    EXPECT_DOUBLE_EQ(onlyPage(png).dpi, 0);
}

TEST(PngPage, RefusesAScreenshotThatWasScrolledForManyPages) {
    const auto strip = encoded(cv::Mat(14000, 1080, CV_8UC1, cv::Scalar(250)), ".png");
    EXPECT_TRUE(refusalOfBytes(strip, "long.png").says("long.png has 1080 x 14000 pixels, a strip"));
    EXPECT_EQ(onlyPage(encoded(cv::Mat(60, 900, CV_8UC1, cv::Scalar(250)), ".png")).width(), 900) << "a barcode cut out";
}

TEST(PngPage, NarrowsSixteenBitsToEight) {
    const auto page = onlyPage(png(2, 1, 16, 0, {big16(0xFFFF) + big16(0x8080)}));
    ASSERT_EQ(page.pixels.type(), CV_8UC1);
    EXPECT_EQ(page.pixels.at<uchar>(0, 0), 255);
    EXPECT_EQ(page.pixels.at<uchar>(0, 1), 128);
}

TEST(PngPage, SpreadsOneBitToBlackAndWhite) {
    const auto page = onlyPage(png(10, 1, 1, 0, {"\xAA\x80"}));
    ASSERT_EQ(page.pixels.type(), CV_8UC1);
    for (int x = 0; x < 10; ++x) EXPECT_EQ(page.pixels.at<uchar>(0, x), x % 2 == 0 ? 255 : 0);
}

TEST(PngPage, LooksUpAPalette) {
    const auto palette = pngChunk("PLTE", std::string("\xFF\0\0\0\0\xFF", 6));
    const auto page = onlyPage(png(2, 1, 8, 3, {std::string("\0\1", 2)}, palette));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(255, 0, 0));
}

TEST(PngPage, LaysWhatIsTransparentOnWhitePaper) {
    // Black with no, half and full cover.
    const auto page = onlyPage(png(3, 1, 8, 6, {std::string("\0\0\0\0\0\0\0\x80\0\0\0\xFF", 12)}));
    ASSERT_EQ(page.pixels.type(), CV_8UC3);
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(127, 127, 127));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 2), cv::Vec3b(0, 0, 0));
}

TEST(PngPage, LaysTransparentGrayAndPaletteEntriesOnWhitePaper) {
    const auto gray = onlyPage(png(2, 1, 8, 4, {std::string("\0\0\0\xFF", 4)}));
    ASSERT_EQ(gray.pixels.type(), CV_8UC1);
    EXPECT_EQ(gray.pixels.at<uchar>(0, 0), 255);
    EXPECT_EQ(gray.pixels.at<uchar>(0, 1), 0);

    const auto palette = pngChunk("PLTE", std::string(6, '\0')) + pngChunk("tRNS", std::string(1, '\0'));
    const auto looked = onlyPage(png(2, 1, 8, 3, {std::string("\0\1", 2)}, palette));
    EXPECT_EQ(looked.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
    EXPECT_EQ(looked.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(0, 0, 0));
}

TEST(PngPage, AppliesItsExifOrientationOnce) {
    cv::Mat stored;
    cv::rotate(drawnPage(), stored, cv::ROTATE_90_COUNTERCLOCKWISE);
    const auto page = onlyPage(withChunks(encoded(stored, ".png"), pngChunk("eXIf", exif(6))));
    EXPECT_EQ(page.pixels.size(), cv::Size(48, 32));
    EXPECT_TRUE(looksDrawn(page.pixels));
}

TEST(PngPage, ReadsAnInterlacedPicture) {
    // Adam7 of 1 x 1: the first pass is the whole picture.
    auto bytes = png(1, 1, 8, 0, {"\x37"});
    std::string header = bytes.substr(16, 13);
    header[12] = 1;
    bytes.replace(8, 25, pngChunk("IHDR", header));
    EXPECT_EQ(onlyPage(bytes).pixels.at<uchar>(0, 0), 0x37);
}

TEST(PngPage, RefusesAPictureCutShortAnywhere) {
    const auto whole = encoded(drawnPage(200, 100), ".png");
    for (const std::size_t left :
         {std::size_t{9}, std::size_t{40}, whole.size() / 2, whole.size() - 13, whole.size() - 1}) {
        const auto refusal = refusalOfBytes(whole.substr(0, left), "half.png");
        EXPECT_EQ(refusal.kind, base::ErrorKind::Unreadable) << left;
        EXPECT_EQ(refusal.sentence, "half.png is cut short; copy or scan it again.") << left;
    }
}

TEST(PngPage, RefusesAPictureWithOneWrongByte) {
    auto bytes = encoded(drawnPage(200, 100), ".png");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
    EXPECT_TRUE(refusalOfBytes(bytes, "bad.png").says("bad.png is damaged"));
}

TEST(PngPage, RefusesFiftyThousandPixelsSquareAtOnce) {
    const auto refusal = refusalOf([&] { (void)PageFile::fromBytes(png(50000, 50000, 8, 2, {"x"}), "bomb.png"); });
    EXPECT_EQ(refusal.kind, base::ErrorKind::Unreadable);
    EXPECT_TRUE(refusal.says("bomb.png has 50000 x 50000 pixels"));
}

TEST(PngPage, CountsThePixelsThatStretchingWouldMake) {
    DecodeLimits limits;
    limits.pixels = 2000;
    const auto fax = withChunks(encoded(drawnPage(), ".png"), perMetre(7874, 2500));
    EXPECT_TRUE(refusalOfBytes(fax, "fax.png", limits).says("pixels"));
    EXPECT_EQ(onlyPage(encoded(drawnPage(), ".png"), "a", limits).width(), 48);
}

}  // namespace
}  // namespace daiban::page
