// What is put right of a case: reopened, its applicant corrected, a page taken out and put back; pages of no case.
#include <gmock/gmock.h>

#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using handoff::CaseStatus;
using handoff::CaseStep;
using handoff::Side;
using handoff::Verdict;
using support::HasSubstr;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class CaseMends : public StoreBench {
  protected:
    std::vector<base::PageId> pagesOf(const base::CaseId& id) const {
        std::vector<base::PageId> ids;
        for (const auto& page : store.pagesOf(id)) ids.push_back(page.id);
        return ids;
    }
    void close(CaseStep step = CaseStep::Withdrawn) { store.closeCase(opened, step, {"社工甲"}); }
    CaseStatus status() const { return store.findCase(opened.text())->status; }

    base::CaseId opened = openedCase();
    const staff::Actor supervisor{.account = "督办", .office = "JD-01", .roles = {}};
};

TEST_F(CaseMends, AReopenedCaseStandsWhereItStood) {
    close();
    store.reopenCase(opened, "居民又要办了", supervisor);
    EXPECT_EQ(status(), CaseStatus::Received);
    EXPECT_FALSE(store.findCase(opened.text())->closedAt);
    EXPECT_FALSE(store.findCase(opened.text())->closing);
    EXPECT_THAT(store.history(opened).back().sentence, HasSubstr("居民又要办了"));
    close(CaseStep::SentBack);
    EXPECT_EQ(status(), CaseStatus::Closed) << "it can be closed again, and in another way";
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(CaseMends, AReopenedCaseKnowsWhatMovedWhileItWasClosed) {
    const auto thing = registered(opened, 1);
    close();
    const auto sheet = openedHandoff();
    EXPECT_EQ(store.recordCustody(scanOf(sheet, thing, Side::Giver, Verdict::SignedOut)).outcome.kind,
              handoff::OutcomeKind::Applied);
    store.reopenCase(opened, "误关", supervisor);
    EXPECT_EQ(status(), CaseStatus::Circulating);
}

TEST_F(CaseMends, OnlyAClosedCaseIsReopenedAndOnlyWithAReason) {
    EXPECT_EQ(errorOf([&] { store.reopenCase(opened, "误关", supervisor); }), ErrorKind::NotFound);
    close();
    EXPECT_EQ(errorOf([&] { store.reopenCase(opened, "  ", supervisor); }), ErrorKind::BadArguments);
    EXPECT_EQ(status(), CaseStatus::Closed);
}

TEST_F(CaseMends, TheApplicantIsWhoWasCorrectedLastAndEveryCorrectionStays) {
    store.correctApplicant(opened, {"王晓明", applicantNumber}, "姓名录错", {"社工乙"});
    store.correctApplicant(opened, {"王晓明", ""}, "号码是别人的", {"社工丙"});
    const auto record = *reopened().findCase(opened.text());
    EXPECT_EQ(record.applicantName, "王晓明");
    EXPECT_EQ(record.applicantIdNumber, "") << "there is none";
    const auto corrections = store.applicantCorrections(opened);
    ASSERT_THAT(corrections, SizeIs(2));
    EXPECT_EQ(corrections[0].idNumber, applicantNumber);
    EXPECT_EQ(corrections[0].reason, "姓名录错");
    EXPECT_EQ(corrections[1].actor, "社工丙");
    EXPECT_THAT(store.history(opened).back().sentence, HasSubstr("号码是别人的"));
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(CaseMends, ACorrectionNamesNobodyInTheAuditLog) {
    store.correctApplicant(opened, {"赵铁柱", "E12345678"}, "录错", {"社工乙"});
    for (const auto& row : raw().rows("SELECT content FROM audit")) {
        EXPECT_EQ(row[0].find("赵铁柱"), std::string::npos);
        EXPECT_EQ(row[0].find("E12345678"), std::string::npos);
    }
}

TEST_F(CaseMends, ACaseIsFoundByTheApplicantsOldAndNewName) {
    store.correctApplicant(opened, {"赵铁柱", "E12345678"}, "录错", {"社工乙"});
    for (const char* text : {"铁柱", "E1234", applicantName})
        EXPECT_THAT(store.listCases({.offices = {}, .handedTo = {}, .statuses = {}, .text = text, .cursor = {}}).cases,
                    SizeIs(1))
            << text;
}

TEST_F(CaseMends, OpeningACaseAgainDoesNotMindWhoWasCorrectedSince) {
    const NewCase again = newCase();
    store.openCase(again);
    store.correctApplicant(again.id, {"赵铁柱", ""}, "录错", {"社工乙"});
    EXPECT_FALSE(store.openCase(again).wasNew);
    EXPECT_EQ(store.findCase(again.id.text())->applicantName, "赵铁柱");
}

TEST_F(CaseMends, TheApplicantIsNotChangedUnderACertificateThatCameBack) {
    const base::PageId page = addedPage("certificate");
    ASSERT_TRUE(store
                    .recordReturn({.id = newId<base::EventId>(),
                                   .caseId = opened,
                                   .page = page,
                                   .matchJson = "{}",
                                   .reason = {},
                                   .actor = {.account = "社工甲"}})
                    .recorded());
    EXPECT_EQ(errorOf([&] {
                  store.correctApplicant(opened, {"赵铁柱", ""}, "换人", {"社工乙"});
              }),
              ErrorKind::NotFound);
    EXPECT_EQ(store.findCase(opened.text())->applicantName, applicantName);
}

TEST_F(CaseMends, AClosedCaseKeepsItsApplicantAndItsPages) {
    const base::PageId page = addedPage();
    store.addPagesToCase(opened, {page}, {"社工甲"});
    close();
    EXPECT_EQ(errorOf([&] {
                  store.correctApplicant(opened, {"赵铁柱", ""}, "录错", {"社工乙"});
              }),
              ErrorKind::NotFound);
    EXPECT_EQ(errorOf([&] { store.removePage(opened, page, "拿错", {"社工乙"}); }), ErrorKind::NotFound);
}

TEST_F(CaseMends, APageThatWasTakenOutComesBackIntoItsPlace) {
    const std::vector<base::PageId> pages{addedPage("a"), addedPage("b"), addedPage("c")};
    store.addPagesToCase(opened, pages, {"社工甲"});
    store.removePage(opened, pages[1], "别人的", {"社工乙"});
    EXPECT_THAT(pagesOf(opened), ElementsAre(pages[0], pages[2]));
    ASSERT_THAT(store.removedPages(opened), SizeIs(1));
    EXPECT_EQ(store.removedPages(opened)[0].reason, "别人的");
    EXPECT_EQ(store.addPagesToCase(opened, pages, {"社工甲"}), 0) << "a batch sent again puts nothing back";
    EXPECT_THAT(pagesOf(opened), SizeIs(2));
    store.restorePage(opened, pages[1], "是他的", {"社工乙"});
    EXPECT_EQ(pagesOf(opened), pages);
    EXPECT_THAT(store.removedPages(opened), IsEmpty());
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(CaseMends, AMandateSomebodyCollectedWithStaysInTheCase) {
    const base::PageId mandate = addedPage("mandate");
    store.addPagesToCase(opened, {mandate}, {"社工甲"});
    ASSERT_TRUE(store
                    .recordReturn({.id = newId<base::EventId>(),
                                   .caseId = opened,
                                   .page = addedPage("certificate"),
                                   .matchJson = "{}",
                                   .reason = {},
                                   .actor = {.account = "社工甲"}})
                    .recorded());
    const auto outcome = store.recordPickup({.id = newId<base::EventId>(),
                                             .caseId = opened,
                                             .pickup = {.way = handoff::PickupWay::ByAgent,
                                                        .personName = "赵铁柱",
                                                        .personIdNumber = "110105198001010016",
                                                        .relation = "儿子",
                                                        .authorization = mandate,
                                                        .postalNumber = {},
                                                        .signature = {},
                                                        .photo = {}},
                                             .senderTime = clock.now(),
                                             .actor = {.account = "领取员", .office = "SQ-0101"}});
    for (const auto& problem : outcome.problems) ADD_FAILURE() << problem;
    EXPECT_EQ(errorOf([&] { store.removePage(opened, mandate, "拿错", {"社工乙"}); }), ErrorKind::NotFound);
}

TEST_F(CaseMends, APageOfNoCaseIsListedUntilItIsPutToOne) {
    const base::PageId page = addedPage("stray");
    ASSERT_THAT(store.loosePages(), SizeIs(1));
    EXPECT_EQ(store.loosePages()[0].page.id, page);
    EXPECT_EQ(store.loosePages()[0].actor, "社工甲");
    store.addPagesToCase(opened, {page}, {"社工甲"});
    EXPECT_THAT(store.loosePages(), IsEmpty());
    store.removePage(opened, page, "别人的", {"社工乙"});
    EXPECT_THAT(store.loosePages(), SizeIs(1)) << "what was taken out of its only case is in none";
}

TEST_F(CaseMends, ACertificateThatCameBackIsNoPageOfNoCase) {
    const base::PageId page = addedPage("certificate");
    (void)store.recordReturn({.id = newId<base::EventId>(),
                              .caseId = opened,
                              .page = page,
                              .matchJson = "{}",
                              .reason = {},
                              .actor = {.account = "社工甲"}});
    EXPECT_THAT(store.loosePages(), IsEmpty());
}

TEST_F(CaseMends, AFolderFromBeforeIsTakenOverWithItsAuditChain) {
    undoMigrationsFrom(10);
    auto newer = reopened();
    EXPECT_THAT(newer.verify(VerifyDepth::Full).damages, IsEmpty());
    EXPECT_EQ(newer.findCase(opened.text())->applicantName, applicantName);
    newer.correctApplicant(opened, {"赵铁柱", ""}, "录错", {"社工乙"});
    EXPECT_EQ(newer.findCase(opened.text())->applicantName, "赵铁柱");
}

}  // namespace
}  // namespace daiban::store
