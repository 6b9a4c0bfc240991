#include "cases/bundles/BundleRules.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/Error.h"
#include "unit/cases/MadePapers.h"

namespace daiban::cases {

namespace {

namespace fs = std::filesystem;

const auto knows = [](const std::string& type) { return made::types().find(type) != nullptr; };

class BundleRulesFile : public testing::Test {
  protected:
    void SetUp() override {
        file_ = fs::path(testing::TempDir()) /
                (std::string("bundles-") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".yaml");
    }
    void TearDown() override { fs::remove(file_); }

    std::vector<std::string> problemsOf(const std::string& text) {
        std::ofstream(file_) << text;
        std::vector<std::string> lines;
        for (const auto& problem : BundleRules::problemsIn(file_, knows)) {
            EXPECT_EQ(problem.file, file_);
            lines.push_back(std::to_string(problem.line) + ": " + problem.sentence.text());
        }
        return lines;
    }

    fs::path file_;
};

using Problems = std::vector<std::string>;

}  // namespace

TEST_F(BundleRulesFile, OfTheProjectIsWithoutMistakes) {
    const auto file = fs::path(DAIBAN_SOURCE_DIR) / "models" / "documents" / "shared" / "bundles.yaml";
    for (const auto& problem : BundleRules::problemsIn(file, knows)) ADD_FAILURE() << problem.text();
    const BundleRules rules = BundleRules::load(file, knows);
    ASSERT_NE(rules.find("labor-contract"), nullptr);
    EXPECT_EQ(rules.find("labor-contract")->make, PaperMake::Pages);
    ASSERT_NE(rules.find("marriage-certificate"), nullptr);
    EXPECT_GE(rules.find("marriage-certificate")->parts.size(), 2U);
    EXPECT_EQ(rules.find("portrait-photo"), nullptr);
    EXPECT_TRUE(rules.find("lease-contract")->signedByParties);
    EXPECT_FALSE(rules.find("payroll-statement")->signedByParties);
}

TEST_F(BundleRulesFile, MayBeMissing) {
    EXPECT_TRUE(BundleRules::load(file_, knows).all().empty());
}

TEST_F(BundleRulesFile, SaysEveryMistakeAndWhereItIs) {
    EXPECT_EQ(problemsOf("pages: [labor-contract, labour-contract]\n"
                         "leaves:\n"
                         "  - type: bank-card\n"
                         "    parts:\n"
                         "      - {name: 正面, words: [银联], needed: 2}\n"
                         "      - {name: 背面, words: []}\n"
                         "  - type: labor-contract\n"
                         "    parts: [{name: 一, words: [甲]}, {name: 二, words: [乙]}]\n"
                         "  - type: student-card\n"
                         "    parts: [{name: 一, words: [甲]}]\n"),
              (Problems{"1: there is no document type 'labour-contract'; see `daiban types list`.",
                        "5: write a number from 1 to 1, the number of words.",
                        "6: write at least one word, and none that is empty.",
                        "7: 'labor-contract' is there twice; take one of them out.",
                        "10: name two to 16 parts; a paper of one part needs no rule."}));
}

TEST_F(BundleRulesFile, RefusesSignaturesOfWhatHasNoPages) {
    EXPECT_EQ(problemsOf("pages: [labor-contract]\nsigned: [labor-contract, bank-card]\n"),
              Problems{"2: 'bank-card' is not among the pages; add it there."});
}

TEST_F(BundleRulesFile, RefusesAnUnknownKey) {
    const auto problems = problemsOf("page: [labor-contract]\n");
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_NE(problems.front().find("page"), std::string::npos);
    EXPECT_THROW(static_cast<void>(BundleRules::load(file_, knows)), base::Error);
}

}  // namespace daiban::cases
