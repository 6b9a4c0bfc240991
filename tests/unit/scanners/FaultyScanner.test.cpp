#include <gmock/gmock.h>

#include <chrono>

#include "support/HasSubstr.h"
#include "support/TestScanners.h"

namespace daiban::scanners {
namespace {

using namespace std::chrono_literals;
using support::HasSubstr;
using testing::ElementsAre;

ScanOptions feeder(const std::string& plan, ScanSource source = ScanSource::Adf) {
    return {.device = "faulty:desk", .source = source, .dpi = 100, .deviceSettings = {{"plan", plan}}};
}

/// The numbers of the sheets that came, as they are drawn on them.
std::vector<int> sheetsOf(const Scanned& scanned) {
    std::vector<int> numbers;
    for (const auto& page : scanned.pages) numbers.push_back(static_cast<int>(cv::mean(page.pixels)[0]) / 10);
    return numbers;
}

class FaultyScanner : public VirtualScanners {};

struct Fault {
    const char* name;
    ScanProblem problem;
};

class FaultAtAPage : public VirtualScanners, public testing::WithParamInterface<Fault> {};

TEST_P(FaultAtAPage, KeepsThePagesBeforeItAndGoesOnFromThere) {
    for (const int at : {1, 5, 10})
        for (const std::string when : {"", "start:"}) {
            const auto fault = std::to_string(at) + ":" + when + GetParam().name;
            const auto before = scanned(feeder("sheets=10 " + fault));
            ASSERT_EQ(before.problem, GetParam().problem) << fault << before.sentence;
            const auto kept = sheetsOf(before);
            EXPECT_EQ(kept.size(), static_cast<std::size_t>(at - 1)) << fault;
            EXPECT_THAT(before.sentence, HasSubstr("faulty:desk")) << fault;

            const auto after = scanned(feeder("sheets=" + std::to_string(11 - at) + " first=" + std::to_string(at)));
            EXPECT_FALSE(after.problem) << after.sentence;
            auto all = kept;
            for (const int sheet : sheetsOf(after)) all.push_back(sheet);
            EXPECT_THAT(all, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)) << fault;
        }
}

INSTANTIATE_TEST_SUITE_P(Sane, FaultAtAPage,
                         testing::Values(Fault{"jammed", ScanProblem::PaperJam}, Fault{"cover", ScanProblem::CoverOpen},
                                         Fault{"busy", ScanProblem::DeviceBusy}, Fault{"io", ScanProblem::Offline},
                                         Fault{"denied", ScanProblem::AccessDenied},
                                         Fault{"no-mem", ScanProblem::OutOfMemory},
                                         Fault{"inval", ScanProblem::BadSetting},
                                         Fault{"unsupported", ScanProblem::BadSetting},
                                         Fault{"cancelled", ScanProblem::Cancelled}),
                         [](const auto& about) {
                             std::string name = about.param.name;
                             std::erase(name, '-');
                             return name;
                         });

TEST_F(FaultyScanner, KeepsThePagesBeforeItsDriverCrashesHangsOrEatsMemory) {
    for (const std::string what : {"crash", "hang", "memory"}) {
        Scanned result;
        try {
            openPageSource("faulty:desk", {.program = DAIBAN_PROGRAM, .pagePatience = 3s, .memory = 1LL << 30})
                ->scan(feeder("5:" + what), [&](page::Page page) {
                    result.pages.push_back(std::move(page));
                    return true;
                });
        } catch (const ScanError& error) {
            result.problem = error.problem();
            result.sentence = error.what();
        }
        EXPECT_THAT(sheetsOf(result), ElementsAre(1, 2, 3, 4)) << what;
        EXPECT_EQ(result.problem, what == "memory" ? ScanProblem::OutOfMemory : ScanProblem::Offline) << what;
        EXPECT_THAT(result.sentence, HasSubstr("after 4 pages")) << what;
    }
}

TEST_F(FaultyScanner, TakesTheFeederWherePaperLiesInItAndTheGlassWhereNoneDoes) {
    EXPECT_THAT(sheetsOf(scanned(feeder("sheets=3", ScanSource::Auto))), ElementsAre(1, 2, 3));
    EXPECT_THAT(sheetsOf(scanned(feeder("sheets=0", ScanSource::Auto))), ElementsAre(25));
    EXPECT_EQ(scanned(feeder("sheets=0")).problem, ScanProblem::FeederEmpty);
    EXPECT_EQ(scanned(feeder("sheets=10 1:start:jammed", ScanSource::Auto)).problem, ScanProblem::PaperJam)
        << "a jam in the feeder is no reason to scan the glass";
}

TEST_F(FaultyScanner, WaitsForPaperAsLongAsItIsToldTo) {
    auto options = feeder("sheets=2 paper-after=4");
    EXPECT_EQ(scanned(options).problem, ScanProblem::FeederEmpty);
    options.paperPatience = 60s;
    bool waited = false;
    int pages = 0;
    const int count = openPageSource("faulty:desk", scanWorker())
                          ->scan(options, {[&](const page::Page&) { return ++pages > 0; },
                                           [&](const ScanProgress& progress) {
                                               waited = waited || progress.waitsForPaper;
                                               return true;
                                           }});
    EXPECT_EQ(count, 2);
    EXPECT_TRUE(waited);
    options.deviceSettings = {{"plan", "sheets=0"}};
    options.paperPatience = 600ms;
    EXPECT_EQ(scanned(options).problem, ScanProblem::FeederEmpty);
}

TEST_F(FaultyScanner, IsNotWaitedForWhenNobodyWantsItAnyMore) {
    auto options = feeder("sheets=0");
    options.paperPatience = 600s;
    EXPECT_EQ(openPageSource("faulty:desk", scanWorker())
                  ->scan(options, {[](const page::Page&) { return true; }, [](const ScanProgress&) { return false; }}),
              0);
}

TEST_F(FaultyScanner, StopsInTheMiddleOfAPage) {
    std::vector<ScanProgress> told;
    int pages = 0;
    const int count = openPageSource("faulty:desk", scanWorker())
                          ->scan(feeder("slow=10"), {[&](const page::Page&) { return ++pages > 0; },
                                                     [&](const ScanProgress& progress) {
                                                         told.push_back(progress);
                                                         return progress.page < 2 || progress.share < 0.3;
                                                     }});
    EXPECT_EQ(count, 1);
    EXPECT_EQ(pages, 1);
    ASSERT_GE(told.size(), 4U) << "a page takes 1.2 s";
    EXPECT_GE(told.back().share, 0.3);
    EXPECT_LT(told.back().share, 1.0);
    EXPECT_LE(told[0].share, told[1].share);
}

TEST_F(FaultyScanner, StopsWhereTwoSheetsAreDrawnInAtOnce) {
    const auto result = scanned(feeder("5:double"));
    EXPECT_EQ(result.problem, ScanProblem::PaperJam);
    EXPECT_EQ(result.pages.size(), 4U);
}

TEST_F(FaultyScanner, SaysHowLargeASheetMayBe) {
    const auto can = openPageSource("faulty:desk", scanWorker())->capabilities("faulty:desk");
    EXPECT_THAT(can.sources, ElementsAre(ScanSource::Flatbed, ScanSource::Adf, ScanSource::AdfDuplex));
    EXPECT_DOUBLE_EQ(can.width, 297);
    EXPECT_DOUBLE_EQ(can.height, 297);
}

}  // namespace
}  // namespace daiban::scanners
