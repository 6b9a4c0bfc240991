#include <gmock/gmock.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "support/HasSubstr.h"
#include "support/TestScanners.h"

namespace daiban::scanners {
namespace {

using support::HasSubstr;
using testing::ElementsAre;

/// A network scanner (tests/support/escl.mjs) seen through Debian's sane-airscan, which is SANE's only driver here.
class NetworkScanner : public testing::Test {
  protected:
    void SetUp() override {
        useVirtualScanners();
        before_ = std::getenv("SANE_CONFIG_DIR");
        std::ofstream(folder_.path() / "dll.conf") << "airscan\n";
        std::ofstream(folder_.path() / "airscan.conf") << "[options]\ndiscovery = disable\n";
        setenv("SANE_CONFIG_DIR", folder_.path().c_str(), 1);
    }
    void TearDown() override {
        if (scanner_ != nullptr) pclose(scanner_);
        setenv("SANE_CONFIG_DIR", before_.c_str(), 1);
    }
    /// Switches it on with that plan; its device name is its address.
    std::string scanner(const std::string& plan) {
        if (scanner_ != nullptr) pclose(scanner_);
        const auto said = folder_.path() / "port";
        std::filesystem::remove(said);
        scanner_ = popen(
            ("exec node " DAIBAN_SOURCE_DIR "/tests/support/escl.mjs " + plan + " >" + said.string()).c_str(), "w");
        std::string port;
        for (int tries = 0; tries < 600 && port.empty(); ++tries) {
            usleep(50'000);
            std::ifstream(said) >> port;
        }
        EXPECT_NE(port, "");
        return "airscan:escl:Feeder:http://127.0.0.1:" + port + "/eSCL/";
    }
    static ScanOptions options(const std::string& device, ScanSource source) {
        return {.device = device, .source = source, .mode = ScanMode::Gray, .dpi = 100};
    }
    Scanned scanBy(const std::string& plan, ScanSource source) { return scanned(options(scanner(plan), source)); }

    static std::vector<int> numbersOf(const Scanned& result) {
        std::vector<int> numbers;
        for (const auto& page : result.pages) numbers.push_back(static_cast<int>(cv::mean(page.pixels)[0]) / 10);
        return numbers;
    }

  private:
    support::TemporaryFolder folder_;
    std::string before_;
    std::FILE* scanner_ = nullptr;
};

TEST_F(NetworkScanner, GivesTheGlassTheFeederAndBothSides) {
    const auto device = scanner("sheets=3");
    const auto can = openPageSource(device, scanWorker())->capabilities(device);
    EXPECT_THAT(can.sources, ElementsAre(ScanSource::Flatbed, ScanSource::Adf, ScanSource::AdfDuplex));
    const auto glass = scanned(options(device, ScanSource::Flatbed));
    EXPECT_THAT(numbersOf(glass), ElementsAre(25)) << glass.sentence;
    EXPECT_NEAR(glass.pages.at(0).height(), 297 / 25.4 * 100, 2);
    EXPECT_THAT(numbersOf(scanned(options(device, ScanSource::Adf))), ElementsAre(1, 2, 3));
    EXPECT_THAT(numbersOf(scanBy("sheets=2", ScanSource::AdfDuplex)), ElementsAre(1, 12, 2, 13));
}

TEST_F(NetworkScanner, TakesTheGlassWhenTheFeederIsEmpty) {
    EXPECT_THAT(numbersOf(scanBy("sheets=2", ScanSource::Auto)), ElementsAre(1, 2));
    EXPECT_THAT(numbersOf(scanBy("sheets=0", ScanSource::Auto)), ElementsAre(25));
    EXPECT_EQ(scanBy("sheets=0", ScanSource::Adf).problem, ScanProblem::FeederEmpty);
}

TEST_F(NetworkScanner, IsWaitedForWhileItIsBusy) {
    const auto result = scanBy("sheets=3 2:busy", ScanSource::Adf);
    EXPECT_THAT(numbersOf(result), ElementsAre(1, 2, 3)) << result.sentence;
}

struct Mishap {
    const char* name;
    ScanProblem problem;
};

class MishapOfTheNetwork : public NetworkScanner, public testing::WithParamInterface<Mishap> {};

TEST_P(MishapOfTheNetwork, KeepsThePagesBeforeItInOneSentence) {
    const auto result = scanBy("sheets=5 3:" + std::string(GetParam().name), ScanSource::Adf);
    EXPECT_THAT(numbersOf(result), ElementsAre(1, 2));
    EXPECT_EQ(result.problem, GetParam().problem) << result.sentence;
    EXPECT_THAT(result.sentence, HasSubstr("after 2 pages"));
}

INSTANTIATE_TEST_SUITE_P(Escl, MishapOfTheNetwork,
                         testing::Values(Mishap{"jam", ScanProblem::PaperJam}, Mishap{"cover", ScanProblem::CoverOpen},
                                         Mishap{"lost", ScanProblem::Offline}, Mishap{"gone", ScanProblem::Offline},
                                         Mishap{"error", ScanProblem::Offline}),
                         [](const auto& about) { return std::string(about.param.name); });

TEST_F(NetworkScanner, SaysThatNobodyAnswersAtAnAddress) {
    const auto result = scanned(options("airscan:escl:Feeder:http://127.0.0.1:1/eSCL/", ScanSource::Adf));
    ASSERT_TRUE(result.problem);
    EXPECT_THAT(result.sentence, HasSubstr("127.0.0.1:1"));
}

}  // namespace
}  // namespace daiban::scanners
