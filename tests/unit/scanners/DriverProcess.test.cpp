#include "scanners/sane/DriverProcess.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>

#include "scanners/ScanError.h"

namespace daiban::scanners {
namespace {

page::Page pageOf(int gray) {
    return {cv::Mat(20, 30, CV_8UC1, cv::Scalar(gray)), 150, {"", gray, ""}};
}

/// What came over, and how it ended.
struct Outcome {
    std::vector<page::Page> pages;
    int count = -1;
    std::string sentence;
};

Outcome outcomeOf(const DriverWork& work) {
    Outcome outcome;
    try {
        outcome.count = runDriver("desk", work, [&](const page::Page& page) {
            outcome.pages.push_back(page);
            return true;
        });
    } catch (const ScanError& error) {
        outcome.sentence = error.what();
    }
    return outcome;
}

int scanTwo(const TakePage& take) {
    take(pageOf(10));
    take(pageOf(20));
    return 2;
}

TEST(DriverProcess, BringsThePagesOverWithTheirDpiAndNumber) {
    const auto outcome = outcomeOf({scanTwo, [] {}});
    EXPECT_EQ(outcome.count, 2) << outcome.sentence;
    ASSERT_EQ(outcome.pages.size(), 2U);
    EXPECT_EQ(outcome.pages[1].pixels.size(), cv::Size(30, 20));
    EXPECT_EQ(cv::mean(outcome.pages[1].pixels)[0], 20);
    EXPECT_EQ(outcome.pages[1].dpi, 150);
    EXPECT_EQ(outcome.pages[1].provenance.source, "desk");
    EXPECT_EQ(outcome.pages[1].provenance.number, 20);
}

TEST(DriverProcess, KeepsThePagesOfADriverThatCrashes) {
    const auto outcome = outcomeOf({[](const TakePage& take) -> int {
                                        scanTwo(take);
                                        kill(getpid(), SIGKILL);
                                        return 0;
                                    },
                                    [] {}});
    EXPECT_EQ(outcome.pages.size(), 2U);
    EXPECT_EQ(outcome.sentence, scanError(ScanProblem::Offline, "desk", 2).what());
}

TEST(DriverProcess, DoesNotWaitForADriverThatHangsWhenItIsToStop) {
    const auto outcome = outcomeOf({scanTwo,
                                    [] {
                                        while (true) pause();
                                    },
                                    std::chrono::seconds(1)});
    EXPECT_EQ(outcome.count, 2) << outcome.sentence;
    EXPECT_EQ(outcome.pages.size(), 2U);
}

TEST(DriverProcess, SaysTheDriversOwnSentence) {
    const auto outcome =
        outcomeOf({[](const TakePage&) -> int { throw ScanError(ScanProblem::CoverOpen, "The lid is up."); }, [] {}});
    EXPECT_EQ(outcome.sentence, "The lid is up.");
}

TEST(DriverProcess, StopsTheDriverWhenNoMoreIsWanted) {
    int taken = 0;
    const auto count = runDriver("desk",
                                 {[](const TakePage& take) {
                                      int pages = 1;
                                      while (take(pageOf(pages))) ++pages;
                                      return pages;
                                  },
                                  [] {}},
                                 [&](const page::Page&) { return ++taken < 5; });
    EXPECT_EQ(count, 5);
    EXPECT_EQ(taken, 5);
}

}  // namespace
}  // namespace daiban::scanners
