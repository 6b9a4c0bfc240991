#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

#include "HandMade.h"
#include "Refusal.h"
#include "page/PageFile.h"
#include "support/TemporaryFolder.h"

namespace daiban::page {
namespace {

using base::ErrorKind;
using namespace handmade;

constexpr std::pair<double, double> a4{595.276, 841.89};

/// Sets a variable of the environment and puts it back.
class Environment {
  public:
    Environment(const char* name, const std::string& value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        setenv(name, value.c_str(), 1);
    }
    ~Environment() {
        if (before_)
            setenv(name_, before_->c_str(), 1);
        else
            unsetenv(name_);
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;

  private:
    const char* name_;
    std::optional<std::string> before_;
};

/// A folder with a program of that name that does what the shell script says, first in PATH.
class FakeProgram {
  public:
    FakeProgram(const std::string& name, const std::string& script)
        : path_("PATH", folder_.path().string() + ":" + std::getenv("PATH")) {
        const auto file = folder_.path() / name;
        write(file, "#!/bin/sh\n" + script + "\n");
        chmod(file.c_str(), 0755);
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

  private:
    support::TemporaryFolder folder_;
    Environment path_;
};

TEST(PdfPage, DrawsEveryPageAtTheDpiAskedFor) {
    DecodeLimits limits;
    limits.pdfDpi = 100;
    const auto file = PageFile::fromBytes(pdf({a4, {300, 200}}), "two.pdf", limits);
    ASSERT_EQ(file.pageCount(), 2);
    const auto first = file.page(1);
    EXPECT_NEAR(first.width(), 827, 1);
    EXPECT_NEAR(first.height(), 1170, 1);
    EXPECT_DOUBLE_EQ(first.dpi, 100);
    const auto second = file.page(2);
    EXPECT_NEAR(second.width(), 417, 1);
    EXPECT_EQ(second.pixels.at<cv::Vec3b>(270, 5), cv::Vec3b(0, 0, 0)) << "the rectangle is at the lower left";
    EXPECT_EQ(second.pixels.at<cv::Vec3b>(5, 5), cv::Vec3b(255, 255, 255));
}

TEST(PdfPage, TurnsAPageAsItSays) {
    const auto page = onlyPage(pdf({{300, 200}}, "", "/Rotate 90"));
    EXPECT_LT(page.width(), page.height());
    EXPECT_EQ(page.pixels.at<cv::Vec3b>(10, 10), cv::Vec3b(0, 0, 0)) << "lower left turns to upper left";
}

TEST(PdfPage, LowersTheDpiOfALargePage) {
    // An engineering drawing of 2 x 2 m.
    DecodeLimits limits;
    limits.pixels = 20'000'000;
    const auto page = onlyPage(pdf({{5669, 5669}}), "drawing.pdf", limits);
    EXPECT_LE(page.pixels.total(), 20'000'000U);
    EXPECT_DOUBLE_EQ(page.dpi, 56);
}

TEST(PdfPage, RefusesAPageOfTenMetres) {
    const auto refusal = refusalOf([] { (void)PageFile::fromBytes(pdf({a4, {28346, 28346}}), "wall.pdf"); });
    EXPECT_EQ(refusal.kind, ErrorKind::Unreadable);
    EXPECT_EQ(refusal.sentence,
              "wall.pdf has a page of 1000 x 1000 cm (page 2), too large to be read; print it on smaller paper.");
}

TEST(PdfPage, RefusesMorePagesThanAllowed) {
    DecodeLimits limits;
    limits.pages = 2;
    EXPECT_TRUE(refusalOfBytes(pdf({a4, a4, a4}), "book.pdf", limits).says("more than 2 pages"));
}

TEST(PdfPage, SaysThatADocumentIsLocked) {
    // RC4 with an owner's and a user's key that no empty password gives.
    const std::string key = "<" + std::string(64, 'A') + ">";
    const auto locked =
        pdf({a4}, "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O " + key + " /U " + key + " >>");
    const auto refusal = refusalOfBytes(locked, "locked.pdf");
    EXPECT_EQ(refusal.kind, ErrorKind::Unreadable);
    EXPECT_EQ(refusal.sentence, "locked.pdf is locked with a password; save it without one and give it again.");
}

TEST(PdfPage, RefusesADocumentCutShort) {
    const auto whole = pdf({a4, a4});
    const auto refusal = refusalOfBytes(whole.substr(0, whole.size() / 2), "half.pdf");
    EXPECT_EQ(refusal.kind, ErrorKind::Unreadable);
    EXPECT_EQ(refusal.sentence, "half.pdf is cut short; copy or scan it again.");
}

TEST(PdfPage, ReadsADocumentWithZerosBehindItsEnd) {
    EXPECT_EQ(PageFile::fromBytes(pdf({a4}) + std::string(4096, '\0'), "padded.pdf").pageCount(), 1);
}

TEST(PdfPage, ReadsADocumentThatLacksOnlyItsEndMark) {
    const auto whole = pdf({a4});
    EXPECT_EQ(PageFile::fromBytes(whole.substr(0, whole.rfind("%%EOF")), "unmarked.pdf").pageCount(), 1);
}

TEST(PdfPage, ReadsADocumentWithAWebPageBehindItsEnd) {
    std::string behind = "\n<html>";
    while (behind.size() < 6000) behind += "<p>Thank you for downloading.</p>\n";
    EXPECT_EQ(PageFile::fromBytes(pdf({a4}) + behind, "downloaded.pdf").pageCount(), 1);
}

TEST(PdfPage, RefusesADocumentWhoseLaterVersionIsCutShort) {
    std::string later = "\n5 0 obj\n<< /Length 9000 >>\nstream\n";
    later += std::string(6000, 'q');
    EXPECT_TRUE(refusalOfBytes(pdf({a4}) + later, "half.pdf").says("cut short"));
}

TEST(PdfPage, HeedsTheUnitOfAPage) {
    DecodeLimits limits;
    limits.pdfDpi = 100;
    const auto page = onlyPage(pdf({{59.5276, 84.189}}, "", "/UserUnit 10"), "unit.pdf", limits);
    EXPECT_NEAR(page.width(), 827, 2);
    EXPECT_DOUBLE_EQ(page.dpi, 100);
}

TEST(PdfPage, SaysThatTextCouldNotBeDrawnInsteadOfGivingAPageWithoutIt) {
    const std::string draw = "printf 'P6\\n1 1\\n255\\n\\377\\377\\377'";
    {
        const FakeProgram poppler("pdftoppm", "echo \"Syntax Error: Missing language pack for 'Adobe-GB1' mapping\" >&2; " +
                                                  draw);
        const auto refusal = refusalOfBytes(pdf({a4}), "form.pdf");
        EXPECT_EQ(refusal.kind, ErrorKind::DependencyMissing);
        EXPECT_TRUE(refusal.says("poppler-data")) << refusal.sentence;
    }
    {
        const FakeProgram poppler("pdftoppm", "echo 'Syntax Error (385): No font in show' >&2; " + draw);
        EXPECT_TRUE(refusalOfBytes(pdf({a4}), "form.pdf").says("a font that is neither in the file"));
    }
    {
        const FakeProgram poppler("pdftoppm", "echo 'Syntax Error: Bad image' >&2; " + draw);
        EXPECT_TRUE(refusalOfBytes(pdf({a4}), "form.pdf").says("page 1 cannot be drawn"));
    }
}

TEST(PdfPage, SaysThatAnXfaFormIsNotInTheFilesPages) {
    const FakeProgram poppler("pdfinfo",
                              "echo 'Form: XFA'; echo 'Pages: 1'; echo 'Page 1 size: 595 x 842 pts'");
    EXPECT_TRUE(refusalOfBytes(pdf({a4}, "/Note << /NeedsRendering true >>"), "xfa.pdf").says("XFA form"));
}

TEST(PdfPage, SaysThatAFormsChineseValuesAreNotDrawn) {
    const FakeProgram poppler("pdfinfo",
                              "echo 'Form: AcroForm'; echo 'Pages: 1'; echo 'Page 1 size: 595 x 842 pts'");
    const auto form = [](const std::string& value) { return "/Note << /NeedAppearances true /V " + value + " >>"; };
    EXPECT_TRUE(refusalOfBytes(pdf({a4}, form("<feff546865879759>")), "form.pdf").says("filled in fields are not drawn"));
    EXPECT_EQ(PageFile::fromBytes(pdf({a4}, form("(6800.00)")), "form.pdf").pageCount(), 1);
    EXPECT_EQ(PageFile::fromBytes(pdf({a4}, form("<feff00410042>")), "form.pdf").pageCount(), 1);
}

TEST(PdfPage, RefusesWhatOnlyBeginsAndEndsLikeAPdf) {
    const auto refusal = refusalOfBytes("%PDF-1.4\nnothing\n%%EOF\n", "fake.pdf");
    EXPECT_EQ(refusal.kind, ErrorKind::Unreadable);
    EXPECT_TRUE(refusal.says("fake.pdf is damaged")) << refusal.sentence;
}

TEST(PdfPage, IsNotFooledByAPageCountInTheTitle) {
    auto bytes = pdf({a4}, "/Info << /Title (x\\nPages: 400\\nPage 1 size: 1 x 1 pts) >>");
    EXPECT_EQ(PageFile::fromBytes(bytes, "title.pdf").pageCount(), 1);
}

TEST(PdfPage, SaysWhichPackageIsMissing) {
    const support::TemporaryFolder empty;
    const Environment path("PATH", empty.path());
    const auto refusal = refusalOfBytes(pdf({a4}), "a.pdf");
    EXPECT_EQ(refusal.kind, ErrorKind::DependencyMissing);
    EXPECT_EQ(refusal.sentence, "PDF files need the program pdfinfo; install the package poppler-utils.");
}

TEST(PdfPage, EndsAPageThatTakesTooLongTogetherWithItsChildren) {
    DecodeLimits limits;
    limits.pdfPageTime = std::chrono::seconds(1);
    const support::TemporaryFolder marks;
    const auto mark = marks.path() / "survived";
    // The grandchild would leave its mark long after the limit, were it still alive.
    const FakeProgram slow("pdftoppm", "(sleep 3; echo x > " + mark.string() + ") & sleep 60");
    const auto refusal = refusalOfBytes(pdf({a4}), "slow.pdf", limits);
    EXPECT_EQ(refusal.kind, ErrorKind::Unreadable);
    EXPECT_EQ(refusal.sentence, "slow.pdf takes too long to be drawn; print it and scan the paper instead.");
    EXPECT_FALSE(std::filesystem::exists(mark));
}

TEST(PdfPage, StopsAnEndlessOutput) {
    DecodeLimits limits;
    limits.pixels = 1'000'000;
    limits.pdfDpi = 50;
    const FakeProgram flood("pdftoppm", "exec cat /dev/zero");
    EXPECT_TRUE(refusalOfBytes(pdf({a4}), "flood.pdf", limits).says("too large"));
}

TEST(PdfPage, RefusesWhenTheHelperCrashes) {
    const FakeProgram crash("pdftoppm", "kill -SEGV $$");
    EXPECT_TRUE(refusalOfBytes(pdf({a4}), "crash.pdf").says("crash.pdf is damaged"));
}

TEST(PdfPage, RefusesWhenTheHelperDrawsLessThanItSays) {
    const FakeProgram liar("pdftoppm", "printf 'P6\\n100 100\\n255\\nxyz'");
    EXPECT_TRUE(refusalOfBytes(pdf({a4}), "liar.pdf").says("page 1 cannot be drawn"));
}

TEST(PdfPage, LimitsTheMemoryOfTheHelper) {
    DecodeLimits limits;
    limits.pdfMemory = 48LL << 20;
    const auto refusal = refusalOfBytes(pdf({a4}), "greedy.pdf", limits);
    EXPECT_EQ(refusal.kind, ErrorKind::Unreadable);
    EXPECT_TRUE(refusal.says("greedy.pdf")) << refusal.sentence;
}

TEST(PdfPage, GivesTheHelperNoSecretsAndNoRightToWrite) {
    const support::TemporaryFolder folder;
    const Environment secret("DAIBAN_TEST_SECRET", "treasure");
    // The helper draws one pixel: white when it sees nothing and can write nothing.
    const auto file = (folder.path() / "written").string();
    const FakeProgram spy("pdftoppm", "w=377; env | grep -q treasure && w=000; (echo x > " + file +
                                          ") 2>/dev/null; [ -s " + file +
                                          " ] && w=000; printf \"P6\\n1 1\\n255\\n\\\\$w\\\\$w\\\\$w\"");
    EXPECT_EQ(onlyPage(pdf({a4})).pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
}

TEST(PdfPage, LeavesNothingInTheTemporaryFolder) {
    const support::TemporaryFolder folder;
    const Environment temporary("TMPDIR", folder.path());
    const auto file = PageFile::fromBytes(pdf({a4}), "a.pdf");
    (void)file.page(1);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace daiban::page
