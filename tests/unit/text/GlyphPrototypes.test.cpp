#include "text/glyphs/GlyphPrototypes.h"

#include <gtest/gtest.h>

#include <fstream>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"
#include "support/TemporaryFolder.h"
#include "text/glyphs/GlyphFeatures.h"

namespace daiban::text::glyphs {
namespace {

/// A cross (十), a square (口) or a stroke (一), `size` pixels large, anywhere on its paper.
cv::Mat drawn(char32_t character, int size, cv::Point at = {8, 8}) {
    cv::Mat paper(size + 40, size + 40, CV_8U, cv::Scalar(240));
    const int thick = std::max(2, size / 12);
    const cv::Point middle(size / 2, size / 2);
    if (character == U'十') {
        cv::line(paper, at + cv::Point(0, middle.y), at + cv::Point(size, middle.y), cv::Scalar(20), thick);
        cv::line(paper, at + cv::Point(middle.x, 0), at + cv::Point(middle.x, size), cv::Scalar(20), thick);
    } else if (character == U'口') {
        cv::rectangle(paper, at, at + cv::Point(size, size), cv::Scalar(20), thick);
    } else {
        cv::line(paper, at + cv::Point(0, middle.y), at + cv::Point(size, middle.y), cv::Scalar(20), thick);
    }
    return paper;
}

/// Three characters told apart by all their features.
GlyphTable table() {
    GlyphTable table{"a test", {U'十', U'口', U'一'}, cv::Mat::eye(featureCount, 64, CV_32F), {}};
    cv::randn(table.discriminants, 0, 1);
    for (const char32_t c : table.characters)
        table.prototypes.push_back(featuresOf(drawn(c, 60)) * table.discriminants);
    return table;
}

TEST(GlyphFeatures, AreNearlyTheSameForAnotherSizeAndPlace) {
    const cv::Mat large = featuresOf(drawn(U'口', 90, {3, 20}));
    EXPECT_NEAR(cv::norm(large), 1, 1e-3);
    EXPECT_LT(cv::norm(large - featuresOf(drawn(U'口', 30, {12, 5}))), 0.5);
    EXPECT_GT(cv::norm(large - featuresOf(drawn(U'十', 90))), 0.9);
}

TEST(GlyphFeatures, BlankPaperHasNone) {
    EXPECT_TRUE(featuresOf(cv::Mat(40, 40, CV_8U, cv::Scalar(230))).empty());
}

TEST(GlyphPrototypes, TheNearestIsTheCharacterThatWasDrawn) {
    const GlyphPrototypes prototypes(table());
    for (const char32_t c : {U'十', U'口', U'一'}) {
        const cv::Mat features = featuresOf(drawn(c, 40, {15, 11}));
        const auto matches = prototypes.nearest(features, 2);
        ASSERT_EQ(matches.size(), 2U);
        EXPECT_EQ(matches.front().character, c);
        EXPECT_LT(matches[0].distance, matches[1].distance);
        EXPECT_NEAR(prototypes.distanceTo(features, c).value(), matches.front().distance, 1e-4);
    }
}

TEST(GlyphPrototypes, ACharacterWithoutPrototypeHasNoDistance) {
    const GlyphPrototypes prototypes(table());
    EXPECT_FALSE(prototypes.knows(U'龘'));
    EXPECT_FALSE(prototypes.distanceTo(featuresOf(drawn(U'十', 40)), U'龘').has_value());
}

TEST(GlyphPrototypes, AFileGivesBackWhatWasWritten) {
    const support::TemporaryFolder folder;
    const auto file = folder.path() / "glyphs.bin";
    EXPECT_EQ(madeFrom(file), "");
    const GlyphTable written = table();
    writeGlyphTable(written, file);
    EXPECT_EQ(madeFrom(file), "a test");
    const GlyphTable read = readGlyphTable(file);
    EXPECT_EQ(read.characters, written.characters);
    EXPECT_EQ(cv::norm(read.discriminants, written.discriminants), 0);
    EXPECT_EQ(cv::norm(read.prototypes, written.prototypes), 0);
}

TEST(GlyphPrototypes, ADamagedFileIsADependencyThatIsMissing) {
    const support::TemporaryFolder folder;
    const auto file = folder.path() / "glyphs.bin";
    writeGlyphTable(table(), file);
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 5);
    EXPECT_THROW((void)readGlyphTable(file), base::Error);
    std::ofstream(file) << "no prototypes";
    EXPECT_THROW((void)readGlyphTable(file), base::Error);
}

}  // namespace
}  // namespace daiban::text::glyphs
