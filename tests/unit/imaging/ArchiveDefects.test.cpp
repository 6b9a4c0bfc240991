#include "imaging/ArchiveDefects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <opencv2/imgproc.hpp>

#include "samples/draw/Layouts.h"
#include "samples/draw/PageDefects.h"

namespace daiban::imaging {
namespace {

page::Page pageOf(const samples::DrawnPage& drawn) {
    return {.pixels = drawn.image, .dpi = drawn.dpi, .provenance = {}};
}

std::vector<std::string> codesOn(const page::Page& page) {
    std::vector<std::string> codes;
    for (const auto& found : lookForArchive(page).defects) codes.emplace_back(codeOf(found.defect));
    return codes;
}

/// The small version of bench/intake/ScoreArchive: other seeds, three layouts, 200 dpi.
constexpr std::array layouts{"lease-contract", "income-certificate", "unknown"};
constexpr std::uint32_t firstSeed = 91001;

TEST(ArchiveDefects, AreFoundOnPagesThatHaveThem) {
    for (const auto kind : samples::pageDefects()) {
        if (kind == "turned") continue;  // by reading it: unit/desk/Quality
        std::uint32_t seed = firstSeed;
        for (const char* layout : layouts) {
            ++seed;
            const auto page = pageOf(samples::archiveScan(samples::drawLayout(layout, seed, 200), kind, seed));
            EXPECT_THAT(codesOn(page), testing::Contains(kind)) << layout << " " << seed;
        }
    }
}

TEST(ArchiveDefects, AreNotFoundOnPagesThatHaveNone) {
    std::uint32_t seed = firstSeed + 100;
    for (int round = 0; round < 4; ++round)
        for (const char* layout : layouts) {
            ++seed;
            const auto page = pageOf(samples::archiveScan(samples::drawLayout(layout, seed, 200), "", seed));
            EXPECT_THAT(codesOn(page), testing::IsEmpty()) << layout << " " << seed;
        }
}

TEST(ArchiveDefects, SaysHowMuch) {
    const auto clean = samples::drawLayout("lease-contract", firstSeed, 200);
    cv::Mat leaning;
    const cv::Point2f middle(static_cast<float>(clean.image.cols) / 2, static_cast<float>(clean.image.rows) / 2);
    cv::warpAffine(clean.image, leaning, cv::getRotationMatrix2D(middle, -2, 1), clean.image.size(), cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT, cv::Scalar::all(250));
    const auto look = lookForArchive({.pixels = leaning, .dpi = 150, .provenance = {}});
    ASSERT_EQ(look.defects.size(), 2U);
    EXPECT_EQ(look.defects[0].defect, ArchiveDefect::LowResolution);
    EXPECT_EQ(look.defects[0].measured, 150);
    EXPECT_EQ(look.defects[1].defect, ArchiveDefect::Skewed);
    EXPECT_NEAR(look.defects[1].measured, 2, 0.2);
}

TEST(ArchiveDefects, HaveCodesByWhichTheyAreKnownAgain) {
    for (const auto defect : allArchiveDefects()) EXPECT_EQ(archiveDefectNamed(codeOf(defect)), defect);
    EXPECT_FALSE(archiveDefectNamed("ugly"));
}

}  // namespace
}  // namespace daiban::imaging
