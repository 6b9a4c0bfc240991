// `daiban devices` and `daiban scan` against SANE's own devices.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <set>

#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

/// A SANE set-up of its own that knows the two virtual devices only.
class Scanning : public testing::Test {
  protected:
    Scanning() {
        fs::create_directory(folder_.path() / "sane.d");
        std::ofstream(folder_.path() / "sane.d/dll.conf") << "test\npnm\n";
        // 0 devices more than usual, nothing else changed: the test backend's own defaults.
        std::ofstream(folder_.path() / "sane.d/test.conf") << "number_of_devices 2\n";
        environment_["SANE_CONFIG_DIR"] = (folder_.path() / "sane.d").string();
    }

    support::Finished scan(std::vector<std::string> arguments) {
        std::vector<std::string> all{"scan", "-o", pages().string(), "--json"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return runDaiban(all, environment_);
    }
    [[nodiscard]] fs::path pages() const { return folder_.path() / "pages"; }
    [[nodiscard]] std::size_t pagesKept() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry : fs::directory_iterator(pages())) ++count;
        return count;
    }

    support::TemporaryFolder folder_;
    std::map<std::string, std::string> environment_;
};

TEST_F(Scanning, DevicesNamesTheVirtualOnes) {
    const auto finished = runDaiban({"devices", "--json"}, environment_);
    EXPECT_EQ(finished.exitCode, 0) << finished.err;
    std::set<std::string> names;
    for (const auto& line : finished.lines()) names.insert(line["device"].get<std::string>());
    EXPECT_TRUE(names.contains("test:0")) << finished.out;
    EXPECT_TRUE(names.contains("pnm:0")) << finished.out;
}

TEST_F(Scanning, TheFeederGivesTenPagesAndACleanEnd) {
    const auto finished = scan({"--device", "test:0", "--source", "adf", "--dpi", "50"});
    EXPECT_EQ(finished.exitCode, 0) << finished.err;
    EXPECT_EQ(finished.lines().size(), 10U);
    EXPECT_EQ(pagesKept(), 10U);
}

/// What is drawn on a page of a folder that is fed.
int grayOf(const fs::path& file) {
    return cv::imread(file.string(), cv::IMREAD_GRAYSCALE).at<uchar>(0, 0);
}

TEST_F(Scanning, BothSidesScannedByHandBecomePagesInTheOrderOfTheSheets) {
    const auto stack = [&](const std::string& name, const std::vector<int>& sides) {
        fs::create_directory(folder_.path() / name);
        for (std::size_t i = 0; i < sides.size(); ++i)
            cv::imwrite((folder_.path() / name / (std::to_string(i) + ".png")).string(),
                        cv::Mat(20, 20, CV_8UC1, cv::Scalar(sides[i])));
        return "folder:" + (folder_.path() / name).string();
    };
    ASSERT_EQ(scan({"--device", stack("fronts", {10, 30, 50}), "--manual-duplex", "fronts"}).exitCode, 0);
    const auto early = scan({"--device", stack("two backs", {60, 40}), "--manual-duplex", "backs"});
    EXPECT_EQ(early.exitCode, 6);
    EXPECT_NE(early.err.find("Fronts: 3, backs: 2"), std::string::npos) << early.err;
    EXPECT_EQ(pagesKept(), 5U) << "nothing is lost";
    fs::remove(pages() / "back-0002.png");  // taken away by hand, and scanned again
    ASSERT_EQ(scan({"--device", stack("second back", {40}), "--manual-duplex", "backs"}).exitCode, 6);
    const auto rest = scan({"--device", stack("last back", {20}), "--manual-duplex", "backs"});
    ASSERT_EQ(rest.exitCode, 0) << rest.err;
    EXPECT_EQ(pagesKept(), 6U);
    for (int page = 1; page <= 6; ++page)
        EXPECT_EQ(grayOf(pages() / ("page-000" + std::to_string(page) + ".png")), page * 10);
    // Killed while it renamed: the plan and half of the files are there.
    fs::rename(pages() / "page-0003.png", pages() / "front-0002.png");
    fs::rename(pages() / "page-0006.png", pages() / "back-0001.png");
    std::ofstream(pages() / ".collating")
        << R"([["front-0001.png","page-0001.png"],["front-0002.png","page-0003.png"],["back-0001.png","page-0006.png"]])";
    ASSERT_EQ(scan({"--device", "folder:/", "--manual-duplex", "collate"}).exitCode, 0);
    for (int page = 1; page <= 6; ++page)
        EXPECT_EQ(grayOf(pages() / ("page-000" + std::to_string(page) + ".png")), page * 10);
}

TEST_F(Scanning, EveryModeGivesAPage) {
    for (const char* mode : {"color", "gray", "bw"}) {
        const auto finished = scan({"--device", "test:0", "--mode", mode, "--dpi", "50"});
        EXPECT_EQ(finished.exitCode, 0) << mode << ": " << finished.err;
        ASSERT_EQ(finished.lines().size(), 1U) << mode;
        EXPECT_FALSE(cv::imread(finished.lines()[0]["file"].get<std::string>()).empty()) << mode;
    }
}

TEST_F(Scanning, EachProblemHasItsOwnSentenceAndExitCode) {
    std::set<std::string> sentences;
    const std::vector<std::pair<std::string, int>> problems{
        {"SANE_STATUS_JAMMED", 2},      {"SANE_STATUS_NO_DOCS", 2},  {"SANE_STATUS_COVER_OPEN", 2},
        {"SANE_STATUS_DEVICE_BUSY", 2}, {"SANE_STATUS_IO_ERROR", 2}, {"SANE_STATUS_ACCESS_DENIED", 4}};
    for (const auto& [status, code] : problems) {
        const auto finished = scan({"--device", "test:0", "--dpi", "50", "--set", "read-return-value=" + status});
        EXPECT_EQ(finished.exitCode, code) << status << ": " << finished.err;
        const auto begin = finished.err.find("daiban: ");
        ASSERT_NE(begin, std::string::npos) << status;
        sentences.insert(finished.err.substr(begin, finished.err.find('\n', begin) - begin));
    }
    EXPECT_EQ(sentences.size(), problems.size()) << "each problem in its own words";
}

TEST_F(Scanning, PagesBeforeAProblemAreKept) {
    EXPECT_EQ(scan({"--device", "test:0", "--source", "adf", "--dpi", "50", "--pages", "3"}).exitCode, 0);
    EXPECT_EQ(scan({"--device", "test:0", "--dpi", "50", "--set", "read-return-value=SANE_STATUS_JAMMED"}).exitCode, 2);
    EXPECT_EQ(pagesKept(), 3U);
}

TEST_F(Scanning, APictureGivenToThePnmDeviceReadsAsItsFileDoes) {
    const fs::path sample = fs::path(DAIBAN_SOURCE_DIR) / "samples/pages/id-card-front-scan.jpg";
    const cv::Mat picture = cv::imread(sample.string());
    ASSERT_FALSE(picture.empty());
    const fs::path pnm = folder_.path() / "glass.ppm";
    cv::imwrite(pnm.string(), picture);
    const auto scanned = scan({"--device", "pnm:0", "--set", "filename=" + pnm.string()});
    ASSERT_EQ(scanned.exitCode, 0) << scanned.err;
    const std::string page = scanned.lines()[0]["file"];
    const auto read = runDaiban({"read", sample.string(), page, "--json"}, environment_).lines();
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(read[0]["documents"][0]["type"], "id-card-front");
    EXPECT_EQ(read[1]["documents"][0]["type"], read[0]["documents"][0]["type"]);
}

TEST_F(Scanning, ADeviceThatIsNotThereIsNotFound) {
    const auto finished = scan({"--device", "epson:nowhere"});
    EXPECT_EQ(finished.exitCode, 4) << finished.err;
}

}  // namespace
