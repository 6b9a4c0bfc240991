// In this order: jpeglib.h needs <cstdio> before it.
// clang-format off
#include <cstdio>
#include <jpeglib.h>
// clang-format on
#include <gtest/gtest.h>

#include <cstdlib>

#include "HandMade.h"
#include "Refusal.h"
#include "page/PageFile.h"

namespace daiban::page {
namespace {

using namespace handmade;

std::string drawnJpeg(int width = 48, int height = 32) {
    return encoded(drawnPage(width, height), ".jpg", {cv::IMWRITE_JPEG_QUALITY, 100});
}

/// A picture of one colour in four inks, 0 being no ink; with Adobe's mark the same inks are written inverted.
enum class Mark { None, Adobe };
std::string inkJpeg(std::array<int, 4> inks, J_COLOR_SPACE space, Mark mark) {
    jpeg_compress_struct encoder{};
    jpeg_error_mgr errors{};
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    jpeg_mem_dest(&encoder, &bytes, &size);
    encoder.image_width = encoder.image_height = 16;
    encoder.input_components = 4;
    encoder.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&encoder);
    jpeg_set_colorspace(&encoder, space);
    jpeg_set_quality(&encoder, 100, TRUE);
    encoder.write_Adobe_marker = mark == Mark::Adobe ? TRUE : FALSE;
    jpeg_start_compress(&encoder, TRUE);
    std::vector<JSAMPLE> row;
    for (int x = 0; x < 16; ++x)
        for (const int ink : inks) row.push_back(static_cast<JSAMPLE>(mark == Mark::Adobe ? 255 - ink : ink));
    for (int y = 0; y < 16; ++y) {
        JSAMPROW rows = row.data();
        jpeg_write_scanlines(&encoder, &rows, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    std::string out(reinterpret_cast<char*>(bytes), size);
    std::free(bytes);
    return out;
}

void expectColour(const cv::Mat& pixels, cv::Vec3b wanted) {
    ASSERT_EQ(pixels.type(), CV_8UC3);
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(pixels.at<cv::Vec3b>(8, 8)[c], wanted[c], 3) << "channel " << c;
}

TEST(JpegPage, AppliesEveryOrientationExactlyOnce) {
    const cv::Mat upright = drawnPage();
    for (unsigned orientation = 1; orientation <= 8; ++orientation) {
        // What a camera held so would have stored.
        cv::Mat stored;
        switch (orientation) {
            case 2:
                cv::flip(upright, stored, 1);
                break;
            case 3:
                cv::rotate(upright, stored, cv::ROTATE_180);
                break;
            case 4:
                cv::flip(upright, stored, 0);
                break;
            case 5:
                cv::transpose(upright, stored);
                break;
            case 6:
                cv::rotate(upright, stored, cv::ROTATE_90_COUNTERCLOCKWISE);
                break;
            case 7:
                cv::transpose(upright, stored);
                cv::rotate(stored, stored, cv::ROTATE_180);
                break;
            case 8:
                cv::rotate(upright, stored, cv::ROTATE_90_CLOCKWISE);
                break;
            default:
                stored = upright;
        }
        const auto jpeg = encoded(stored, ".jpg", {cv::IMWRITE_JPEG_QUALITY, 100});
        const auto page = onlyPage(withExif(jpeg, exif(orientation)));
        EXPECT_EQ(page.pixels.size(), upright.size()) << "orientation " << orientation;
        EXPECT_TRUE(looksDrawn(page.pixels, 8)) << "orientation " << orientation;
    }
}

TEST(JpegPage, PassesOverAnOrientationThatDoesNotExist) {
    EXPECT_TRUE(looksDrawn(onlyPage(withExif(drawnJpeg(), exif(9))).pixels, 8));
    EXPECT_TRUE(looksDrawn(onlyPage(withExif(drawnJpeg(), "II*")).pixels, 8));
}

TEST(JpegPage, ReadsDpiFromJfifInInchesAndCentimetres) {
    EXPECT_DOUBLE_EQ(onlyPage(withJfif(drawnJpeg(), 1, 300, 300)).dpi, 300);
    EXPECT_NEAR(onlyPage(withJfif(drawnJpeg(), 2, 118, 118)).dpi, 299.72, 1e-9);
}

TEST(JpegPage, TakesNumbersWithoutAUnitAsDpiButNotAMereRatio) {
    EXPECT_DOUBLE_EQ(onlyPage(withJfif(drawnJpeg(), 0, 300, 300)).dpi, 300);
    EXPECT_DOUBLE_EQ(onlyPage(withJfif(drawnJpeg(), 0, 1, 1)).dpi, 0);
}

TEST(JpegPage, DoesNotBelieveThePlaceholdersOfSoftware) {
    for (const unsigned placeholder : {1U, 72U, 96U, 0U, 65535U})
        EXPECT_DOUBLE_EQ(onlyPage(withJfif(drawnJpeg(), 1, placeholder, placeholder)).dpi, 0) << placeholder;
    EXPECT_DOUBLE_EQ(onlyPage(withJfif(drawnJpeg(), 2, 28, 28)).dpi, 0) << "72 dpi in centimetres";
}

TEST(JpegPage, ReadsDpiFromAScannersExif) {
    EXPECT_DOUBLE_EQ(onlyPage(withExif(drawnJpeg(), exif(1, 200))).dpi, 200);
}

TEST(JpegPage, DoesNotBelieveTheDpiOfAPhotograph) {
    EXPECT_DOUBLE_EQ(onlyPage(withExif(drawnJpeg(), exif(1, 300, Taken::ByCamera))).dpi, 0);
}

TEST(JpegPage, DoesNotBelieveADpiThatMakesThePaperLongerThanA0) {
    const auto jpeg = encoded(cv::Mat(8, 4000, CV_8UC1, cv::Scalar(255)), ".jpg");
    EXPECT_DOUBLE_EQ(onlyPage(withJfif(jpeg, 1, 75, 75)).dpi, 0);
    EXPECT_DOUBLE_EQ(onlyPage(withJfif(jpeg, 1, 300, 300)).dpi, 300);
}

TEST(JpegPage, StretchesAFaxWithHalfAsManyLinesAsColumns) {
    const auto page = onlyPage(withJfif(drawnJpeg(48, 32), 1, 200, 100));
    EXPECT_EQ(page.pixels.size(), cv::Size(48, 64));
    EXPECT_DOUBLE_EQ(page.dpi, 200);
}

TEST(JpegPage, KeepsGrayGray) {
    const auto page = onlyPage(encoded(cv::Mat(16, 16, CV_8UC1, cv::Scalar(90)), ".jpg"));
    ASSERT_EQ(page.pixels.type(), CV_8UC1);
    EXPECT_NEAR(page.pixels.at<uchar>(8, 8), 90, 2);
}

TEST(JpegPage, ReadsInksWithAndWithoutAdobesMark) {
    // Cyan and half of black: no red, half of green and blue.
    for (const auto mark : {Mark::Adobe, Mark::None})
        expectColour(onlyPage(inkJpeg({255, 0, 0, 128}, JCS_CMYK, mark)).pixels, {127, 127, 0});
    expectColour(onlyPage(inkJpeg({0, 255, 255, 0}, JCS_YCCK, Mark::Adobe)).pixels, {0, 0, 255});
}

TEST(JpegPage, ReadsInvertedInksWithoutAMarkAsPaperAndNotAsItsNegative) {
    // Bare paper but for a little: 255 is no ink.
    expectColour(onlyPage(inkJpeg({250, 255, 255, 255}, JCS_CMYK, Mark::None)).pixels, {255, 255, 250});
}

TEST(JpegPage, ReadsAProgressivePicture) {
    const auto jpeg = encoded(drawnPage(), ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1, cv::IMWRITE_JPEG_QUALITY, 100});
    EXPECT_TRUE(looksDrawn(onlyPage(jpeg).pixels, 8));
}

TEST(JpegPage, RefusesAPictureCutShortAnywhere) {
    const auto whole = encoded(drawnPage(400, 300), ".jpg");
    for (const double part : {0.01, 0.3, 0.6, 0.9, 0.999}) {
        const auto cut = whole.substr(0, static_cast<std::size_t>(static_cast<double>(whole.size()) * part));
        const auto refusal = refusalOfBytes(cut, "half.jpg");
        EXPECT_EQ(refusal.kind, base::ErrorKind::Unreadable) << part;
        EXPECT_EQ(refusal.sentence, "half.jpg is cut short; copy or scan it again.") << part;
    }
}

TEST(JpegPage, ReadsAPictureThatLacksOnlyItsEndMark) {
    for (const int progressive : {0, 1}) {
        auto jpeg = encoded(drawnPage(400, 300), ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, progressive});
        jpeg.resize(jpeg.size() - 2);
        EXPECT_TRUE(looksDrawn(onlyPage(jpeg).pixels, 8)) << progressive;
    }
}

TEST(JpegPage, ReadsAPictureWithAPhonesOwnDataInPlaceOfTheEndMark) {
    auto jpeg = encoded(drawnPage(400, 300), ".jpg");
    jpeg.resize(jpeg.size() - 2);
    EXPECT_TRUE(looksDrawn(onlyPage(jpeg + std::string("\0\0SEFH\x6b\0\0\0\xFF\xD8\xFF\xE0 SEFT", 19)).pixels, 8));
}

TEST(JpegPage, RefusesAProgressivePictureWhoseLastScansAreMissing) {
    const auto whole = encoded(drawnPage(400, 300), ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
    const auto lastScan = whole.rfind("\xFF\xDA");
    EXPECT_TRUE(refusalOfBytes(whole.substr(0, lastScan), "half.jpg").says("cut short"));
}

TEST(JpegPage, RefusesAProgressivePictureCutShort) {
    const auto whole = encoded(drawnPage(400, 300), ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
    EXPECT_TRUE(refusalOfBytes(whole.substr(0, whole.size() * 2 / 3), "half.jpg").says("cut short"));
}

TEST(JpegPage, RefusesAPictureWithAHoleInIt) {
    cv::Mat noise(300, 400, CV_8UC1);
    cv::RNG(7).fill(noise, cv::RNG::UNIFORM, 0, 255);
    auto jpeg = encoded(noise, ".jpg");
    jpeg.erase(jpeg.size() / 2, jpeg.size() / 4);
    const auto refusal = refusalOfBytes(jpeg, "hole.jpg");
    EXPECT_EQ(refusal.kind, base::ErrorKind::Unreadable);
    EXPECT_TRUE(refusal.says("hole.jpg is damaged"));
}

TEST(JpegPage, ReadsAPictureWithSomethingBehindItsEnd) {
    EXPECT_TRUE(looksDrawn(onlyPage(drawnJpeg() + std::string(1000, 'x')).pixels, 8));
}

TEST(JpegPage, RefusesMorePixelsThanAllowedBeforeDecoding) {
    auto jpeg = drawnJpeg();
    const auto frame = jpeg.find("\xFF\xC0");
    jpeg.replace(frame + 5, 4, big16(60000) + big16(60000));
    const auto refusal = refusalOf([&] { (void)PageFile::fromBytes(jpeg, "huge.jpg"); });
    EXPECT_EQ(refusal.sentence,
              "huge.jpg has 60000 x 60000 pixels, more than the 200 million allowed; scan it with a lower dpi.");
}

}  // namespace
}  // namespace daiban::page
