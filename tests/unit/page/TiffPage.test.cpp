#include <gtest/gtest.h>

#include "HandMade.h"
#include "Refusal.h"
#include "page/PageFile.h"
#include "support/TemporaryFolder.h"

namespace daiban::page {
namespace {

using namespace handmade;

enum Tag : unsigned {
    SubfileTag = 254,
    BitsTag = 258,
    CompressionTag = 259,
    PhotometricTag = 262,
    OrientationTag = 274,
    SamplesTag = 277,
    XResolutionTag = 282,
    YResolutionTag = 283,
    UnitTag = 296,
    PaletteTag = 320,
    ExtraSamplesTag = 338,
};
enum Photometric : unsigned { WhiteIsZero = 0, BlackIsZero = 1, Rgb = 2, Palette = 3 };

Field bitsOf(unsigned count, unsigned each) {
    std::string value;
    for (unsigned i = 0; i < count; ++i) value += little16(each);
    return {BitsTag, 3, count, value};
}

std::string grayTiff(int width, int height, const std::string& pixels, std::vector<Field> more = {}) {
    more.insert(more.end(), {whole(BitsTag, 8), whole(CompressionTag, 1), whole(PhotometricTag, BlackIsZero)});
    return tiff(width, height, pixels, more);
}

std::string manyPages(int count) {
    const support::TemporaryFolder folder;
    std::vector<cv::Mat> pages;
    for (int i = 0; i < count; ++i) pages.emplace_back(20, 30, CV_8UC1, cv::Scalar(10 * i));
    const auto path = (folder.path() / "many.tif").string();
    cv::imwritemulti(path, pages);
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(TiffPage, GivesEveryPageInItsOrder) {
    const auto file = PageFile::fromBytes(manyPages(12), "batch.tif");
    ASSERT_EQ(file.pageCount(), 12);
    for (int number : {12, 1, 7}) {
        const auto page = file.page(number);
        EXPECT_EQ(page.pixels.at<uchar>(10, 10), 10 * (number - 1));
        EXPECT_EQ(page.provenance.number, number);
    }
}

TEST(TiffPage, RefusesMorePagesThanAllowed) {
    DecodeLimits limits;
    limits.pages = 3;
    EXPECT_TRUE(refusalOfBytes(manyPages(4), "many.tif", limits).says("more than 3 pages"));
    EXPECT_EQ(PageFile::fromBytes(manyPages(3), "three.tif", limits).pageCount(), 3);
}

TEST(TiffPage, ReadsDpiInInchesCentimetresAndWithoutUnit) {
    const std::string pixels(64, '\x7F');
    const auto dpiWith = [&](unsigned value, unsigned unit) {
        return onlyPage(grayTiff(8, 8, pixels,
                                 {ratio(XResolutionTag, value), ratio(YResolutionTag, value), whole(UnitTag, unit)}))
            .dpi;
    };
    EXPECT_DOUBLE_EQ(dpiWith(300, 2), 300);
    EXPECT_NEAR(dpiWith(118, 3), 299.72, 0.01);
    EXPECT_DOUBLE_EQ(dpiWith(300, 1), 300);
    EXPECT_DOUBLE_EQ(dpiWith(1, 1), 0);
    EXPECT_DOUBLE_EQ(onlyPage(grayTiff(8, 8, pixels)).dpi, 0);
}

TEST(TiffPage, ReadsOneBitWithEitherColourAsZero) {
    const std::string bits("\xF0\x00", 2);
    const auto white = onlyPage(tiff(8, 2, bits, {whole(BitsTag, 1), whole(PhotometricTag, WhiteIsZero)}));
    ASSERT_EQ(white.pixels.type(), CV_8UC1);
    EXPECT_EQ(white.pixels.at<uchar>(0, 0), 0);
    EXPECT_EQ(white.pixels.at<uchar>(1, 0), 255);
    const auto black = onlyPage(tiff(8, 2, bits, {whole(BitsTag, 1), whole(PhotometricTag, BlackIsZero)}));
    EXPECT_EQ(black.pixels.at<uchar>(0, 0), 255);
    EXPECT_EQ(black.pixels.at<uchar>(1, 0), 0);
}

TEST(TiffPage, NarrowsSixteenBitsToEight) {
    const auto page = onlyPage(
        tiff(2, 1, little16(0xFFFF) + little16(0x4040), {whole(BitsTag, 16), whole(PhotometricTag, BlackIsZero)}));
    EXPECT_EQ(page.pixels.at<uchar>(0, 0), 255);
    EXPECT_NEAR(page.pixels.at<uchar>(0, 1), 0x40, 1);
}

TEST(TiffPage, LooksUpAPalette) {
    std::string palette;  // all reds, all greens, all blues
    for (int channel = 0; channel < 3; ++channel)
        for (int i = 0; i < 16; ++i) palette += little16(i == 5 && channel == 2 ? 0xFFFF : 0);
    const auto page =
        onlyPage(tiff(2, 1, "\x50", {whole(BitsTag, 4), whole(PhotometricTag, Palette), {PaletteTag, 3, 48, palette}}));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 0, 0));
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(0, 0, 0));
}

TEST(TiffPage, LaysWhatIsTransparentOnWhitePaper) {
    const std::string pixels("\xFF\0\0\xFF\0\0\0\0", 8);  // opaque red, nothing
    for (const unsigned alphaKind : {1U, 2U}) {
        const auto page = onlyPage(
            tiff(2, 1, pixels,
                 {bitsOf(4, 8), whole(PhotometricTag, Rgb), whole(SamplesTag, 4), whole(ExtraSamplesTag, alphaKind)}));
        EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255));
        EXPECT_EQ(page.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(255, 255, 255));
    }
}

TEST(TiffPage, DoesNotTakeAFourthSampleForAlphaUnlessItIsCalledSo) {
    const std::string pixels("\xFF\0\0\x40\0\0\xFF\0", 8);  // red and blue, something else beside them
    const auto page = onlyPage(tiff(2, 1, pixels, {bitsOf(4, 8), whole(PhotometricTag, Rgb), whole(SamplesTag, 4)}));
    const auto unspecified = onlyPage(tiff(
        2, 1, pixels, {bitsOf(4, 8), whole(PhotometricTag, Rgb), whole(SamplesTag, 4), whole(ExtraSamplesTag, 0)}));
    for (const auto& pixelsOfIt : {page.pixels, unspecified.pixels}) {
        EXPECT_EQ(pixelsOfIt.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255));
        EXPECT_EQ(pixelsOfIt.at<cv::Vec3b>(0, 1), cv::Vec3b(255, 0, 0));
    }
}

TEST(TiffPage, AppliesItsOrientationExactlyOnce) {
    cv::Mat upright(2, 3, CV_8UC1);
    for (int i = 0; i < 6; ++i) upright.data[i] = static_cast<uchar>(40 * i);
    for (unsigned orientation = 1; orientation <= 8; ++orientation) {
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
                stored = upright.clone();
        }
        const std::string pixels(reinterpret_cast<char*>(stored.data), 6);
        const auto page = onlyPage(grayTiff(stored.cols, stored.rows, pixels, {whole(OrientationTag, orientation)}));
        ASSERT_EQ(page.pixels.size(), upright.size()) << "orientation " << orientation;
        EXPECT_EQ(cv::norm(page.pixels, upright, cv::NORM_INF), 0) << "orientation " << orientation;
    }
}

TEST(TiffPage, StretchesAFaxOfStandardResolution) {
    const auto page = onlyPage(grayTiff(8, 8, std::string(64, '\0'),
                                        {ratio(XResolutionTag, 204), ratio(YResolutionTag, 98), whole(UnitTag, 2)}));
    EXPECT_EQ(page.pixels.size(), cv::Size(8, 17));
    EXPECT_DOUBLE_EQ(page.dpi, 204);
}

TEST(TiffPage, PassesOverTheReducedCopyOfAPage) {
    // Two directories: a page, then its thumbnail.
    std::string bytes = grayTiff(2, 1, "\x11\x22");
    const auto thumbnailAt = static_cast<unsigned>(bytes.size());
    const std::size_t nextAt = 10 + 2 + 12 * 8;
    bytes.replace(nextAt, 4, little32(thumbnailAt));
    bytes += directory(thumbnailAt, {longWhole(SubfileTag, 1), longWhole(256, 1), longWhole(257, 1), whole(BitsTag, 8),
                                     whole(CompressionTag, 1), whole(PhotometricTag, BlackIsZero), longWhole(273, 8),
                                     longWhole(278, 1), longWhole(279, 1)});
    const auto file = PageFile::fromBytes(bytes, "thumb.tif");
    EXPECT_EQ(file.pageCount(), 1);
    EXPECT_EQ(file.page(1).pixels.size(), cv::Size(2, 1));
}

TEST(TiffPage, RefusesAPictureCutShort) {
    auto bytes = grayTiff(100, 100, std::string(10000, '\x33'));
    // Say that the pixels lie far behind the end.
    const auto at = bytes.find(little16(273) + little16(4) + little32(1) + little32(8));
    ASSERT_NE(at, std::string::npos);
    bytes.replace(at + 8, 4, little32(9000));
    const auto refusal = refusalOfBytes(bytes, "half.tif");
    EXPECT_EQ(refusal.kind, base::ErrorKind::Unreadable);
    EXPECT_EQ(refusal.sentence, "half.tif is cut short; copy or scan it again.");
}

TEST(TiffPage, RefusesAFileWhoseDirectoryIsCutOff) {
    const auto whole = manyPages(3);
    EXPECT_TRUE(refusalOfBytes(whole.substr(0, whole.size() - 40), "cut.tif").says("cut.tif is"));
    EXPECT_TRUE(refusalOfBytes(whole.substr(0, 8), "head.tif").says("head.tif is"));
}

TEST(TiffPage, GoesRoundACircleOfDirectoriesOnce) {
    auto bytes = grayTiff(2, 1, "\x11\x22");
    bytes.replace(10 + 2 + 12 * 8, 4, little32(10));
    EXPECT_EQ(PageFile::fromBytes(bytes, "circle.tif").pageCount(), 1);
}

TEST(TiffPage, RefusesMorePixelsThanAllowedBeforeDecoding) {
    const auto refusal = refusalOf([&] { (void)PageFile::fromBytes(grayTiff(40000, 40000, "x"), "huge.tif"); });
    EXPECT_TRUE(refusal.says("huge.tif has 40000 x 40000 pixels"));
}

}  // namespace
}  // namespace daiban::page
