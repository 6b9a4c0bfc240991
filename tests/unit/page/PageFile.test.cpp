#include "page/PageFile.h"

#include <gtest/gtest.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include "HandMade.h"
#include "Refusal.h"
#include "base/Crypto.h"
#include "support/TemporaryFolder.h"

namespace daiban::page {
namespace {

using base::ErrorKind;
using namespace handmade;

TEST(PageFile, TellsWhatAFileIsFromItsBytesAndNotFromItsName) {
    const support::TemporaryFolder folder;
    const auto path = folder.path() / "really-a-png.pdf";
    write(path, encoded(drawnPage(), ".png"));

    const auto file = PageFile::open(path);

    EXPECT_EQ(file.mediaType(), "image/png");
    EXPECT_EQ(file.pageCount(), 1);
    EXPECT_TRUE(looksDrawn(file.page(1).pixels));
}

TEST(PageFile, NamesTheMediaTypeOfEveryKind) {
    EXPECT_EQ(PageFile::mediaTypeOf(encoded(drawnPage(), ".jpg")), "image/jpeg");
    EXPECT_EQ(PageFile::mediaTypeOf(encoded(drawnPage(), ".png")), "image/png");
    EXPECT_EQ(PageFile::mediaTypeOf(encoded(drawnPage(), ".tiff")), "image/tiff");
    EXPECT_EQ(PageFile::mediaTypeOf(encoded(drawnPage(), ".webp")), "image/webp");
    EXPECT_EQ(PageFile::mediaTypeOf(encoded(drawnPage(), ".bmp")), "image/bmp");
    EXPECT_EQ(PageFile::mediaTypeOf("%PDF-1.4\n"), "application/pdf");
    EXPECT_EQ(PageFile::mediaTypeOf("junk from a mail gateway\n%PDF-1.4\n"), "application/pdf");
    EXPECT_EQ(PageFile::mediaTypeOf("Dear Sir"), "");
    EXPECT_EQ(PageFile::mediaTypeOf(""), "");
}

TEST(PageFile, KeepsTheBytesAndTheProvenance) {
    const support::TemporaryFolder folder;
    const auto path = folder.path() / "a.jpg";
    const auto bytes = encoded(drawnPage(), ".jpg");
    write(path, bytes);

    const auto file = PageFile::open(path);
    const auto page = file.page(1);

    EXPECT_EQ(file.bytes(), bytes);
    EXPECT_EQ(page.provenance.source, path.string());
    EXPECT_EQ(page.provenance.number, 1);
    EXPECT_EQ(page.provenance.inputHash, base::sha256Hex(bytes));
}

TEST(PageFile, SaysThatAFileIsMissing) {
    const auto refusal = refusalOf([] { (void)PageFile::open("/nowhere/at/all/form.jpg"); });
    EXPECT_EQ(refusal.kind, ErrorKind::NotFound);
    EXPECT_EQ(refusal.sentence, "form.jpg does not exist; check the name and the folder.");
}

TEST(PageFile, SaysThatAFileMayNotBeRead) {
    const support::TemporaryFolder folder;
    const auto path = folder.path() / "secret.png";
    write(path, encoded(drawnPage(), ".png"));
    chmod(path.c_str(), 0);
    // To root every file is open: look at it as nobody.
    const bool root = geteuid() == 0;
    if (root) {
        chmod(folder.path().c_str(), 0755);
        setfsuid(65534);
    }
    const auto refusal = refusalOf([&] { (void)PageFile::open(path); });
    if (root) setfsuid(0);

    EXPECT_EQ(refusal.kind, ErrorKind::NotFound);
    EXPECT_EQ(refusal.sentence, "secret.png may not be read; ask its owner for permission.");
}

TEST(PageFile, SaysThatItWasGivenAFolder) {
    const support::TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "scans");
    for (const auto* name : {"scans", "scans/"}) {
        const auto refusal = refusalOf([&] { (void)PageFile::open(folder.path() / name); });
        EXPECT_EQ(refusal.kind, ErrorKind::Unreadable);
        EXPECT_EQ(refusal.sentence, "scans is a folder; give the files in it.");
    }
}

TEST(PageFile, SaysThatAFileIsEmpty) {
    const support::TemporaryFolder folder;
    write(folder.path() / "empty.tif", "");
    const auto refusal = refusalOf([&] { (void)PageFile::open(folder.path() / "empty.tif"); });
    EXPECT_EQ(refusal.kind, ErrorKind::Unreadable);
    EXPECT_EQ(refusal.sentence, "empty.tif is empty (0 bytes); copy or scan it again.");
}

TEST(PageFile, RefusesATextThatIsNamedLikeAPdf) {
    const auto refusal = refusalOfBytes("These are the minutes.\n", "minutes.pdf");
    EXPECT_EQ(refusal.kind, ErrorKind::Unreadable);
    EXPECT_EQ(refusal.sentence,
              "minutes.pdf is neither a picture nor a PDF; give a JPEG, PNG, TIFF, WebP, HEIC, BMP or PDF file.");
}

TEST(PageFile, SaysHowToBringKindsThatItCannotRead) {
    for (const std::string brand : {"heic", "heix", "hevc", "mif1", "msf1", "miaf"}) {
        EXPECT_TRUE(refusalOfBytes(std::string("\0\0\0\x18", 4) + "ftyp" + brand + "........", "IMG_1.HEIC")
                        .says("set the phone's camera"))
            << brand;
        EXPECT_TRUE(refusalOfBytes(std::string("\0\0\0\x18", 4) + "ftypMSNV...." + brand + "....", "IMG_2.HEIC")
                        .says("HEIF"))
            << brand;
    }
    EXPECT_TRUE(refusalOfBytes(std::string("\0\0\0\x18", 4) + "ftypavif....mif1....", "a.avif").says("AVIF"));
    EXPECT_TRUE(refusalOfBytes("GIF89a......", "a.gif").says("save it as PNG"));
    EXPECT_TRUE(refusalOfBytes("PK\x03\x04......", "form.docx").says("print it to PDF"));
}

TEST(PageFile, RefusesAFileBeyondTheLimitOnBytes) {
    DecodeLimits limits;
    limits.bytes = 100;
    const support::TemporaryFolder folder;
    write(folder.path() / "big.png", encoded(drawnPage(), ".png") + std::string(100, ' '));
    EXPECT_TRUE(refusalOf([&] { (void)PageFile::open(folder.path() / "big.png", limits); }).says("big.png is larger"));
    EXPECT_TRUE(refusalOfBytes(std::string(101, 'x'), "wire", limits).says("wire is larger"));
}

TEST(PageFile, StopsReadingAtTheLimitWhereTheSizeIsNotKnown) {
    DecodeLimits limits;
    limits.bytes = 1 << 20;
    EXPECT_TRUE(refusalOf([&] { (void)PageFile::open("/dev/zero", limits); }).says("larger than 1 MB"));
}

TEST(PageFile, PutsNoControlCharactersOfANameIntoAMessage) {
    const auto refusal = refusalOfBytes("x", "a\x1B[31m\n.jpg");
    EXPECT_EQ(refusal.sentence.substr(0, 11), "a?[31m?.jpg");
}

TEST(PageFile, RefusesAPageThatIsNotThere) {
    const auto file = PageFile::fromBytes(encoded(drawnPage(), ".png"), "one.png");
    for (const int number : {0, 2, -1}) {
        const auto refusal = refusalOf([&] { (void)file.page(number); });
        EXPECT_EQ(refusal.kind, ErrorKind::NotFound);
        EXPECT_EQ(refusal.sentence, "one.png has no page " + std::to_string(number) + "; it has 1.");
    }
}

TEST(PageFile, EveryKindGivesTheSamePicture) {
    for (const auto* ending : {".png", ".tiff", ".bmp"})
        EXPECT_TRUE(looksDrawn(onlyPage(encoded(drawnPage(), ending)).pixels));
    EXPECT_TRUE(looksDrawn(onlyPage(encoded(drawnPage(), ".webp", {cv::IMWRITE_WEBP_QUALITY, 101})).pixels));
    EXPECT_TRUE(looksDrawn(onlyPage(encoded(drawnPage(), ".jpg", {cv::IMWRITE_JPEG_QUALITY, 100})).pixels, 8));
}

}  // namespace
}  // namespace daiban::page
