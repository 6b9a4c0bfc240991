#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdlib>
#include <opencv2/imgcodecs.hpp>

#include "support/TestScanners.h"

namespace daiban::scanners {
namespace {

/// What SANE's `test` scanner can be told, each beside each.
struct Combination {
    ScanMode mode = ScanMode::Gray;
    int depth = 8;
    ScanSource source = ScanSource::Flatbed;
    std::string passes;  ///< order of the three passes, "" for one
    bool handScanner = false;
    bool readLimit = false;
    bool fuzzy = false;

    [[nodiscard]] std::vector<std::pair<std::string, std::string>> settings() const {
        std::vector<std::pair<std::string, std::string>> all{{"depth", std::to_string(depth)},
                                                             {"test-picture", "Color pattern"}};
        if (!passes.empty()) all.insert(all.end(), {{"three-pass", "yes"}, {"three-pass-order", passes}});
        if (handScanner) all.emplace_back("hand-scanner", "yes");
        if (readLimit) all.insert(all.end(), {{"read-limit", "yes"}, {"read-limit-size", "37"}});
        if (fuzzy) all.emplace_back("fuzzy-parameters", "yes");
        return all;
    }
    [[nodiscard]] std::string words() const {
        std::string words = nameOf(mode) + " " + nameOf(source);
        for (const auto& [name, value] : settings()) words += " " + name + "=" + value;
        return words;
    }
    /// scanimage ends at an assertion of its own where a frame of colours has 1 bit, or one of three passes other
    /// than 8.
    [[nodiscard]] bool scanimageCan() const {
        return depth == 8 || mode == ScanMode::Gray || (passes.empty() && depth == 16);
    }
};

/// All 384; scripts/test walks the 144 with one pass or with three in the order that is least like it.
std::vector<Combination> everyCombination() {
    const std::vector<std::string> orders = std::getenv("DAIBAN_ALL_FRAMES") != nullptr
                                                ? std::vector<std::string>{"", "RGB", "RBG", "GBR", "GRB", "BRG", "BGR"}
                                                : std::vector<std::string>{"", "BGR"};
    std::vector<Combination> all;
    for (const auto mode : {ScanMode::Gray, ScanMode::Color})
        for (const int depth : {1, 8, 16})
            for (const auto source : {ScanSource::Flatbed, ScanSource::Adf})
                for (const auto& passes : orders)
                    for (const int others : {0, 1, 2, 3, 4, 5, 6, 7})
                        if (mode == ScanMode::Color || passes.empty())
                            all.push_back(
                                {mode, depth, source, passes, (others & 1) != 0, (others & 2) != 0, (others & 4) != 0});
    return all;
}

/// SANE's own program, told the same. About once in ten thousand times it never ends (seen twice in 20,790, on a busy
/// machine), which says nothing of ours: it is then asked again.
cv::Mat byScanimage(const Combination& combination, const std::filesystem::path& file) {
    std::string command = "timeout -s KILL 30 scanimage -d test:0 --format=pnm --resolution 50 -l 0 -t 0 -x 40 -y 30";
    command += combination.mode == ScanMode::Gray ? " --mode Gray" : " --mode Color";
    command +=
        combination.source == ScanSource::Flatbed ? " --source Flatbed" : " --source 'Automatic Document Feeder'";
    for (const auto& [name, value] : combination.settings()) command += " --" + name + "='" + value + "'";
    command += " >'" + file.string() + "' 2>/dev/null";
    constexpr int killed = 137, most = 3;
    int ended = killed;
    for (int tries = 0; tries < most && ended == killed; ++tries) ended = WEXITSTATUS(std::system(command.c_str()));
    if (ended != 0) return {};
    cv::Mat picture = cv::imread(file.string(), cv::IMREAD_UNCHANGED);
    if (picture.depth() != CV_16U) return picture;
    cv::Mat narrow(picture.rows, picture.cols, CV_8UC(picture.channels()));
    for (int y = 0; y < picture.rows; ++y)
        for (int i = 0; i < picture.cols * picture.channels(); ++i)
            narrow.ptr(y)[i] = static_cast<uchar>((picture.ptr<ushort>(y)[i] * 255U + 32767U) / 65535U);
    return narrow;
}

cv::Mat byUs(const Combination& combination) {
    auto settings = combination.settings();
    settings.insert(settings.begin(), {{"br-x", "40"}, {"br-y", "30"}});
    const auto result = scanned({.device = "test:0",
                                 .source = combination.source,
                                 .mode = combination.mode,
                                 .dpi = 50,
                                 .maxPages = 1,
                                 .deviceSettings = settings});
    EXPECT_EQ(result.count, 1) << result.sentence;
    return result.pages.empty() ? cv::Mat() : result.pages.front().pixels;
}

bool same(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && a.type() == b.type() && !a.empty() && cv::norm(a, b, cv::NORM_INF) == 0;
}

class SaneGridTest : public VirtualScanners, public testing::WithParamInterface<int> {};

constexpr int shares = 8;

/// Where scanimage cannot, one pass of our own stands for it: the picture is the same however its frames come.
TEST_P(SaneGridTest, EveryKindOfFrameGivesThePictureThatScanimageGives) {
    const support::TemporaryFolder folder;
    const auto all = everyCombination();
    int compared = 0;
    for (std::size_t i = static_cast<std::size_t>(GetParam()); i < all.size(); i += shares) {
        const auto& combination = all[i];
        const cv::Mat ours = byUs(combination);
        cv::Mat wanted;
        if (combination.scanimageCan()) {
            wanted = byScanimage(combination, folder.path() / "page.pnm");
        } else {
            Combination plain = combination;
            plain.passes = "", plain.readLimit = plain.fuzzy = false, plain.source = ScanSource::Flatbed;
            wanted = byUs(plain);
        }
        EXPECT_TRUE(same(ours, wanted)) << combination.words() << ": " << ours.size() << " type " << ours.type()
                                        << ", wanted " << wanted.size() << " type " << wanted.type();
        ++compared;
    }
    EXPECT_EQ(compared, static_cast<int>(all.size()) / shares);
}

INSTANTIATE_TEST_SUITE_P(Shares, SaneGridTest, testing::Range(0, shares));

}  // namespace
}  // namespace daiban::scanners
