#include "scanners/ScanError.h"

#include <gtest/gtest.h>

#include <set>

namespace daiban::scanners {
namespace {

constexpr ScanProblem everyProblem[] = {ScanProblem::FeederEmpty, ScanProblem::PaperJam,     ScanProblem::CoverOpen,
                                        ScanProblem::DeviceBusy,  ScanProblem::Offline,      ScanProblem::NoDevice,
                                        ScanProblem::BadSetting,  ScanProblem::AccessDenied, ScanProblem::OutOfMemory,
                                        ScanProblem::Cancelled,   ScanProblem::BadPage};

TEST(ScanErrorTest, GivesEveryProblemItsOwnSentenceInBothLanguages) {
    std::set<std::string> english, chinese;
    for (const auto problem : everyProblem) {
        const auto error = scanError(problem, "test:0");
        EXPECT_EQ(std::string(error.what()).back(), '.');
        EXPECT_NE(std::string(error.what()).find("test:0"), std::string::npos);
        english.insert(error.what());
        chinese.insert(error.chinese());
    }
    EXPECT_EQ(english.size(), std::size(everyProblem));
    EXPECT_EQ(chinese.size(), std::size(everyProblem));
}

TEST(ScanErrorTest, SaysHowManyPagesCameBeforeAJam) {
    EXPECT_STREQ(
        scanError(ScanProblem::PaperJam, "test:0", 3).what(),
        "Paper is jammed in test:0 after 3 pages; take it out, put it back with the sheets that follow and scan on.");
    EXPECT_NE(std::string(scanError(ScanProblem::Offline, "x", 1).what()).find("after 1 page;"), std::string::npos);
}

}  // namespace
}  // namespace daiban::scanners
