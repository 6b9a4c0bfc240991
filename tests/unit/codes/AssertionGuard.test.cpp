#include "codes/AssertionGuard.h"

#include <gtest/gtest.h>

#include <atomic>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <vector>

#include "codes/Code.h"
#include "codes/ReadWithZXing.h"

// As <assert.h> declares it when NDEBUG is not defined.
extern "C" [[noreturn]] void __assert_fail(const char* assertion, const char* file, unsigned line,
                                           const char* function) noexcept;

namespace daiban::codes {
namespace {

[[noreturn]] void failAnAssertion() {
    __assert_fail("it holds", "Decoder.cpp", 7, "decode");
}

/// The start and stop characters of Code 39, widely drawn over a page: a barcode that is seen at two sizes.
cv::Mat largeBarcode() {
    cv::Mat page(3500, 2480, CV_8UC1, cv::Scalar(250));
    int x = 400;
    for (const std::string_view widths : {"nwnnwnwnn", "wnnnnwnnw", "nnwnnwnnw", "nwnnwnwnn"}) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const int width = widths[i] == 'w' ? 18 : 6;
            if (i % 2 == 0) page(cv::Rect(x, 900, width, 300)).setTo(10);
            x += width;
        }
        x += 6;
    }
    return page;
}

TEST(AssertionGuard, FinishesWhatDoesNotAssert) {
    int done = 0;
    EXPECT_EQ(guarded(0, [&] { done = 1; }), Reading::Finished);
    EXPECT_EQ(done, 1);
}

TEST(AssertionGuard, ComesBackFromAFailedAssertionAgainAndAgain) {
    for (int i = 0; i < 100; ++i) EXPECT_EQ(guarded(0, failAnAssertion), Reading::GivenUp);
    EXPECT_EQ(guarded(0, [] {}), Reading::Finished);
}

TEST(AssertionGuard, LetsExceptionsPassAndStillGuardsAfterwards) {
    EXPECT_THROW((void)guarded(0, [] { throw std::runtime_error("no"); }), std::runtime_error);
    EXPECT_EQ(guarded(0, failAnAssertion), Reading::GivenUp);
}

TEST(AssertionGuardDeathTest, LeavesOtherAssertionsDeadly) {
    EXPECT_DEATH(failAnAssertion(), "it holds");
    EXPECT_DEATH(
        {
            (void)guarded(0, [] {});
            failAnAssertion();
        },
        "it holds");
}

TEST(AssertionGuardDeathTest, StopsAskingWhenTooMuchMemoryIsLost) {
    EXPECT_EXIT(
        {
            const bool before = guarded(mostLost + 1, failAnAssertion) == Reading::GivenUp;
            bool asked = false;
            const bool after = guarded(0, [&] { asked = true; }) == Reading::GivenUp;
            std::exit(before && after && !asked ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

TEST(AssertionGuard, WorksForEachThreadByItself) {
    std::atomic<int> givenUp{0};
    std::atomic<int> finished{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 200; ++i)
                (i + t) % 2 == 0 ? givenUp += guarded(0, failAnAssertion) == Reading::GivenUp
                                 : finished += guarded(0, [] {}) == Reading::Finished;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(givenUp, 400);
    EXPECT_EQ(finished, 400);
}

// zxing-cpp issue 740: the comparison of two results of one barcode asserts that one of them has a single line.
TEST(AssertionGuard, KeepsTheProcessAliveWhereZXingAsserts) {
    const cv::Mat page = largeBarcode();
    const auto once = readWithZXing(page, {.symbologies = Symbologies::Linear, .layers = Layers::FullSizeOnly});
    ASSERT_EQ(once.size(), 1U);
    EXPECT_EQ(once[0].text, "AB");
    EXPECT_TRUE(readWithZXing(page, {.symbologies = Symbologies::Linear, .layers = Layers::AlsoSmaller}).empty())
        << "this version of ZXing-C++ no longer asserts here";
    const auto codes = readCodes(page);
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].text, "AB");
}

}  // namespace
}  // namespace daiban::codes
