// Whether a confidence is the chance of being right, as measured.
#include "documents/Calibration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "PrintedPage.h"
#include "base/Error.h"
#include "support/TemporaryFolder.h"

namespace daiban::documents {
namespace {

using ::testing::HasSubstr;

TEST(Calibration, WithoutPointsAChanceIsTakenAtItsWord) {
    const CalibrationCurve curve;
    for (const double chance : {0.01, 0.5, 0.73, 0.99}) EXPECT_NEAR(curve.at(logOddsOf(chance)), chance, 1e-12);
}

TEST(Calibration, RunsStraightBetweenPointsAndLevelBeyondThem) {
    const CalibrationCurve curve({{-1, 0.2}, {1, 0.6}, {3, 0.9}});
    EXPECT_DOUBLE_EQ(curve.at(-5), 0.2);
    EXPECT_DOUBLE_EQ(curve.at(-1), 0.2);
    EXPECT_DOUBLE_EQ(curve.at(0), 0.4);
    EXPECT_DOUBLE_EQ(curve.at(2), 0.75);
    EXPECT_DOUBLE_EQ(curve.at(30), 0.9);
}

TEST(Calibration, ACurveThatFallsIsRefused) {
    EXPECT_THROW(CalibrationCurve({{0, 0.5}, {1, 0.4}}), base::Error);
    EXPECT_THROW(CalibrationCurve({{1, 0.5}, {1, 0.6}}), base::Error);
    EXPECT_THROW(CalibrationCurve({{0, 0.5}, {1, 1.2}}), base::Error);
    EXPECT_THROW(CalibrationCurve({{0, std::nan("")}}), base::Error);
}

TEST(Calibration, CertaintyAndImpossibilityHaveFiniteOdds) {
    EXPECT_TRUE(std::isfinite(logOddsOf(1)));
    EXPECT_TRUE(std::isfinite(logOddsOf(0)));
    EXPECT_GT(logOddsOf(1), logOddsOf(0.999999));
}

class CalibrationFile : public ::testing::Test {
  protected:
    support::TemporaryFolder folder_;

    void write(const std::string& file, const std::string& text) {
        std::filesystem::create_directories((folder_.path() / file).parent_path());
        std::ofstream(folder_.path() / file) << text;
    }
    void SetUp() override {
        write("pass.yaml", "code: pass\nname: 通行证\ngroup: local\ntitles: [小区通行证]\ncues: [通行区域]\n");
    }
};

TEST_F(CalibrationFile, SaysWhatAnAnswerIsWorth) {
    auto page = PrintedPage::a4();
    page.put(70, 20, "小区通行证", 8).put(20, 60, "通行区域 一至九号楼");
    const auto before = classify(page.evidence(), DocumentTypes::load(folder_.path()));
    ASSERT_EQ(before.type, "pass");
    write("shared/calibration.yaml", "known:\n  - [-20, 0.42]\n  - [20, 0.43]\nunknown:\n  - [0, 0.77]\n");
    const auto types = DocumentTypes::load(folder_.path());
    const auto after = classify(page.evidence(), types);
    EXPECT_EQ(after.type, "pass");
    EXPECT_GT(after.confidence.value(), 0.42);
    EXPECT_LT(after.confidence.value(), 0.43);
    EXPECT_DOUBLE_EQ(classify(PrintedPage::a4().evidence(), types).confidence.value(), 0.77);
}

TEST_F(CalibrationFile, AMistakeInItIsNamedWithItsLine) {
    write("shared/calibration.yaml", "known:\n  - [0, 0.9]\n  - [1, 0.5]\n");
    const auto problems = DocumentTypes::problemsIn(folder_.path());
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].text(), HasSubstr("calibration.yaml:2: a calibration curve must rise"));
    EXPECT_THROW((void)DocumentTypes::load(folder_.path()), base::Error);
}

TEST_F(CalibrationFile, APointNeedsTwoNumbers) {
    write("shared/calibration.yaml", "known:\n  - [0, 0.9, 3]\n");
    const auto problems = DocumentTypes::problemsIn(folder_.path());
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(problems[0].text(), HasSubstr("calibration.yaml:2: a point is"));
}

TEST(Calibration, TheProjectsCurvesAreThereAndDoNotClaimCertainty) {
    const auto& calibration = projectTypes().calibration();
    for (const auto* curve : {&calibration.known, &calibration.unknown, &calibration.learned}) {
        ASSERT_GE(curve->points().size(), 2U);
        EXPECT_LT(curve->points().back().second, 1);
    }
}

TEST(Calibration, WhatAnAnswerLeavesIsTheOthers) {
    auto page = PrintedPage::a4();
    page.put(80, 20, "退休证", 8).put(80, 32, "学生证", 8);
    const auto result = classify(page.evidence(), projectTypes());
    double others = 0;
    for (const auto& [code, chance] : result.others) others += chance.value();
    ASSERT_FALSE(result.others.empty());
    EXPECT_LE(others, 1 - result.confidence.value() + 1e-9);
}

}  // namespace
}  // namespace daiban::documents
