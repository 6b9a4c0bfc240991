#include "handoff/ReturnMatch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "base/Text.h"
#include "support/HasSubstr.h"

namespace daiban::handoff {
namespace {

using support::HasSubstr;
using testing::Contains;
using testing::Not;

// Invented people; numbers that differ in the order code and so in the check character (GB 11643).
constexpr auto numberOfWang = "11010519491231002X";
constexpr auto numberOfNeighbour = "110105194912310038";

const documents::DocumentTypes& types() {
    static const auto loaded =
        documents::DocumentTypes::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models" / "documents");
    return loaded;
}

/// By the project's own document types.
std::vector<Match> matched(const documents::Document& certificate, const std::vector<OpenCase>& openCases) {
    return matchReturn(certificate, openCases, types());
}

OpenCase caseOf(const std::string& name, const std::string& number, const std::string& type = "elder-benefit-card") {
    return {.caseId = base::CaseId("case-" + name + number + type),
            .number = "2026-000001-A",
            .applicantName = name,
            .applicantIdNumber = number,
            .item = "YL-001",
            .expectedType = type,
            .enterpriseName = {}};
}

documents::Document certificate(const std::string& type, const std::vector<std::pair<std::string, std::string>>& fields,
                                double confidence = 0.95) {
    documents::Document document;
    document.classification.type = type;
    document.classification.confidence = base::Confidence(confidence);
    for (const auto& [name, value] : fields)
        document.fields[name] = {.value = value, .iso = {}, .confidence = base::Confidence(0.9), .valid = true};
    return document;
}

documents::Document elderCard(const std::string& name, const std::string& number) {
    return certificate("elder-benefit-card", {{"name", name}, {"id_number", number}});
}

MatchVerdict onlyVerdict(const documents::Document& document, const OpenCase& openCase) {
    const auto matches = matched(document, {openCase});
    return matches.empty() ? MatchVerdict::None : matches.front().verdict;
}

TEST(ReturnMatch, NumberNameAndTypeTogetherAreCertain) {
    EXPECT_EQ(onlyVerdict(elderCard("王小明", numberOfWang), caseOf("王小明", numberOfWang)), MatchVerdict::Certain);
}

TEST(ReturnMatch, ALowerCaseCheckCharacterIsTheSameNumber) {
    EXPECT_EQ(onlyVerdict(elderCard("王小明", "11010519491231002x"), caseOf("王小明", numberOfWang)),
              MatchVerdict::Certain);
}

TEST(ReturnMatch, TheSameNameWithAnotherNumberIsNoMatchButIsShown) {
    const auto matches = matched(elderCard("王小明", numberOfNeighbour), {caseOf("王小明", numberOfWang)});
    ASSERT_EQ(matches.size(), 1U);
    EXPECT_EQ(matches.front().verdict, MatchVerdict::None);
    // Their ends tell them apart; neither person's whole number is told.
    EXPECT_THAT(matches.front().reasons, Contains(HasSubstr("0038，办件 1101**********002X")));
    for (const auto& reason : matches.front().reasons) {
        EXPECT_THAT(reason, Not(HasSubstr(numberOfWang)));
        EXPECT_THAT(reason, Not(HasSubstr(numberOfNeighbour)));
    }
}

TEST(ReturnMatch, ASimilarNameWithAnotherNumberIsNoMatch) {
    EXPECT_EQ(onlyVerdict(elderCard("王晓明", numberOfNeighbour), caseOf("王小明", numberOfWang)), MatchVerdict::None);
}

TEST(ReturnMatch, ANameAloneIsOnlyPossible) {
    const auto certificateWithName = certificate("elder-benefit-card", {{"name", "王小明"}});
    EXPECT_EQ(onlyVerdict(certificateWithName, caseOf("王小明", numberOfWang)), MatchVerdict::Possible);
}

TEST(ReturnMatch, ASimilarNameAloneIsNoMatch) {
    EXPECT_EQ(onlyVerdict(certificate("elder-benefit-card", {{"name", "王晓明"}}), caseOf("王小明", numberOfWang)),
              MatchVerdict::None);
}

TEST(ReturnMatch, TheNumberWithASlipInTheNameIsPossibleAndTheCharacterIsShown) {
    const auto matches = matched(elderCard("王晓明", numberOfWang), {caseOf("王小明", numberOfWang)});
    ASSERT_EQ(matches.size(), 1U);
    EXPECT_EQ(matches.front().verdict, MatchVerdict::Possible);
    EXPECT_THAT(matches.front().reasons, Contains(HasSubstr("第2位“晓”≠“小”")));
}

TEST(ReturnMatch, AnotherKindOfCertificateIsNotCertain) {
    const auto matches =
        matched(elderCard("王小明", numberOfWang), {caseOf("王小明", numberOfWang, "retirement-certificate")});
    ASSERT_EQ(matches.size(), 1U);
    EXPECT_EQ(matches.front().verdict, MatchVerdict::Possible);
    EXPECT_THAT(matches.front().reasons, Contains(HasSubstr("类型不同：证照 老年人优待证，办件 退休证")));
}

TEST(ReturnMatch, ATypeThatIsAGuessIsNotCertain) {
    const auto guess = certificate("elder-benefit-card", {{"name", "王小明"}, {"id_number", numberOfWang}}, 0.3);
    EXPECT_EQ(onlyVerdict(guess, caseOf("王小明", numberOfWang)), MatchVerdict::Possible);
}

TEST(ReturnMatch, AMisreadDigitLeavesThePersonPossible) {
    EXPECT_EQ(onlyVerdict(elderCard("王小明", "11010519491281002X"), caseOf("王小明", numberOfWang)),
              MatchVerdict::Possible);
}

TEST(ReturnMatch, AMisreadDigitWithAnotherNameIsNoMatch) {
    EXPECT_EQ(onlyVerdict(elderCard("赵铁柱", "11010519491281002X"), caseOf("王小明", numberOfWang)),
              MatchVerdict::None);
}

TEST(ReturnMatch, AMaskedNumberIsPossible) {
    EXPECT_EQ(onlyVerdict(elderCard("王小明", "110105********002X"), caseOf("王小明", numberOfWang)),
              MatchVerdict::Possible);
    EXPECT_EQ(onlyVerdict(elderCard("王小明", "110105********0038"), caseOf("王小明", numberOfWang)),
              MatchVerdict::None);
}

TEST(ReturnMatch, TheSecondSpouseIsFoundToo) {
    const auto marriage = certificate("marriage-certificate", {{"spouse_a_name", "赵铁柱"},
                                                               {"spouse_a_id_number", numberOfNeighbour},
                                                               {"spouse_b_name", "王小明"},
                                                               {"spouse_b_id_number", numberOfWang}});
    EXPECT_EQ(onlyVerdict(marriage, caseOf("王小明", numberOfWang, "marriage-certificate")), MatchVerdict::Certain);
}

TEST(ReturnMatch, ADisabilityCertificateNumberBeginsWithTheCitizenNumber) {
    const auto card =
        certificate("disability-certificate", {{"name", "王小明"}, {"certificate_number", "11010519491231002X44"}});
    EXPECT_EQ(onlyVerdict(card, caseOf("王小明", numberOfWang, "disability-certificate")), MatchVerdict::Certain);
}

TEST(ReturnMatch, AnEnterpriseIsOnlyEverPossible) {
    OpenCase opened = caseOf("王小明", numberOfWang, "business-license");
    opened.enterpriseName = "样例区晴川小吃店";
    const auto licence =
        certificate("business-license", {{"enterprise_name", "样例区晴川小吃店"}, {"legal_representative", "王小明"}});
    EXPECT_EQ(onlyVerdict(licence, opened), MatchVerdict::Possible);
}

TEST(ReturnMatch, TwoCasesThatFitEquallyAreLeftToAPerson) {
    const auto first = caseOf("王小明", numberOfWang);
    auto second = first;
    second.caseId = base::CaseId("second");
    const auto matches = matched(elderCard("王小明", numberOfWang), {first, second});
    ASSERT_EQ(matches.size(), 2U);
    EXPECT_EQ(matches[0].verdict, MatchVerdict::Possible);
    EXPECT_EQ(matches[1].verdict, MatchVerdict::Possible);
}

TEST(ReturnMatch, TheBestCaseComesFirstAndStrangersAreLeftOut) {
    const auto matches =
        matched(elderCard("王小明", numberOfWang),
                {caseOf("赵铁柱", "440524188001010014"), caseOf("王小明", numberOfNeighbour),
                 caseOf("王小明", numberOfWang, "retirement-certificate"), caseOf("王小明", numberOfWang)});
    ASSERT_EQ(matches.size(), 3U);
    EXPECT_EQ(matches[0].verdict, MatchVerdict::Certain);
    EXPECT_EQ(matches[1].verdict, MatchVerdict::Possible);
    EXPECT_EQ(matches[2].verdict, MatchVerdict::None);
}

TEST(ReturnMatch, ACertificateWithoutFieldsMatchesNothing) {
    EXPECT_TRUE(matched(documents::Document{}, {caseOf("王小明", numberOfWang)}).empty());
}

}  // namespace
}  // namespace daiban::handoff
