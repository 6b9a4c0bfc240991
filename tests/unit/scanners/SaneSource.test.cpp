#include "scanners/sane/SaneSource.h"

#include <gmock/gmock.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "support/HasSubstr.h"
#include "support/TestScanners.h"

namespace daiban::scanners {
namespace {

using support::HasSubstr;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;

class SaneSourceTest : public VirtualScanners {};

/// A small sheet, so that the virtual scanner is quick.
ScanOptions small(ScanSource source = ScanSource::Flatbed, ScanMode mode = ScanMode::Gray) {
    return {.device = "test:0",
            .source = source,
            .mode = mode,
            .dpi = 50,
            .deviceSettings = {{"br-x", "40"}, {"br-y", "30"}, {"test-picture", "Solid white"}}};
}

ScanOptions with(ScanOptions options, const std::string& name, const std::string& value) {
    options.deviceSettings.emplace_back(name, value);
    return options;
}

TEST_F(SaneSourceTest, ListsTheDevicesWithLabelsForPeople) {
    const auto devices = allDevices(scanWorker());
    EXPECT_THAT(devices,
                Contains(AllOf(Field(&DeviceInfo::name, "test:0"), Field(&DeviceInfo::label, "frontend-tester"),
                               Field(&DeviceInfo::kind, "virtual device"))));
    EXPECT_THAT(devices, Contains(Field(&DeviceInfo::name, "pnm:0")));
}

TEST_F(SaneSourceTest, TellsWhatADeviceCanDo) {
    const auto can = openPageSource("test:0", scanWorker())->capabilities("test:0");
    EXPECT_THAT(can.sources, ElementsAre(ScanSource::Flatbed, ScanSource::Adf));
    EXPECT_THAT(can.modes, ElementsAre(ScanMode::Color, ScanMode::Gray, ScanMode::BlackWhite));
    EXPECT_THAT(can.dpis, ElementsAre(75, 100, 150, 200, 240, 300, 400, 600, 1200));
}

TEST_F(SaneSourceTest, GivesOnePageFromTheFlatbed) {
    const auto result = scanned(small());
    ASSERT_EQ(result.count, 1);
    const auto& page = result.pages.at(0);
    EXPECT_EQ(page.pixels.type(), CV_8UC1);
    EXPECT_NEAR(page.width(), 40 / 25.4 * 50, 1);
    EXPECT_NEAR(page.height(), 30 / 25.4 * 50, 1);
    EXPECT_DOUBLE_EQ(page.dpi, 50);
    EXPECT_EQ(page.provenance.source, "test:0");
    EXPECT_EQ(page.provenance.number, 1);
    EXPECT_EQ(cv::mean(page.pixels)[0], 255);
}

TEST_F(SaneSourceTest, ScansTheWholeSheetUnlessToldOtherwise) {
    const auto result = scanned({.device = "test:0", .mode = ScanMode::Gray, .dpi = 75});
    ASSERT_EQ(result.count, 1);
    EXPECT_NEAR(result.pages[0].width(), 200 / 25.4 * 75, 1) << "the glass is 200 mm wide";
    EXPECT_NEAR(result.pages[0].height(), 200 / 25.4 * 75, 1);
}

TEST_F(SaneSourceTest, GivesTheTenPagesOfTheFeederAndEndsWithoutError) {
    const auto result = scanned(small(ScanSource::Adf));
    EXPECT_FALSE(result.problem) << result.sentence;
    EXPECT_EQ(result.count, 10);
    ASSERT_EQ(result.pages.size(), 10U);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(result.pages[static_cast<std::size_t>(i)].provenance.number, i + 1);
}

TEST_F(SaneSourceTest, StopsAtTheMostPagesAskedFor) {
    auto options = small(ScanSource::Adf);
    options.maxPages = 3;
    EXPECT_EQ(scanned(options).count, 3);
}

TEST_F(SaneSourceTest, StopsWhenTheCallerHasEnough) {
    int pages = 0;
    const auto count =
        openPageSource("test:0", scanWorker())->scan(small(ScanSource::Adf), [&](page::Page) { return ++pages < 4; });
    EXPECT_EQ(count, 4);
    EXPECT_EQ(pages, 4);
}

TEST_F(SaneSourceTest, EndsTheScanWhenTheCallerThrows) {
    const auto source = openPageSource("test:0", scanWorker());
    EXPECT_THROW(
        source->scan(small(ScanSource::Adf), [](page::Page) -> bool { throw std::runtime_error("disk full"); }),
        std::runtime_error);
    EXPECT_EQ(scanned(small()).count, 1) << "the device is free again";
}

TEST_F(SaneSourceTest, ScansInColourWithRedGreenAndBlueInTheirPlaces) {
    auto options = small(ScanSource::Flatbed, ScanMode::Color);
    options.deviceSettings.back().second = "Color pattern";
    options.deviceSettings[0].second = options.deviceSettings[1].second = "100";
    const auto eight = scanned(options);
    const auto sixteen = scanned(with(options, "depth", "16"));
    const auto passes = scanned(with(options, "three-pass", "yes"));
    ASSERT_EQ(eight.count + sixteen.count + passes.count, 3) << eight.sentence << sixteen.sentence << passes.sentence;
    ASSERT_EQ(eight.pages[0].pixels.type(), CV_8UC3);
    // The pattern begins with a band that has only red, then green, then blue.
    cv::Scalar most;
    for (int c = 0; c < 3; ++c) {
        cv::Mat channel;
        cv::extractChannel(eight.pages[0].pixels, channel, c);
        cv::minMaxLoc(channel, nullptr, &most[c]);
        EXPECT_GT(most[c], 200);
    }
    EXPECT_EQ(cv::norm(eight.pages[0].pixels, passes.pages[0].pixels, cv::NORM_INF), 0)
        << "three passes give the same page";
    EXPECT_EQ(sixteen.pages[0].pixels.type(), CV_8UC3);
}

TEST_F(SaneSourceTest, PutsThreePassesTogetherInAnyOrder) {
    auto options = small(ScanSource::Flatbed, ScanMode::Color);
    options.deviceSettings.back().second = "Color pattern";
    const auto forward = scanned(with(options, "three-pass", "yes"));
    const auto backward = scanned(with(with(options, "three-pass", "yes"), "three-pass-order", "BGR"));
    ASSERT_EQ(forward.count + backward.count, 2) << backward.sentence;
    EXPECT_EQ(cv::norm(forward.pages[0].pixels, backward.pages[0].pixels, cv::NORM_INF), 0);
}

TEST_F(SaneSourceTest, ScansBlackAndWhiteToNothingBetween) {
    auto options = small(ScanSource::Flatbed, ScanMode::BlackWhite);
    options.deviceSettings.back().second = "Grid";
    const auto result = scanned(options);
    ASSERT_EQ(result.count, 1) << result.sentence;
    const auto& pixels = result.pages[0].pixels;
    ASSERT_EQ(pixels.type(), CV_8UC1);
    const auto white = cv::countNonZero(pixels == 255), black = cv::countNonZero(pixels == 0);
    EXPECT_EQ(white + black, static_cast<int>(pixels.total()));
    EXPECT_GT(white, 0);
    EXPECT_GT(black, 0);
}

TEST_F(SaneSourceTest, ShowsWhitePaperWhiteInBlackAndWhite) {
    const auto result = scanned(small(ScanSource::Flatbed, ScanMode::BlackWhite));
    ASSERT_EQ(result.count, 1) << result.sentence;
    EXPECT_EQ(cv::mean(result.pages[0].pixels)[0], 255);
}

TEST_F(SaneSourceTest, TakesAPageWhoseHeightIsSeenOnlyAtItsEnd) {
    const auto result = scanned(with(small(), "hand-scanner", "yes"));
    ASSERT_EQ(result.count, 1) << result.sentence;
    EXPECT_NEAR(result.pages[0].width(), 110 / 25.4 * 50, 1) << "the hand scanner is 11 cm wide";
    EXPECT_GT(result.pages[0].height(), 0);
}

TEST_F(SaneSourceTest, TakesLinesThatAreLongerThanTheirPixels) {
    const auto result = scanned(with(small(), "ppl-loss", "7"));
    ASSERT_EQ(result.count, 1) << result.sentence;
    EXPECT_EQ(cv::mean(result.pages[0].pixels)[0], 255);
}

TEST_F(SaneSourceTest, TakesAPageInSmallPieces) {
    const auto result = scanned(with(with(small(), "read-limit", "yes"), "read-limit-size", "37"));
    ASSERT_EQ(result.count, 1) << result.sentence;
    EXPECT_NEAR(result.pages[0].height(), 30 / 25.4 * 50, 1);
}

TEST_F(SaneSourceTest, WaitsForASlowScanner) {
    const auto result = scanned(with(with(small(), "read-delay", "yes"), "read-delay-duration", "20000"));
    EXPECT_EQ(result.count, 1) << result.sentence;
}

struct Status {
    const char* name;
    ScanProblem problem;
    int exitCode;
    const char* words;
};

class EveryStatus : public VirtualScanners, public testing::WithParamInterface<Status> {};

TEST_P(EveryStatus, BecomesItsOwnProblemAndSentence) {
    const auto& status = GetParam();
    const auto result = scanned(with(small(ScanSource::Adf), "read-return-value", status.name));
    ASSERT_TRUE(result.problem) << status.name;
    EXPECT_EQ(*result.problem, status.problem);
    EXPECT_EQ(result.exitCode, status.exitCode);
    EXPECT_THAT(result.sentence, HasSubstr(status.words));
    EXPECT_THAT(result.sentence, HasSubstr("test:0"));
    EXPECT_TRUE(result.pages.empty());
}

INSTANTIATE_TEST_SUITE_P(Sane, EveryStatus,
                         testing::Values(Status{"SANE_STATUS_NO_DOCS", ScanProblem::FeederEmpty, 2, "put paper in"},
                                         Status{"SANE_STATUS_JAMMED", ScanProblem::PaperJam, 2, "jammed"},
                                         Status{"SANE_STATUS_COVER_OPEN", ScanProblem::CoverOpen, 2, "close it"},
                                         Status{"SANE_STATUS_DEVICE_BUSY", ScanProblem::DeviceBusy, 2, "busy"},
                                         Status{"SANE_STATUS_IO_ERROR", ScanProblem::Offline, 2, "check its power"},
                                         Status{"SANE_STATUS_ACCESS_DENIED", ScanProblem::AccessDenied, 4,
                                                "administrator"},
                                         Status{"SANE_STATUS_NO_MEM", ScanProblem::OutOfMemory, 2, "lower dpi"},
                                         Status{"SANE_STATUS_INVAL", ScanProblem::BadSetting, 1, "setting"},
                                         Status{"SANE_STATUS_UNSUPPORTED", ScanProblem::BadSetting, 1, "setting"},
                                         Status{"SANE_STATUS_CANCELLED", ScanProblem::Cancelled, 2, "stopped"},
                                         Status{"SANE_STATUS_EOF", ScanProblem::BadPage, 2, "cannot be read"}),
                         [](const auto& about) { return std::string(about.param.name).substr(12); });

TEST_F(SaneSourceTest, SaysInOtherWordsWhatASettingTakes) {
    const auto result = scanned(with(small(), "test-picture", "Mona Lisa"));
    ASSERT_EQ(result.problem, ScanProblem::BadSetting);
    EXPECT_EQ(result.sentence,
              "test:0 refuses test-picture = Mona Lisa; it takes Solid black, Solid white, Color pattern, Grid.");
}

TEST_F(SaneSourceTest, RefusesSettingsThatAreNotThereOrNoNumbers) {
    EXPECT_THAT(scanned(with(small(), "sharpness", "3")).sentence, HasSubstr("has no setting sharpness"));
    EXPECT_THAT(scanned(with(small(), "br-x", "wide")).sentence, HasSubstr("it takes 0 to 200"));
    EXPECT_THAT(scanned(with(small(), "br-x", "1000")).sentence, HasSubstr("it takes 0 to 200"));
    EXPECT_THAT(scanned(with(small(), "hand-scanner", "perhaps")).sentence, HasSubstr("it takes yes or no"));
}

TEST_F(SaneSourceTest, RefusesASourceThatTheDeviceDoesNotHave) {
    const auto result = scanned(small(ScanSource::AdfDuplex));
    EXPECT_EQ(result.problem, ScanProblem::BadSetting);
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_EQ(result.sentence, "test:0 cannot scan from adf-duplex; it offers flatbed, adf.");
}

TEST_F(SaneSourceTest, RefusesADpiThatTheDeviceDoesNotOffer) {
    auto options = small();
    options.dpi = 2400;
    const auto result = scanned(options);
    EXPECT_EQ(result.problem, ScanProblem::BadSetting);
    EXPECT_THAT(result.sentence, HasSubstr("cannot scan at 2400 dpi; it offers 75, 100"));
}

TEST_F(SaneSourceTest, SaysThatADeviceIsNotThere) {
    for (const auto* name : {"test:7", "nosuchdriver:0", "scanner"}) {
        const auto result = scanned({.device = name});
        EXPECT_EQ(result.problem, ScanProblem::NoDevice) << name;
        EXPECT_EQ(result.exitCode, 4);
        EXPECT_THAT(result.sentence, HasSubstr(name));
    }
    EXPECT_THROW((void)openPageSource(""), ScanError);
    EXPECT_THROW((void)openPageSource("test:7", scanWorker())->capabilities("test:7"), ScanError);
}

TEST_F(SaneSourceTest, KeepsTwoDevicesApart) {
    auto other = small();
    other.device = "test:1";
    int pages = 0;
    openPageSource("test:0", scanWorker())->scan(small(ScanSource::Adf), [&](page::Page) {
        ++pages;
        return scanned(other).count == 1 && pages < 2;
    });
    EXPECT_EQ(pages, 2);
}

/// A page in a file, served by SANE's `pnm` scanner.
class PnmScanner : public VirtualScanners {
  protected:
    PnmScanner() : drawn_(60, 90, CV_8UC3, cv::Scalar(255, 255, 255)) {
        drawn_(cv::Rect(0, 0, 30, 20)) = cv::Scalar(10, 20, 200);
        cv::imwrite(file(), drawn_);
    }
    [[nodiscard]] std::string file() const { return (folder_.path() / "page.ppm").string(); }
    [[nodiscard]] ScanOptions options() const {
        return {.device = "pnm:0", .dpi = 300, .deviceSettings = {{"filename", file()}}};
    }

    support::TemporaryFolder folder_;
    cv::Mat drawn_;
};

TEST_F(PnmScanner, GivesThePageThatWasDrawn) {
    const auto result = scanned(options());
    ASSERT_EQ(result.count, 1) << result.sentence;
    ASSERT_EQ(result.pages[0].pixels.size(), drawn_.size());
    EXPECT_EQ(cv::norm(result.pages[0].pixels, drawn_, cv::NORM_INF), 0);
    EXPECT_DOUBLE_EQ(result.pages[0].dpi, 300);
}

TEST_F(PnmScanner, GivesTheSamePageInThreePasses) {
    const auto result = scanned(with(options(), "three-pass", "yes"));
    ASSERT_EQ(result.count, 1) << result.sentence;
    EXPECT_EQ(cv::norm(result.pages[0].pixels, drawn_, cv::NORM_INF), 0);
}

TEST_F(PnmScanner, IsTheGlassWhereNobodyChoseAndItHasNoSources) {
    auto any = options();
    any.source = ScanSource::Auto;
    EXPECT_EQ(scanned(any).count, 1);
}

TEST_F(PnmScanner, MakesGrayItselfWhereTheDeviceHasNoModes) {
    auto gray = options();
    gray.mode = ScanMode::Gray;
    const auto result = scanned(gray);
    ASSERT_EQ(result.count, 1) << result.sentence;
    EXPECT_EQ(result.pages[0].pixels.type(), CV_8UC1);
    gray.mode = ScanMode::BlackWhite;
    EXPECT_EQ(scanned(gray).problem, ScanProblem::BadSetting);
}

TEST_F(PnmScanner, SaysWhatIsWrongWhenTheFileIsNotThere) {
    auto missing = options();
    missing.deviceSettings[0].second = (folder_.path() / "none.ppm").string();
    EXPECT_TRUE(scanned(missing).problem.has_value());
}

}  // namespace
}  // namespace daiban::scanners
