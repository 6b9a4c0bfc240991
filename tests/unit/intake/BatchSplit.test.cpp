// How a stack falls into sections, by facts made up here.
#include "intake/BatchSplit.h"

#include <gtest/gtest.h>

namespace {

using namespace daiban;
using intake::BatchPage;
using intake::BatchSection;
using intake::DoubtKind;
using intake::SheetKind;
using store::BatchWord;
using State = BatchSection::State;

const base::CaseId wangs{"case-wang"}, lis{"case-li"};
const intake::BatchApplicants applicants{{wangs, {.name = "王秀兰", .idNumber = "12011619701016382X"}},
                                         {lis, {.name = "李国强", .idNumber = ""}}};

base::PageId page(int number) {
    return base::PageId("page-" + std::to_string(number));
}

cases::Person person(const std::string& name, const std::string& number = {}) {
    return {.name = {name, true}, .number = {number, true}};
}

class Stack {
  public:
    Stack& add(BatchPage facts) {
        facts.id = page(static_cast<int>(pages_.size()) + 1);
        facts.state = BatchPage::State::Read;
        pages_.push_back(std::move(facts));
        return *this;
    }
    Stack& paper(const std::string& name = {}) {
        return name.empty() ? add({.id = {}}) : add({.id = {}, .persons = {person(name)}});
    }
    Stack& patch() { return add({.id = {}, .sheet = SheetKind::PatchT}); }
    Stack& separator(const base::CaseId& of) {
        return add({.id = {}, .sheet = SheetKind::CaseSeparator, .separates = {of}});
    }
    Stack& blank() { return add({.id = {}, .blank = true}); }
    Stack& say(BatchWord word) {
        word.id = base::EventId("event-" + std::to_string(words_.size()));
        words_.push_back(std::move(word));
        return *this;
    }
    BatchPage& last() { return pages_.back(); }
    [[nodiscard]] std::vector<BatchSection> split() const { return intake::splitBatch(pages_, words_, applicants); }

  private:
    std::vector<BatchPage> pages_;
    std::vector<BatchWord> words_;
};

BatchWord moved(int what, int to) {
    return {.id = {}, .batch = {}, .kind = BatchWord::Kind::Move, .section = page(to), .pages = {page(what)}};
}
BatchWord named(int section, const base::CaseId& of) {
    return {.id = {}, .batch = {}, .kind = BatchWord::Kind::Name, .section = page(section), .caseId = of};
}

TEST(BatchSplit, CaseSeparatorsGiveEachResidentHisPagesAndBlankBacksStandAside) {
    const auto sections =
        Stack().separator(wangs).blank().paper("王秀兰").paper().blank().separator(lis).paper("李国强").split();
    ASSERT_EQ(sections.size(), 2U);
    EXPECT_EQ(sections[0].caseId, wangs);
    EXPECT_EQ(sections[0].state, State::Clear);
    EXPECT_EQ(sections[0].pages, (std::vector{page(3), page(4)}));
    EXPECT_EQ(sections[0].blanks, (std::vector{page(2), page(5)}));
    EXPECT_EQ(sections[0].sheets, (std::vector{page(1)}));
    EXPECT_EQ(sections[1].caseId, lis);
    EXPECT_EQ(sections[1].state, State::Clear);
}

TEST(BatchSplit, PatchTBeginsASectionOfNobodyAndTwoOfThemPartOnce) {
    const auto sections = Stack().paper().patch().patch().paper().patch().split();
    ASSERT_EQ(sections.size(), 3U);
    EXPECT_EQ(sections[0].doubts.at(0).kind, DoubtKind::BeforeFirstSeparator);
    EXPECT_EQ(sections[1].state, State::Unnamed);
    EXPECT_EQ(sections[1].sheets, (std::vector{page(2), page(3)}));
    EXPECT_EQ(sections[2].state, State::Nothing);  // the sheet at the end is kept
    EXPECT_EQ(sections[2].sheets, (std::vector{page(5)}));
}

TEST(BatchSplit, APageOfSomebodyElsePutsItsWholeSectionInDoubt) {
    const auto sections = Stack().separator(wangs).paper("王秀兰").paper().paper("李国强").split();
    ASSERT_EQ(sections.size(), 1U);
    EXPECT_EQ(sections[0].state, State::Doubt);
    EXPECT_EQ(sections[0].doubts.at(0).page, page(4));
    EXPECT_EQ(sections[0].doubts.at(0).name, "李国强");
    const auto unnamed = Stack().patch().paper("王秀兰").paper("李国强").split();
    EXPECT_EQ(unnamed.at(0).state, State::Doubt);
}

TEST(BatchSplit, APageThatNamesTheApplicantBesideOthersIsHis) {
    Stack stack;
    stack.separator(wangs).add({.id = {}, .persons = {person("赵敏"), person("王秀兰")}});
    EXPECT_EQ(stack.split().at(0).state, State::Clear);
    // The same name with another number is somebody else; a name misread beside the right number is not.
    EXPECT_FALSE(intake::isAmong({person("王秀兰", "110105194912310021")}, applicants.at(wangs)));
    EXPECT_TRUE(intake::isAmong({person("王秀芝", "12011619701016382X")}, applicants.at(wangs)));
}

TEST(BatchSplit, WhatAPersonMovesNamesAndConfirmsCounts) {
    Stack stack;
    stack.separator(wangs).paper("王秀兰").paper("李国强").paper();
    stack.say(moved(3, 3)).say(moved(4, 3));
    auto sections = stack.split();
    ASSERT_EQ(sections.size(), 2U);
    EXPECT_EQ(sections[0].state, State::Clear);
    EXPECT_EQ(sections[1].begins, page(3));
    EXPECT_EQ(sections[1].state, State::Unnamed);
    stack.say(named(3, lis));
    EXPECT_EQ(stack.split()[1].state, State::Clear);
    stack.say(named(3, wangs));
    EXPECT_EQ(stack.split()[1].state, State::Doubt);
    stack.say({.id = {},
               .batch = {},
               .kind = BatchWord::Kind::Confirm,
               .section = page(3),
               .pages = {page(3), page(4)},
               .caseId = wangs});
    EXPECT_EQ(stack.split()[1].state, State::Clear);
    stack.say(named(3, lis));  // the yes was to the other case
    EXPECT_FALSE(stack.split()[1].confirmed);
}

TEST(BatchSplit, ASeparatorThatAPersonMovesIsAPageAndABlankPageIsOneThen) {
    Stack stack;
    stack.separator(wangs).paper().patch().blank().paper();
    stack.say(moved(3, 1)).say(moved(4, 1));
    const auto sections = stack.split();
    ASSERT_EQ(sections.size(), 1U);
    EXPECT_EQ(sections[0].pages, (std::vector{page(2), page(3), page(4), page(5)}));
}

TEST(BatchSplit, WhatIsUnreadUnreadableForeignOrThereTwiceIsNeverClear) {
    Stack waiting;
    waiting.separator(wangs).paper();
    waiting.last().state = BatchPage::State::Waiting;
    EXPECT_EQ(waiting.split().at(0).state, State::Waiting);
    Stack unreadable;
    unreadable.separator(wangs).paper();
    unreadable.last().state = BatchPage::State::Unreadable;
    EXPECT_EQ(unreadable.split().at(0).doubts.at(0).kind, DoubtKind::Unreadable);
    Stack labelled;
    labelled.separator(wangs).paper();
    labelled.last().labels = {lis};
    EXPECT_EQ(labelled.split().at(0).doubts.at(0).kind, DoubtKind::OtherLabel);
    Stack twice;
    twice.separator(wangs).add({.id = {}, .content = "a/1"}).add({.id = {}, .content = "a/1"});
    EXPECT_EQ(twice.split().at(0).doubts.at(0).kind, DoubtKind::SameAgain);
    EXPECT_EQ(Stack().separator(wangs).separator(lis).paper().split().at(0).doubts.at(0).kind, DoubtKind::Empty);
    Stack both;
    both.add({.id = {}, .sheet = SheetKind::CaseSeparator, .separates = {wangs, lis}}).paper();
    EXPECT_TRUE(both.split().at(0).caseId.empty());
    EXPECT_EQ(both.split().at(0).doubts.at(0).kind, DoubtKind::TwoSeparators);
    Stack unreadSheet;
    unreadSheet.separator(wangs).paper().add({.id = {}, .sheet = SheetKind::UnreadSeparator}).paper();
    EXPECT_EQ(unreadSheet.split().at(0).state, State::Clear);
    EXPECT_EQ(unreadSheet.split().at(1).doubts.at(0).kind, DoubtKind::UnreadSeparator);
}

TEST(BatchSplit, TakenPagesStayTakenAndLaterOnesAreAskedForAnew) {
    Stack stack;
    stack.separator(wangs).paper("王秀兰");
    stack.say({.id = {},
               .batch = {},
               .kind = BatchWord::Kind::Taken,
               .section = page(1),
               .pages = {page(2)},
               .caseId = wangs});
    EXPECT_EQ(stack.split().at(0).state, State::Taken);
    stack.paper("李国强");
    EXPECT_EQ(stack.split().at(0).state, State::Doubt);
    EXPECT_EQ(stack.split().at(0).taken, (std::vector{page(2)}));
}

}  // namespace
