#include "desk/Doubts.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace daiban;
using desk::Doubt;
using desk::doubtsOf;

const base::PageId page("0193a0b2-0000-7000-8000-000000000001");

/// Papers of one page, none known.
intake::CasePapers papersOnAPage(int count) {
    intake::CasePapers papers;
    for (int n = 0; n < count; ++n) {
        cases::Paper paper{.place = {"a.jpg", 1, n}, .document = {}};
        paper.document.classification.type = std::string(documents::unknownType);
        paper.lines = std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"一行"});
        papers.papers.push_back(paper);
        papers.places.push_back({.page = page});
    }
    return papers;
}

cases::Requirement row(const std::string& name, cases::RequirementState state, std::vector<cases::PaperPlace> by = {}) {
    cases::Requirement requirement;
    requirement.material.name = name;
    requirement.state = state;
    requirement.by = std::move(by);
    return requirement;
}

TEST(Doubts, AskNothingOfAListThatIsSure) {
    cases::Checklist list;
    list.requirements = {row("户口簿", cases::RequirementState::Satisfied),
                         row("银行卡", cases::RequirementState::Missing)};
    EXPECT_TRUE(doubtsOf(papersOnAPage(1), list).empty());
}

TEST(Doubts, AskOneThingOfALineHoweverManyPapersItHas) {
    cases::Checklist list;
    list.requirements = {row("户口簿", cases::RequirementState::Uncertain, {{"a.jpg", 1, 0}, {"a.jpg", 1, 1}})};
    const auto doubts = doubtsOf(papersOnAPage(2), list);
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_EQ(doubts[0].kind, Doubt::Kind::Confirm);
    EXPECT_EQ(doubts[0].sentence, "这是户口簿吗？");
    EXPECT_EQ(doubts[0].at, (desk::PaperKey{page.text(), 1}));
}

TEST(Doubts, AskWhetherAPaperAPersonNamedMayBeTaken) {
    auto papers = papersOnAPage(1);
    papers.papers[0].confirmedByPerson = true;
    cases::Checklist list;
    list.requirements = {row("户口簿", cases::RequirementState::Uncertain, {{"a.jpg", 1, 0}})};
    const auto doubts = doubtsOf(papers, list);
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_EQ(doubts[0].kind, Doubt::Kind::Accept);
}

TEST(Doubts, OfferWhatIsMissingForAPageNobodyKnowsAndNoMoreThanKeysCanChoose) {
    cases::Checklist list;
    for (int n = 0; n < 12; ++n)
        list.requirements.push_back(row("材料" + std::to_string(n), cases::RequirementState::Missing));
    list.surplus = {{.place = {"a.jpg", 1, 0}}};
    const auto doubts = doubtsOf(papersOnAPage(1), list);
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_EQ(doubts[0].kind, Doubt::Kind::Type);
    EXPECT_EQ(doubts[0].choices.size(), 9U);
    list.requirements.clear();
    EXPECT_TRUE(doubtsOf(papersOnAPage(1), list).empty()) << "nothing is missing that it could be";
}

TEST(Doubts, AskWhichOfTwoValuesIsRightWithTheCharactersThatDiffer) {
    cases::Checklist list;
    list.conflicts = {{.field = "name",
                       .subject = cases::Subject::Applicant,
                       .values = {{{"a.jpg", 1, 0}, "林晓丹"}, {{"a.jpg", 1, 1}, "林小丹"}}}};
    const auto doubts = doubtsOf(papersOnAPage(2), list);
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_EQ(doubts[0].kind, Doubt::Kind::Conflict);
    EXPECT_EQ(doubts[0].marked, (std::vector<std::string>{"林【晓】丹", "林【小】丹"}));
}

TEST(Doubts, ShowOfCitizenNumbersTheEndsAndTheCharactersThatDiffer) {
    const auto asked = [](const std::string& one, const std::string& other) {
        cases::Checklist list;
        list.conflicts = {{.field = "id_number",
                           .subject = cases::Subject::Applicant,
                           .values = {{{"a.jpg", 1, 0}, one}, {{"a.jpg", 1, 1}, other}}}};
        return doubtsOf(papersOnAPage(2), list).at(0);
    };
    const auto doubt = asked("12011619701016382X", "12011619711016382X");
    EXPECT_EQ(doubt.marked, (std::vector<std::string>{"1201*****【0】****382X", "1201*****【1】****382X"}));
    EXPECT_EQ(doubt.sentence.text().find("19701016"), std::string::npos) << doubt.sentence;
    EXPECT_EQ(doubt.values[0].second, "12011619701016382X") << "the answer is the whole of it";
    // Two people's numbers: the ends tell them apart, and no more than four characters between are shown.
    const auto two = asked("12011619701016382X", "110105195506154321");
    for (const std::string& shown : two.marked) EXPECT_GE(std::ranges::count(shown, '*'), 6) << shown;
    EXPECT_NE(two.marked[0], two.marked[1]);
}

}  // namespace
