// `daiban scan --batch` and `daiban batch`: drawn stacks, read by daiban itself.
#include <gtest/gtest.h>
#include <cstdlib>
#include <iostream>

#include <filesystem>
#include <fstream>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <set>

#include "samples/draw/DrawSamples.h"
#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

class Batches : public testing::Test {
  protected:
    support::Finished run(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", data(), "--json"});
        return runDaiban(arguments, environment_);
    }
    [[nodiscard]] std::string data() const { return (folder_.path() / "data").string(); }
    [[nodiscard]] fs::path stack() const { return folder_.path() / "stack"; }

    std::string openCase(const std::string& applicant) {
        const auto opened = run({"case", "open", "--item", "SB-002", "--applicant", applicant, "--no-read"});
        EXPECT_EQ(opened.exitCode, 6) << opened.err;  // no paper is there yet
        return opened.lines().at(0).at("number").get<std::string>();
    }
    /// The next sheet of the stack.
    void lay(const cv::Mat& page) {
        fs::create_directories(stack());
        std::string number = std::to_string(++sheets_);
        number.insert(0, 3 - number.size(), '0');
        cv::imwrite((stack() / (number + ".png")).string(), page);
    }
    void layFile(const std::string& sample) {
        lay(cv::imread(std::string(DAIBAN_SOURCE_DIR) + "/samples/pages/" + sample));
    }
    void laySeparator(const std::string& number) {
        const auto pdf = (folder_.path() / (number + ".pdf")).string();
        const auto made = run({"slip", "separator", number, "-o", pdf});
        ASSERT_EQ(made.exitCode, 0) << made.err;
        const auto png = (folder_.path() / "separator").string();
        ASSERT_EQ(std::system(("pdftoppm -r 150 -png -singlefile " + pdf + " " + png).c_str()), 0);
        lay(cv::imread(png + ".png"));
    }
    static cv::Mat blank() { return {1754, 1240, CV_8UC1, cv::Scalar(252)}; }
    static cv::Mat patchT() {
        cv::Mat page = blank();
        int x = 60;
        for (const int bar : {12, 30, 12, 30}) {
            cv::rectangle(page, cv::Rect(x, 150, bar, 1400), cv::Scalar(15), -1);
            x += bar + 12;
        }
        return page;
    }
    static base::Json sectionIn(const support::Finished& finished, int number) {
        for (const auto& line : finished.lines())
            if (line.contains("section") && line["section"] == number) return line;
        return {};
    }

    support::TemporaryFolder folder_;
    std::map<std::string, std::string> environment_;
    int sheets_ = 0;
};

TEST_F(Batches, AStackFromAFolderFallsToItsCasesAndGoesOnWhereItStopped) {
    const auto wang = openCase("王秀兰/12011619701016382X");
    laySeparator(wang);
    layFile("id-card-front-scan.jpg");
    lay(blank());
    lay(patchT());
    layFile("diploma-scan.jpg");
    const auto first = run({"scan", "--batch", "--device", "folder:" + stack().string(), "--pages", "2", "--no-read"});
    ASSERT_EQ(first.exitCode, 0) << first.err;
    const std::string batch = first.lines().at(0).at("batch");
    const auto all = run({"scan", "--batch", "--into", batch, "--device", "folder:" + stack().string()});
    ASSERT_EQ(all.exitCode, 0) << all.err;
    std::set<std::string> pages;
    int fresh = 0;
    for (const auto& line : all.lines())
        if (line.contains("acknowledged")) {
            pages.insert(line["acknowledged"].get<std::string>());
            fresh += line["new"].get<bool>() ? 1 : 0;
        }
    EXPECT_EQ(pages.size(), 5U);
    EXPECT_EQ(fresh, 3);
    const auto one = sectionIn(all, 1), two = sectionIn(all, 2);
    EXPECT_EQ(one["case"], wang);
    EXPECT_EQ(one["separators"], base::Json::array({1}));
    EXPECT_EQ(one["pages"], base::Json::array({2}));
    EXPECT_EQ(one["blank"], base::Json::array({3}));
    EXPECT_EQ(two["separators"], base::Json::array({4}));
    EXPECT_EQ(two["case"], "");
    // What a person says goes into the books once.
    if (one["state"] == "doubt") {
        EXPECT_EQ(run({"batch", "confirm", batch, "1"}).exitCode, 0);
    }
    EXPECT_EQ(run({"batch", "name", batch, "2", wang}).exitCode, 0);
    if (sectionIn(run({"batch", "show", batch}), 2)["state"] == "doubt") {
        EXPECT_EQ(run({"batch", "confirm", batch, "2"}).exitCode, 0);
    }
    const auto taken = run({"batch", "take", batch});
    EXPECT_EQ(taken.exitCode, 0) << taken.err;
    EXPECT_EQ(sectionIn(taken, 1)["state"], "taken");
    EXPECT_EQ(run({"case", "show", wang}).lines().at(0)["pages"].size(), 2U);
    EXPECT_TRUE(run({"batch", "list"}).lines().empty());
    EXPECT_EQ(run({"verify", "--full"}).exitCode, 0);
}

TEST_F(Batches, AJamKeepsWhatCameAndSaysHowToGoOn) {
    fs::create_directory(folder_.path() / "sane.d");
    std::ofstream(folder_.path() / "sane.d/dll.conf") << "test\n";
    environment_["SANE_CONFIG_DIR"] = (folder_.path() / "sane.d").string();
    (void)openCase("王秀兰/12011619701016382X");
    const std::vector<std::string> scan{"scan", "--batch", "--device", "test:0",   "--source",
                                        "adf",  "--dpi",   "50",       "--no-read"};
    const auto good = run(scan);
    ASSERT_EQ(good.exitCode, 0) << good.err;
    const std::string batch = good.lines().at(0).at("batch");
    auto jammed = scan;
    jammed.insert(jammed.end(), {"--into", batch, "--set", "read-return-value=SANE_STATUS_JAMMED"});
    const auto stopped = run(jammed);
    EXPECT_EQ(stopped.exitCode, 2) << stopped.err;
    EXPECT_NE(stopped.err.find("--into " + batch), std::string::npos) << stopped.err;
    EXPECT_NE(stopped.err.find("kept: 10"), std::string::npos) << stopped.err;
    auto on = scan;
    on.insert(on.end(), {"--into", batch, "--pages", "3"});
    EXPECT_EQ(run(on).lines().size(), 3U);
    EXPECT_EQ(run({"batch", "list"}).lines().at(0)["pages"], 13);
}

TEST_F(Batches, FilesAreKnownByTheirBytesAndTwoOfTheSameAreTwo) {
    (void)openCase("王秀兰/12011619701016382X");
    lay(blank()), lay(blank()), lay(patchT());
    const std::vector<std::string> files{(stack() / "001.png").string(), (stack() / "002.png").string(),
                                         (stack() / "003.png").string()};
    std::vector<std::string> scan{"scan", "--batch", "--no-read"};
    scan.insert(scan.end(), files.begin(), files.end());
    const auto first = run(scan);
    EXPECT_EQ(first.lines().size(), 3U) << first.err;
    const auto again =
        run({"scan", "--batch", "--no-read", "--into", first.lines().at(0).at("batch"), files[2], files[0], files[1]});
    for (const auto& line : again.lines()) EXPECT_FALSE(line["new"].get<bool>());
    EXPECT_EQ(run({"batch", "list"}).lines().at(0)["pages"], 3);
    EXPECT_EQ(run({"scan", "--batch"}).exitCode, 1);
    EXPECT_EQ(run({"batch", "show", "no-id"}).exitCode, 1);
    EXPECT_EQ(run({"batch", "confirm", first.lines().at(0).at("batch"), "7"}).exitCode, 4);
}

/// Drawn and read, not made up: each resident's first page names nobody, so that what lies behind a forgotten separator
/// looks like the neighbour's. Four residents; DAIBAN_BATCH_ALL=1 takes ten, 60 pages, with two separators missing.
TEST_F(Batches, DrawnPagesWithSeparatorsMissingPutNoPageIntoAWrongCase) {
    const bool isWhole = std::getenv("DAIBAN_BATCH_ALL") != nullptr;
    const int residents = isWhole ? 10 : 4;
    const std::set<int> forgotten = isWhole ? std::set{3, 7} : std::set{2};
    const std::set<int> runTogether = isWhole ? std::set{3, 6} : std::set{2};  // sections
    std::map<std::string, std::set<int>> truth;  // case -> its pages by their place in the stack
    std::vector<std::string> numbers;
    for (int resident = 0; resident < residents; ++resident) {
        const auto subject = samples::inventSubject(static_cast<std::uint32_t>(4100 + resident), samples::Age::Retired);
        numbers.push_back(openCase(subject.holder.name + "/" + subject.holder.idNumber));
        if (!forgotten.contains(resident)) laySeparator(numbers.back());
        for (const char* type : {"leaflet", "id-card-front", "pension-application-form", "id-card-back",
                                 "household-register-person", "social-insurance-payment-record"}) {
            cv::Mat page = samples::asScan(samples::drawClean(type, subject, 200)).image;
            page(cv::Rect(0, 0, 1, 1)).setTo(cv::Scalar::all(200 + resident));  // no two scans are the same bytes
            lay(page);
            truth[numbers.back()].insert(sheets_);
        }
    }
    const auto scanned = run({"scan", "--batch", "--device", "folder:" + stack().string()});
    ASSERT_EQ(scanned.exitCode, 0) << scanned.err;
    const std::string batch = scanned.lines().at(0).at("batch");
    const auto taken = run({"batch", "take", batch});
    ASSERT_EQ(taken.exitCode, 0) << taken.err;
    const int sections = residents - static_cast<int>(forgotten.size());
    std::size_t placed = 0, clear = 0;
    for (int section = 1; section <= sections; ++section) {
        const auto line = sectionIn(taken, section);
        ASSERT_FALSE(line.is_null()) << section;
        EXPECT_EQ(line["separators"].size(), 1U);
        if (runTogether.contains(section)) {
            EXPECT_EQ(line["state"], "doubt") << section;
            EXPECT_EQ(line["pages"].size(), 12U) << section;
        }
        if (line["state"] != "taken") {
            std::cout << "section " << section << ": " << line["doubts"] << "\n";
            continue;
        }
        ++clear;
        for (const auto& page : line["pages"]) EXPECT_TRUE(truth[line["case"]].contains(page.get<int>())) << line;
        placed += line["pages"].size();
    }
    EXPECT_TRUE(sectionIn(taken, sections + 1).is_null());
    std::size_t inCases = 0;
    for (const auto& number : numbers) inCases += run({"case", "show", number}).lines().at(0)["pages"].size();
    EXPECT_EQ(inCases, placed);
    std::cout << clear << " of " << sections << " sections taken at once\n";
    EXPECT_GE(clear, isWhole ? 4U : 1U);
}

}  // namespace
