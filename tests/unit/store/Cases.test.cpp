#include <gmock/gmock.h>

#include "base/Validators.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using handoff::CaseStatus;
using handoff::CaseStep;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class StoredCases : public StoreBench {
  protected:
    std::vector<std::string> numbersOf(const CaseFilter& filter) {
        std::vector<std::string> numbers;
        for (const auto& opened : store.listCases(filter).cases) numbers.push_back(opened.number);
        return numbers;
    }
    std::string openedAt(const std::string& office) {
        NewCase opened = newCase();
        opened.office = office;
        return store.openCase(opened).number;
    }
};

TEST_F(StoredCases, NumbersCountUpWithinTheYearAndCarryACheckCharacter) {
    const std::string first = store.openCase(newCase()).number;
    const std::string second = store.openCase(newCase()).number;
    EXPECT_EQ(first.substr(0, 12), "2026-000001-");
    EXPECT_EQ(second.substr(0, 12), "2026-000002-");
    EXPECT_TRUE(base::hasMod3736Check("2026000002" + second.substr(12)));
    for (int n = 0; n < 2; ++n) {  // no clock is believed that jumps a year
        clock.advance(std::chrono::days{150});
        EXPECT_EQ(store.openCase(newCase()).number.substr(0, 5), "2026-");
    }
    clock.advance(std::chrono::days{65});
    EXPECT_EQ(store.openCase(newCase()).number.substr(0, 12), "2027-000001-");
}

TEST_F(StoredCases, OpeningACaseTwiceGivesTheSameNumber) {
    const NewCase opened = newCase();
    const OpenedCase first = store.openCase(opened);
    const std::string head = auditHead();
    const OpenedCase second = store.openCase(opened);
    EXPECT_TRUE(first.wasNew);
    EXPECT_FALSE(second.wasNew);
    EXPECT_EQ(second.number, first.number);
    EXPECT_EQ(auditHead(), head);
    NewCase other = opened;
    other.applicantName = "赵铁柱";
    EXPECT_EQ(errorOf([&] { store.openCase(other); }), ErrorKind::BadArguments);
}

TEST_F(StoredCases, ACaseIsFoundByEveryNameItHas) {
    const NewCase opened = newCase();
    const std::string number = store.openCase(opened).number;
    const std::string token = registered(opened.id, 1);
    for (const std::string& key : {opened.id.text(), number, std::string("  ") + number + " ", token,
                                   std::string("7K3Q-1001-X"), std::string("7k3q1001x")}) {
        const auto found = store.findCase(key);
        ASSERT_TRUE(found) << key;
        EXPECT_EQ(found->id, opened.id);
    }
    EXPECT_FALSE(store.findCase("2026-999999-A"));
    EXPECT_FALSE(store.findCase(""));
}

TEST_F(StoredCases, WhatWasEnteredComesBackAsItWas) {
    NewCase opened = newCase();
    opened.applicantName = "O'Neil'); DROP TABLE case_file; --";
    store.openCase(opened);
    const auto found = store.findCase(opened.id.text());
    EXPECT_EQ(found->applicantName, opened.applicantName);
    EXPECT_THAT(found->situations, ElementsAre("first", "agent"));
    EXPECT_EQ(found->status, CaseStatus::Received);
    EXPECT_EQ(found->openedAt, clock.now());
    EXPECT_FALSE(found->closedAt);
}

TEST_F(StoredCases, ListsGoOnByCursorNewestFirst) {
    std::vector<std::string> opened;
    for (int i = 0; i < 5; ++i) opened.insert(opened.begin(), store.openCase(newCase()).number);
    std::vector<std::string> listed;
    CaseFilter filter{.offices = {}, .handedTo = {}, .statuses = {}, .cursor = {}, .limit = 2};
    do {
        const CaseList list = store.listCases(filter);
        for (const auto& one : list.cases) listed.push_back(one.number);
        filter.cursor = list.nextCursor;
    } while (!filter.cursor.empty());
    EXPECT_EQ(listed, opened);
    filter.cursor = "yesterday";
    EXPECT_EQ(errorOf([&] { (void)store.listCases(filter); }), ErrorKind::BadArguments);
}

TEST_F(StoredCases, ACommunitySeesItsOwnCasesAndNobodySeesNone) {
    const std::string own = openedAt("SQ-0101");
    const std::string other = openedAt("SQ-0102");
    EXPECT_THAT(numbersOf({.offices = {{"SQ-0101"}}, .handedTo = {}, .statuses = {}, .cursor = {}}), ElementsAre(own));
    EXPECT_THAT(numbersOf({.offices = {{"JD-01", "SQ-0101", "SQ-0102"}}, .handedTo = {}, .statuses = {}, .cursor = {}}),
                ElementsAre(other, own));
    EXPECT_THAT(numbersOf({.offices = std::vector<std::string>{}, .handedTo = {}, .statuses = {}, .cursor = {}}),
                IsEmpty());
    EXPECT_THAT(numbersOf({}), SizeIs(2));
}

TEST_F(StoredCases, ABureauSeesWhatWasHandedToIt) {
    const NewCase handed = newCase();
    const std::string number = store.openCase(handed).number;
    openedCase();
    const std::string folderToken = registered(handed.id, 1);
    const auto toBureau = openedHandoff("SQ-0101", "WB-RS");
    const CaseFilter seenByBureau{.offices = {}, .handedTo = "WB-RS", .statuses = {}, .cursor = {}};
    EXPECT_THAT(numbersOf(seenByBureau), IsEmpty());
    signOut(toBureau, folderToken);
    EXPECT_THAT(numbersOf(seenByBureau), ElementsAre(number));
}

TEST_F(StoredCases, PagesAreAddedOnceAndKeepTheirOrder) {
    const base::CaseId opened = openedCase();
    const auto first = addedPage("one");
    const auto second = addedPage("two");
    EXPECT_EQ(store.addPagesToCase(opened, {second}, {"社工甲"}), 1);
    EXPECT_EQ(store.addPagesToCase(opened, {second, first}, {"社工甲"}), 1);
    EXPECT_EQ(store.addPagesToCase(opened, {first}, {"社工甲"}), 0);
    const auto pages = store.pagesOf(opened);
    ASSERT_THAT(pages, SizeIs(2));
    EXPECT_EQ(pages[0].id, second);
    EXPECT_EQ(pages[1].id, first);
}

TEST_F(StoredCases, AnUnknownPageOpensNoCase) {
    NewCase opened = newCase();
    opened.pages = {addedPage(), newId<base::PageId>()};
    EXPECT_EQ(errorOf([&] { store.openCase(opened); }), ErrorKind::NotFound);
    EXPECT_FALSE(store.findCase(opened.id.text()));
    EXPECT_EQ(store.openCase(newCase()).number.substr(0, 11), "2026-000001");  // no number was lost
}

TEST_F(StoredCases, ACaseIsWithdrawnBeforeThePickupAndArchivedOnlyAfterIt) {
    const base::CaseId opened = openedCase();
    EXPECT_EQ(errorOf([&] { store.closeCase(opened, CaseStep::Archived, {"社工甲"}); }), ErrorKind::NotFound);
    EXPECT_EQ(errorOf([&] { store.closeCase(opened, CaseStep::PickedUp, {"社工甲"}); }), ErrorKind::BadArguments);
    store.closeCase(opened, CaseStep::Withdrawn, {"社工甲"});
    store.closeCase(opened, CaseStep::Withdrawn, {"社工甲"});
    const auto found = store.findCase(opened.text());
    EXPECT_EQ(found->status, CaseStatus::Closed);
    EXPECT_EQ(found->closing, CaseStep::Withdrawn);
    EXPECT_EQ(found->closedAt, clock.now());
    EXPECT_EQ(errorOf([&] { store.addPagesToCase(opened, {addedPage()}, {"社工甲"}); }), ErrorKind::NotFound);
}

TEST_F(StoredCases, TheNewestChecklistCountsAndEarlierOnesStay) {
    const base::CaseId opened = openedCase();
    EXPECT_FALSE(store.checklist(opened));
    store.saveChecklist(opened, {.json = "{\"complete\":false}"}, {"社工甲"});
    store.saveChecklist(opened, {.json = "{\"complete\":true}", .complete = true}, {"社工乙"});
    EXPECT_EQ(store.checklist(opened)->json, "{\"complete\":true}");
    EXPECT_EQ(store.checklist(opened)->actor, "社工乙");
    EXPECT_EQ(raw().value("SELECT COUNT(*) FROM checklist"), "2");
}

TEST_F(StoredCases, AShortNumberThatIsTakenIsReported) {
    const base::CaseId opened = openedCase();
    registered(opened, 1);
    NewThing other = newThing(opened, 2);
    other.shortNumber = "7k3q1001x";  // the same, typed otherwise
    EXPECT_EQ(store.registerThing(other), Registration::ShortNumberTaken);
    EXPECT_FALSE(store.thingByToken(other.tokenId));
    other.shortNumber = "7K3Q-1002-X";
    EXPECT_EQ(store.registerThing(other), Registration::Registered);
    EXPECT_EQ(store.registerThing(other), Registration::AlreadyThere);
    other.kind = codes::TokenKind::Certificate;
    EXPECT_EQ(errorOf([&] { store.registerThing(other); }), ErrorKind::BadArguments);
}

TEST_F(StoredCases, AThingBeginsOnTheDeskWhereItIsLabelled) {
    const base::CaseId opened = openedCase();
    registered(opened, 1);
    NewThing certificate = newThing(opened, 2, codes::TokenKind::Certificate);
    certificate.desk = "WB-RS";
    store.registerThing(certificate);
    EXPECT_EQ(store.thingByShortNumber("7K3Q 1001 X")->whereabouts, (handoff::Whereabouts{"SQ-0101", {}}));
    EXPECT_EQ(store.thingByToken(tokenId(2))->whereabouts.desk, "WB-RS");
    EXPECT_THAT(store.thingsOfCase(opened), SizeIs(2));
    EXPECT_THAT(store.thingsOnDesk("WB-RS"), SizeIs(1));
    NewThing sheet = newThing(opened, 3, codes::TokenKind::Sheet);
    EXPECT_EQ(errorOf([&] { store.registerThing(sheet); }), ErrorKind::BadArguments);
}

}  // namespace
}  // namespace daiban::store
