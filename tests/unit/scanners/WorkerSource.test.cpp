#include "scanners/worker/WorkerSource.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "base/Error.h"
#include "scanners/ScanError.h"
#include "support/TemporaryFolder.h"

namespace daiban::scanners {
namespace {

/// What came over, and how it ended.
struct Outcome {
    std::vector<page::Page> pages;
    int count = -1;
    std::string sentence;
};

/// A driver that scans two pages and has a mishap.
class FakeScanner {
  public:
    explicit FakeScanner(const std::string& mishap) {
        std::ofstream(program()) << "#!/bin/sh\nexec " FAKE_WORKER " scanner " << mishap << "\n";
        std::filesystem::permissions(program(), std::filesystem::perms::owner_all);
    }
    [[nodiscard]] ScanWorker worker(std::chrono::milliseconds pagePatience = std::chrono::seconds(60)) const {
        return {.program = program(), .pagePatience = pagePatience, .farewell = std::chrono::milliseconds(200)};
    }

  private:
    [[nodiscard]] std::filesystem::path program() const { return folder_.path() / "driver"; }
    support::TemporaryFolder folder_;
};

Outcome outcomeOf(const ScanWorker& worker, int most = 100) {
    Outcome outcome;
    try {
        outcome.count = WorkerSource(worker).scan({.device = "desk"}, [&](page::Page page) {
            outcome.pages.push_back(std::move(page));
            return static_cast<int>(outcome.pages.size()) < most;
        });
    } catch (const base::Error& error) {
        outcome.sentence = error.what();
    }
    return outcome;
}

Outcome outcomeOf(const std::string& mishap) {
    const FakeScanner fake(mishap);
    return outcomeOf(fake.worker());
}

TEST(WorkerSource, BringsThePagesOverWithTheirDpiAndNumber) {
    const auto outcome = outcomeOf("none");
    EXPECT_EQ(outcome.count, 2) << outcome.sentence;
    ASSERT_EQ(outcome.pages.size(), 2U);
    EXPECT_EQ(outcome.pages[1].pixels.size(), cv::Size(30, 20));
    EXPECT_EQ(cv::mean(outcome.pages[1].pixels)[0], 20);
    EXPECT_EQ(outcome.pages[1].dpi, 150);
    EXPECT_EQ(outcome.pages[1].provenance.source, "desk");
    EXPECT_EQ(outcome.pages[1].provenance.number, 20);
}

TEST(WorkerSource, PagesCanBeChangedAndCopiedAndOutliveTheDriver) {
    auto outcome = outcomeOf("none");
    ASSERT_EQ(outcome.pages.size(), 2U);
    const cv::Mat view = outcome.pages[0].pixels;
    cv::Mat copy = view.clone();
    outcome.pages[0].pixels.setTo(99);
    EXPECT_EQ(cv::mean(view)[0], 99) << "the same pixels";
    EXPECT_EQ(cv::mean(copy)[0], 10);
    outcome.pages.clear();
    EXPECT_EQ(cv::mean(view)[0], 99) << "kept as long as somebody looks at them";
}

TEST(WorkerSource, KeepsThePagesOfADriverThatCrashes) {
    for (const std::string mishap : {"crash", "exit", "garbage"}) {
        const auto outcome = outcomeOf(mishap);
        EXPECT_EQ(outcome.pages.size(), 2U);
        EXPECT_EQ(outcome.sentence, scanError(ScanProblem::Offline, "desk", 2).what()) << mishap;
    }
}

TEST(WorkerSource, KeepsThePagesOfADriverThatHangsAndEndsIt) {
    for (const std::string mishap : {"hang", "stop"}) {
        const FakeScanner fake(mishap);
        const auto outcome = outcomeOf(fake.worker(std::chrono::milliseconds(2000)));
        EXPECT_EQ(outcome.pages.size(), 2U);
        EXPECT_EQ(outcome.sentence, scanError(ScanProblem::Offline, "desk", 2).what()) << mishap;
    }
}

TEST(WorkerSource, DoesNotWaitForADriverThatHangsWhenItIsToStop) {
    const auto outcome = outcomeOf("goodbye");
    EXPECT_EQ(outcome.count, 2) << outcome.sentence;
    EXPECT_EQ(outcome.pages.size(), 2U);
}

TEST(WorkerSource, SaysTheDriversOwnSentence) {
    EXPECT_EQ(outcomeOf("lid").sentence, "The lid is up.");
}

TEST(WorkerSource, RefusesAPictureThatCouldStillBeShortenedUnderItsHands) {
    const auto outcome = outcomeOf("unsealed");
    EXPECT_TRUE(outcome.pages.empty());
    EXPECT_NE(outcome.sentence, "");
}

TEST(WorkerSource, StopsTheDriverWhenNoMoreIsWanted) {
    const FakeScanner fake("none");
    const auto outcome = outcomeOf(fake.worker(), 1);
    EXPECT_EQ(outcome.count, 1);
    EXPECT_EQ(outcome.pages.size(), 1U);
}

}  // namespace
}  // namespace daiban::scanners
