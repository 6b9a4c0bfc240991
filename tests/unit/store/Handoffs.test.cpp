#include <gmock/gmock.h>

#include "base/Validators.h"
#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using handoff::CaseStatus;
using handoff::CloseDecision;
using handoff::Differences;
using handoff::LineState;
using handoff::OutcomeKind;
using handoff::Side;
using handoff::Verdict;
using handoff::Whereabouts;
using support::HasSubstr;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class StoredHandoffs : public StoreBench {
  protected:
    base::CaseId opened = openedCase();
    std::string folderToken = registered(opened, 1);
};

TEST_F(StoredHandoffs, AFolderTravelsAndItsCaseCirculates) {
    const auto out = openedHandoff();
    EXPECT_EQ(signOut(out, folderToken), OutcomeKind::Applied);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts, (Whereabouts{"SQ-0101", out, "送件员"}));
    EXPECT_THAT(store.thingsInTransit(), SizeIs(1));
    EXPECT_EQ(store.findCase(opened.text())->status, CaseStatus::Circulating);
    EXPECT_EQ(signIn(out, folderToken), OutcomeKind::Applied);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts, (Whereabouts{"JD-01", {}, {}}));
    EXPECT_THAT(store.thingsInTransit(), IsEmpty());
}

TEST_F(StoredHandoffs, OpeningAHandoffTwiceGivesTheSameNumber) {
    const NewHandoff sheet{.id = newId<base::HandoffId>(),
                           .from = "SQ-0101",
                           .to = "JD-01",
                           .courier = "送件员",
                           .sheetToken = tokenId(900),
                           .actor = {.account = "社工甲"}};
    const OpenedHandoff first = store.openHandoff(sheet);
    EXPECT_EQ(first.number.substr(0, 14), "H-2026-000001-");
    EXPECT_TRUE(base::hasMod3736Check("H2026000001" + first.number.substr(14)));
    EXPECT_EQ(store.openHandoff(sheet).number, first.number);
    EXPECT_FALSE(store.openHandoff(sheet).wasNew);
    for (const std::string& key : {sheet.id.text(), first.number, tokenId(900)})
        EXPECT_EQ(store.findHandoff(key)->handoff.id, sheet.id);
    NewHandoff other = sheet;
    other.to = "WB-RS";
    EXPECT_EQ(errorOf([&] { store.openHandoff(other); }), ErrorKind::BadArguments);
    other.id = newId<base::HandoffId>();
    EXPECT_EQ(errorOf([&] { store.openHandoff(other); }), ErrorKind::BadArguments);  // the sheet's label is taken
}

TEST_F(StoredHandoffs, TellWhatIsToBeGivenBeforeAnythingIsScanned) {
    const auto out = openedHandoff();
    EXPECT_THAT(store.plannedOn(out), IsEmpty()) << "its papers are not complete";
    store.saveChecklist(opened, {.json = "{}", .complete = true}, {.account = "社工甲"});
    EXPECT_THAT(store.plannedOn(out), ElementsAre(folderToken));
    EXPECT_THAT(store.plannedOn(openedHandoff("JD-01", "WB-RS")), IsEmpty()) << "it lies elsewhere";
    signOut(out, folderToken);
    EXPECT_THAT(store.plannedOn(out), IsEmpty());
}

TEST_F(StoredHandoffs, PlanWhatWasPutUnderTheirCodeAndThatAlone) {
    const std::string second = registered(openedCase(), 2);
    store.saveChecklist(opened, {.json = "{}", .complete = true}, {.account = "社工甲"});
    const NewHandoff sheet{.id = newId<base::HandoffId>(),
                           .from = "SQ-0101",
                           .to = "JD-01",
                           .courier = {},
                           .sheetToken = tokenId(900),
                           .actor = {.account = "社工甲"}};
    store.openHandoff(sheet);
    store.pack({.container = tokenId(900), .put = {second}, .takeOut = {}, .actor = {.account = "社工甲"}});
    EXPECT_THAT(store.plannedOn(sheet.id), ElementsAre(second));
}

TEST_F(StoredHandoffs, PlanTheCertificatesThatGoBackToTheCommunityOfTheirCase) {
    const auto out = openedHandoff(), back = openedHandoff("JD-01", "SQ-0101");
    const std::string certificate = registered(opened, 3, codes::TokenKind::Certificate);
    signOut(out, certificate);
    signIn(out, certificate);
    EXPECT_THAT(store.plannedOn(back), ElementsAre(certificate));
    EXPECT_THAT(store.plannedOn(openedHandoff("JD-01", "SQ-0102")), IsEmpty());
}

TEST_F(StoredHandoffs, AScanSentTwiceChangesNothingAndGetsTheSameAnswer) {
    const auto out = openedHandoff();
    const auto event = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
    const RecordedCustody first = store.recordCustody(event);
    signIn(out, folderToken);
    const std::string head = auditHead();
    const RecordedCustody again = store.recordCustody(event);
    EXPECT_FALSE(again.wasNew);
    EXPECT_EQ(again.sequence, first.sequence);
    EXPECT_EQ(again.outcome.kind, first.outcome.kind);
    EXPECT_EQ(again.outcome.sentence, first.outcome.sentence);
    EXPECT_EQ(auditHead(), head);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts.desk, "JD-01");
    auto other = event;
    other.side = Side::Receiver;
    EXPECT_EQ(errorOf([&] { store.recordCustody(other); }), ErrorKind::BadArguments);
}

TEST_F(StoredHandoffs, AnUnknownLabelLeavesATraceAndMovesNothing) {
    const auto out = openedHandoff();
    EXPECT_EQ(signOut(out, tokenId(777)), OutcomeKind::Impossible);
    EXPECT_EQ(store.reportOf(out).count(LineState::Impossible), 1U);
    EXPECT_EQ(errorOf([&] { signOut(out, "https://example.org"); }), ErrorKind::BadArguments);
    EXPECT_EQ(errorOf([&] { signOut(newId<base::HandoffId>(), folderToken); }), ErrorKind::NotFound);
    EXPECT_THAT(store.custodyOf(out), SizeIs(1));
}

TEST_F(StoredHandoffs, ACopiedLabelIsFoundAtTheSecondPlace) {
    const auto out = openedHandoff();
    signOut(out, folderToken);
    signIn(out, folderToken);
    const auto elsewhere = openedHandoff("SQ-0101", "WB-MZ");
    EXPECT_EQ(signIn(elsewhere, folderToken), OutcomeKind::Impossible);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts.desk, "JD-01");
    EXPECT_THAT(store.history(opened).back().sentence, HasSubstr("复制"));
}

TEST_F(StoredHandoffs, DifferencesKeepAHandoffOpenUntilTheyAreAccepted) {
    const std::string second = registered(opened, 2);
    const auto out = openedHandoff();
    signOut(out, folderToken);
    signOut(out, second);
    signIn(out, folderToken);
    EXPECT_EQ(store.closeHandoff(out, Differences::NotAllowed, {"社工甲"}).decision.kind,
              CloseDecision::Kind::HasDifferences);
    EXPECT_EQ(store.findHandoff(out.text())->handoff.state, handoff::HandoffState::Open);
    const ClosedHandoff closed = store.closeHandoff(out, Differences::Accepted, {"社工甲"});
    EXPECT_EQ(closed.decision.kind, CloseDecision::Kind::Closes);
    EXPECT_EQ(closed.report.lines[1].atClose, LineState::Missing);
    EXPECT_TRUE(store.thingByToken(second)->whereabouts.inTransit());
    EXPECT_EQ(store.findHandoff(out.text())->closedBy, "社工甲");
    EXPECT_EQ(store.closeHandoff(out, Differences::Accepted, {"社工甲"}).decision.kind,
              CloseDecision::Kind::AlreadyClosed);
}

TEST_F(StoredHandoffs, AMissingThingThatTurnsUpLaterIsSettled) {
    const auto out = openedHandoff();
    signOut(out, folderToken);
    store.closeHandoff(out, Differences::Accepted, {"社工甲"});
    EXPECT_EQ(signIn(out, folderToken), OutcomeKind::Applied);
    EXPECT_TRUE(store.reportOf(out).lines[0].settledLater());
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts.desk, "JD-01");
}

TEST_F(StoredHandoffs, ARefusedThingComesBackToItsDesk) {
    const auto out = openedHandoff();
    signOut(out, folderToken);
    store.recordCustody(scanOf(out, folderToken, Side::Receiver, Verdict::Refused, "缺少申请表"));
    EXPECT_TRUE(store.thingByToken(folderToken)->whereabouts.inTransit());
    EXPECT_THAT(store.history(opened).back().sentence, HasSubstr("缺少申请表"));
    store.recordCustody(scanOf(out, folderToken, Side::Giver, Verdict::SignedIn));
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts, (Whereabouts{"SQ-0101", {}, {}}));
    EXPECT_EQ(store.closeHandoff(out, Differences::NotAllowed, {"社工甲"}).decision.kind, CloseDecision::Kind::Closes);
}

TEST_F(StoredHandoffs, ListsShowWhatAnOfficeGivesOrTakes) {
    openedHandoff("SQ-0101", "JD-01");
    openedHandoff("SQ-0102", "JD-01");
    openedHandoff("JD-01", "WB-RS");
    const auto count = [&](const std::string& office) {
        return store.listHandoffs({.offices = {{office}}, .state = {}, .cursor = {}}).handoffs.size();
    };
    EXPECT_EQ(count("SQ-0101"), 1U);
    EXPECT_EQ(count("JD-01"), 3U);
    EXPECT_EQ(count("WB-MZ"), 0U);
    const HandoffList firstTwo =
        store.listHandoffs({.offices = {}, .state = handoff::HandoffState::Open, .cursor = {}, .limit = 2});
    ASSERT_THAT(firstTwo.handoffs, SizeIs(2));
    EXPECT_THAT(store.listHandoffs({.offices = {}, .state = {}, .cursor = firstTwo.nextCursor}).handoffs, SizeIs(1));
}

TEST_F(StoredHandoffs, EventsAreOrderedByTheServerAndNotBySendersClocks) {
    const auto out = openedHandoff();
    auto late = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
    auto early = scanOf(out, folderToken, Side::Receiver, Verdict::SignedIn);
    late.senderTime += std::chrono::hours{24};
    early.senderTime -= std::chrono::hours{24};
    store.recordCustody(late);
    store.recordCustody(early);
    const auto events = store.custodyOf(out);
    ASSERT_THAT(events, SizeIs(2));
    EXPECT_EQ(events[0].event.id, late.id);
    EXPECT_EQ(events[0].event.senderTime, late.senderTime);
    EXPECT_LT(events[0].event.sequence, events[1].event.sequence);
    EXPECT_EQ(store.reportOf(out).count(LineState::Confirmed), 1U);
}

}  // namespace
}  // namespace daiban::store
