#include "scanners/folder/FolderSource.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <optional>

#include "support/TestScanners.h"

namespace daiban::scanners {
namespace {

class FolderSourceTest : public testing::Test {
  protected:
    /// Writes a gray page of that darkness.
    void put(const std::string& name, int darkness) const {
        std::vector<uchar> bytes;
        cv::imencode(".png", cv::Mat(8, 8, CV_8UC1, cv::Scalar(darkness)), bytes);
        std::ofstream(folder_.path() / name, std::ios::binary) << std::string(bytes.begin(), bytes.end());
    }
    void putText(const std::string& name, const std::string& text) const {
        std::ofstream(folder_.path() / name) << text;
    }
    [[nodiscard]] std::string device() const { return "folder:" + folder_.path().string(); }
    [[nodiscard]] Scanned scan(int maxPages = 0) const { return scanned({.device = device(), .maxPages = maxPages}); }
    [[nodiscard]] static std::vector<int> darknesses(const Scanned& result) {
        std::vector<int> out;
        for (const auto& page : result.pages) out.push_back(page.pixels.at<uchar>(0, 0));
        return out;
    }

    support::TemporaryFolder folder_;
};

TEST_F(FolderSourceTest, FeedsFilesInTheOrderOfTheirNamesWithNumbersAsNumbers) {
    put("scan 10.png", 10);
    put("scan 2.png", 2);
    put("scan 1.png", 1);
    put("cover.png", 7);
    const auto result = scan();
    EXPECT_EQ(result.count, 4);
    EXPECT_EQ(darknesses(result), (std::vector<int>{7, 1, 2, 10}));
    EXPECT_EQ(result.pages[0].provenance.source, (folder_.path() / "cover.png").string());
    EXPECT_EQ(result.pages[0].provenance.inputHash.size(), 64U);
}

TEST_F(FolderSourceTest, FeedsEveryPageOfAFile) {
    std::vector<cv::Mat> pages;
    for (int i = 0; i < 3; ++i) pages.emplace_back(8, 8, CV_8UC1, cv::Scalar(20 + i));
    cv::imwritemulti((folder_.path() / "b.tif").string(), pages);
    put("a.png", 1);
    const auto result = scan();
    EXPECT_EQ(darknesses(result), (std::vector<int>{1, 20, 21, 22}));
    EXPECT_EQ(result.pages[3].provenance.number, 3);
}

TEST_F(FolderSourceTest, StopsAtTheMostPagesAskedForAndWhenTheCallerHasEnough) {
    for (int i = 0; i < 5; ++i) put(std::to_string(i) + ".png", i);
    EXPECT_EQ(scan(2).count, 2);
    EXPECT_EQ(openPageSource(device())->scan({.device = device()}, [](page::Page) { return false; }), 1);
}

TEST_F(FolderSourceTest, PassesOverWhatIsNoPage) {
    put("page", 5);  // no ending, but a picture
    put(".hidden.png", 9);
    putText("notes.txt", "to do");
    std::filesystem::create_directory(folder_.path() / "more.png");
    EXPECT_EQ(darknesses(scan()), std::vector<int>{5});
}

TEST_F(FolderSourceTest, NeverPassesOverAFileThatPromisesAPage) {
    put("a.png", 1);
    putText("b.JPG", "half written");
    put("c.png", 3);
    const auto result = scan();
    EXPECT_EQ(result.problem, ScanProblem::BadPage);
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.sentence.substr(0, 6), "b.JPG ");
    EXPECT_EQ(darknesses(result), std::vector<int>{1}) << "the page before stays";
}

TEST_F(FolderSourceTest, SaysThatThereIsNothingInIt) {
    putText("notes.txt", "to do");
    const auto result = scan();
    EXPECT_EQ(result.problem, ScanProblem::FeederEmpty);
    EXPECT_NE(result.sentence.find("put some in"), std::string::npos);
}

TEST_F(FolderSourceTest, SaysThatThereIsNoSuchFolder) {
    const auto missing = scanned({.device = "folder:/nowhere/at/all"});
    EXPECT_EQ(missing.problem, ScanProblem::NoDevice);
    EXPECT_EQ(missing.sentence, "There is no folder /nowhere/at/all; check its name.");
    put("a.png", 1);
    EXPECT_EQ(scanned({.device = device() + "/a.png"}).problem, ScanProblem::NoDevice);
}

TEST_F(FolderSourceTest, IsAFeederOfEveryMode) {
    const auto can = openPageSource(device())->capabilities(device());
    EXPECT_EQ(can.sources, std::vector<ScanSource>{ScanSource::Adf});
    EXPECT_EQ(can.modes.size(), 3U);
    EXPECT_THROW((void)openPageSource("folder:/nowhere")->capabilities("folder:/nowhere"), ScanError);
}

}  // namespace
}  // namespace daiban::scanners
