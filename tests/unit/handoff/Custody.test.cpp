#include "handoff/Custody.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "handoff/HandoffReport.h"
#include "handoff/Party.h"
#include "support/HasSubstr.h"

namespace daiban::handoff {
namespace {

using support::HasSubstr;

/// Books kept in memory the way the store keeps them.
class Books {
  public:
    void place(const std::string& thing, const std::string& desk) { anchors_[thing] = {desk, 0}; }
    void placeAgain(const std::string& thing, const std::string& desk) { anchors_[thing] = {desk, ++sequence_}; }

    Handoff& open(const std::string& number, const std::string& from, const std::string& to) {
        return handoffs_[number] = {.id = base::HandoffId(number),
                                    .number = number,
                                    .from = from,
                                    .to = to,
                                    .courier = "carrier",
                                    .sequence = ++sequence_};
    }

    CustodyEvent event(const std::string& handoff, const std::string& thing, Side side, Verdict verdict,
                       const std::string& reason = {}) {
        const Handoff& sheet = handoffs_.at(handoff);
        const std::string party = side == Side::Giver ? sheet.from : sheet.to;
        return {.id = base::EventId("event-" + std::to_string(++made_)),
                .handoff = base::HandoffId(handoff),
                .thing = thing,
                .side = side,
                .verdict = verdict,
                .reason = reason,
                .actor = {.account = isCourier(party) ? accountOf(party) : "clerk of " + party,
                          .office = party,
                          .roles = {}}};
    }
    /// As a phone that was off the net for a while sends it.
    CustodyEvent late(CustodyEvent event, const std::string& device, std::int64_t number) {
        event.order = {device, number};
        return event;
    }

    Outcome scan(const std::string& handoff, const std::string& thing, Side side, Verdict verdict,
                 const std::string& reason = {}) {
        return send(event(handoff, thing, side, verdict, reason));
    }

    Outcome send(CustodyEvent event) {
        const std::string handoff = event.handoff.text();
        const Outcome outcome = apply(scene(event), event);
        event.sequence = ++sequence_;
        last_ = event;
        events_[handoff].push_back({event, outcome.kind, outcome.sentence, outcome.counts});
        return outcome;
    }

    Outcome undo(const CustodyEvent& undone, const std::string& reason = "扫错了") {
        CustodyEvent counter = event(undone.handoff.text(), undone.thing, undone.side, Verdict::Undone, reason);
        counter.undoes = undone.id;
        return send(counter);
    }

    Outcome giverSignsOut(const std::string& handoff, const std::string& thing) {
        return scan(handoff, thing, Side::Giver, Verdict::SignedOut);
    }
    Outcome receiverSignsIn(const std::string& handoff, const std::string& thing) {
        return scan(handoff, thing, Side::Receiver, Verdict::SignedIn);
    }

    CloseDecision close(const std::string& number, Differences differences) {
        Handoff& handoff = handoffs_.at(number);
        const CloseDecision decision = mayClose(handoff, report(number), differences);
        if (decision.kind == CloseDecision::Kind::Closes) {
            for (const auto& line : report(number).lines)
                atClose_[number][line.thing] = line.state == LineState::InTransit ? LineState::Missing : line.state;
            handoff.state = HandoffState::Closed;
            handoff.closedAfter = ++sequence_;
        }
        return decision;
    }
    void dismiss(const std::string& handoff, const std::string& thing) { dismissed_.emplace_back(handoff, thing); }

    HandoffReport report(const std::string& number) {
        std::vector<ReportLine> lines;
        for (const auto& recorded : events_[number]) {
            const std::string& thing = recorded.event.thing;
            if (std::ranges::find(lines, thing, &ReportLine::thing) != lines.end()) continue;
            const auto journey = anchors_.contains(thing) ? journeyOf(storyOf(thing)) : Journey{};
            const JourneyLine* line = journey.line(base::HandoffId(number));
            const auto state = line == nullptr ? LineState::Impossible : line->state();
            if (!state) continue;
            lines.push_back({.thing = thing,
                             .state = *state,
                             .reason = line == nullptr ? "" : line->marks.reason,
                             .atClose = {},
                             .doubt = line == nullptr ? Doubt::Copied : line->doubt,
                             .settled = {}});
            if (atClose_[number].contains(thing)) lines.back().atClose = atClose_[number].at(thing);
        }
        return reportOf(handoffs_.at(number), lines);
    }
    Journey journey(const std::string& thing) { return journeyOf(storyOf(thing)); }
    Whereabouts whereabouts(const std::string& thing) { return journey(thing).whereabouts; }
    const CustodyEvent& last() const { return last_; }

  private:
    Story storyOf(const std::string& thing) {
        Story story{.anchor = anchors_.at(thing).first, .anchorSequence = anchors_.at(thing).second,
                    .passages = {}, .openRoutes = {}};
        for (const auto& [number, handoff] : handoffs_) {
            Passage passage{.handoff = handoff,
                            .events = eventsOf(number, thing),
                            .dismissed = std::ranges::find(dismissed_, std::pair(number, thing)) != dismissed_.end()};
            if (!passage.events.empty())
                story.passages.push_back(std::move(passage));
            else if (handoff.state == HandoffState::Open)
                story.openRoutes.push_back({handoff.from, handoff.to});
        }
        return story;
    }
    std::vector<RecordedEvent> eventsOf(const std::string& handoff, const std::string& thing) {
        std::vector<RecordedEvent> events;
        for (const auto& recorded : events_[handoff])
            if (recorded.event.thing == thing) events.push_back(recorded);
        return events;
    }
    CustodyScene scene(const CustodyEvent& event) {
        const std::string handoff = event.handoff.text();
        CustodyScene scene{.handoff = handoffs_.at(handoff), .story = {}, .earlier = eventsOf(handoff, event.thing)};
        if (anchors_.contains(event.thing)) scene.story = storyOf(event.thing);
        for (const auto& recorded : events_[handoff])
            if (recorded.counts)
                (recorded.event.side == Side::Giver ? scene.giverAccounts : scene.receiverAccounts)
                    .push_back(recorded.event.actor.account);
        return scene;
    }

    std::map<std::string, std::pair<std::string, std::int64_t>> anchors_;
    std::map<std::string, Handoff> handoffs_;
    std::map<std::string, std::vector<RecordedEvent>> events_;
    std::map<std::string, std::map<std::string, LineState>> atClose_;
    std::vector<std::pair<std::string, std::string>> dismissed_;
    CustodyEvent last_;
    int made_ = 0;
    std::int64_t sequence_ = 0;
};

class Custody : public testing::Test {
  protected:
    Custody() {
        books.place("FOLDER", "SQ-1");
        books.place("SECOND", "SQ-1");
        books.open("H1", "SQ-1", "JD-1");
    }
    Books books;
};

TEST_F(Custody, AThingTravelsFromDeskOverTransitToDesk) {
    EXPECT_EQ(books.giverSignsOut("H1", "FOLDER").kind, OutcomeKind::Applied);
    EXPECT_EQ(books.whereabouts("FOLDER"), (Whereabouts{"SQ-1", base::HandoffId("H1"), "carrier"}));
    EXPECT_EQ(books.receiverSignsIn("H1", "FOLDER").kind, OutcomeKind::Applied);
    EXPECT_EQ(books.whereabouts("FOLDER"), (Whereabouts{"JD-1", {}, {}}));
}

TEST_F(Custody, AnEventSentTwiceChangesNothing) {
    books.giverSignsOut("H1", "FOLDER");
    const CustodyEvent signOut = books.last();
    books.receiverSignsIn("H1", "FOLDER");
    const Outcome again = books.send(signOut);
    EXPECT_EQ(again.kind, OutcomeKind::Repeated);
    EXPECT_EQ(books.whereabouts("FOLDER").desk, "JD-1");
    EXPECT_EQ(books.report("H1").count(LineState::Confirmed), 1U);
}

TEST_F(Custody, AnEventIdUsedForAnotherMessageIsRefused) {
    books.giverSignsOut("H1", "FOLDER");
    CustodyEvent other = books.last();
    other.side = Side::Receiver;
    other.verdict = Verdict::SignedIn;
    EXPECT_EQ(books.send(other).kind, OutcomeKind::Refused);
    EXPECT_TRUE(books.whereabouts("FOLDER").inTransit());
}

TEST_F(Custody, ALabelScannedTwiceByOneSideIsARepeat) {
    books.giverSignsOut("H1", "FOLDER");
    EXPECT_EQ(books.giverSignsOut("H1", "FOLDER").kind, OutcomeKind::Repeated);
    books.receiverSignsIn("H1", "FOLDER");
    EXPECT_EQ(books.receiverSignsIn("H1", "FOLDER").kind, OutcomeKind::Repeated);
    EXPECT_EQ(books.giverSignsOut("H1", "FOLDER").kind, OutcomeKind::Repeated);
}

TEST_F(Custody, NobodySignsOutWhatHeDoesNotHold) {
    books.place("ELSEWHERE", "WB-1");
    const Outcome outcome = books.giverSignsOut("H1", "ELSEWHERE");
    EXPECT_EQ(outcome.kind, OutcomeKind::Impossible);
    EXPECT_THAT(outcome.sentence, HasSubstr("WB-1"));
    EXPECT_EQ(books.whereabouts("ELSEWHERE").desk, "WB-1");
}

TEST_F(Custody, AThingOnItsWayInOneHandoffIsNotSignedOutInAnother) {
    books.giverSignsOut("H1", "FOLDER");
    books.open("H2", "SQ-1", "WB-1");
    const Outcome second = books.giverSignsOut("H2", "FOLDER");
    EXPECT_EQ(second.kind, OutcomeKind::Refused);
    EXPECT_THAT(second.sentence, HasSubstr("已由交接单 H1 签出"));
    EXPECT_EQ(books.whereabouts("FOLDER").inTransitBy, base::HandoffId("H1"));
}

TEST_F(Custody, AnUnknownLabelIsImpossibleAndStaysVisible) {
    EXPECT_EQ(books.giverSignsOut("H1", "FORGED").kind, OutcomeKind::Impossible);
    ASSERT_EQ(books.report("H1").lines.size(), 1U);
    EXPECT_EQ(books.report("H1").lines.front().state, LineState::Impossible);
}

TEST_F(Custody, WhatTheGiverDidNotSignOutIsSurplusAndTheBooksStay) {
    EXPECT_EQ(books.receiverSignsIn("H1", "FOLDER").kind, OutcomeKind::Surplus);
    EXPECT_EQ(books.whereabouts("FOLDER"), (Whereabouts{"SQ-1", {}, {}}));
    EXPECT_EQ(books.report("H1").count(LineState::Surplus), 1U);
}

TEST_F(Custody, ASurplusIsConfirmedWhenTheGiverSignsItOutAfterwards) {
    books.receiverSignsIn("H1", "FOLDER");
    EXPECT_EQ(books.giverSignsOut("H1", "FOLDER").kind, OutcomeKind::Applied);
    EXPECT_EQ(books.whereabouts("FOLDER"), (Whereabouts{"JD-1", {}, {}}));
    EXPECT_EQ(books.report("H1").count(LineState::Confirmed), 1U);
}

TEST_F(Custody, ACopiedLabelIsFoundWhenItIsSignedInAtASecondPlace) {
    books.giverSignsOut("H1", "FOLDER");
    books.receiverSignsIn("H1", "FOLDER");
    books.open("H2", "SQ-1", "WB-1");
    const Outcome copy = books.receiverSignsIn("H2", "FOLDER");
    EXPECT_EQ(copy.kind, OutcomeKind::Impossible);
    EXPECT_THAT(copy.sentence, HasSubstr("复制"));
    EXPECT_EQ(books.whereabouts("FOLDER").desk, "JD-1");
    EXPECT_EQ(books.report("H2").count(LineState::Impossible), 1U);
    EXPECT_EQ(books.report("H1").count(LineState::Confirmed), 1U);
}

TEST_F(Custody, ARefusalNeedsAReason) {
    books.giverSignsOut("H1", "FOLDER");
    EXPECT_EQ(books.scan("H1", "FOLDER", Side::Receiver, Verdict::Refused).kind, OutcomeKind::Refused);
    EXPECT_EQ(books.scan("H1", "FOLDER", Side::Receiver, Verdict::Refused, " ").kind, OutcomeKind::Refused);
    EXPECT_EQ(books.report("H1").count(LineState::InTransit), 1U);
}

TEST_F(Custody, ARefusedThingStaysInTransitUntilTheGiverTakesItBack) {
    books.giverSignsOut("H1", "FOLDER");
    EXPECT_EQ(books.scan("H1", "FOLDER", Side::Receiver, Verdict::Refused, "缺页").kind, OutcomeKind::Applied);
    EXPECT_TRUE(books.whereabouts("FOLDER").inTransit());
    EXPECT_EQ(books.report("H1").lines.front().reason, "缺页");
    EXPECT_EQ(books.scan("H1", "FOLDER", Side::Giver, Verdict::SignedIn).kind, OutcomeKind::Applied);
    EXPECT_EQ(books.whereabouts("FOLDER"), (Whereabouts{"SQ-1", {}, {}}));
    EXPECT_EQ(books.report("H1").count(LineState::TakenBack), 1U);
}

TEST_F(Custody, EachThingIsAcceptedOrRefusedAlone) {
    books.giverSignsOut("H1", "FOLDER");
    books.giverSignsOut("H1", "SECOND");
    books.receiverSignsIn("H1", "FOLDER");
    books.scan("H1", "SECOND", Side::Receiver, Verdict::Refused, "非本窗口");
    EXPECT_EQ(books.whereabouts("FOLDER").desk, "JD-1");
    EXPECT_TRUE(books.whereabouts("SECOND").inTransit());
}

TEST_F(Custody, ARefusedThingMayStillBeTakenIn) {
    books.giverSignsOut("H1", "FOLDER");
    books.scan("H1", "FOLDER", Side::Receiver, Verdict::Refused, "缺页");
    EXPECT_EQ(books.receiverSignsIn("H1", "FOLDER").kind, OutcomeKind::Applied);
    EXPECT_EQ(books.report("H1").count(LineState::Confirmed), 1U);
}

TEST_F(Custody, WhatWasSignedInIsNotRefusedAfterwards) {
    books.giverSignsOut("H1", "FOLDER");
    books.receiverSignsIn("H1", "FOLDER");
    EXPECT_EQ(books.scan("H1", "FOLDER", Side::Receiver, Verdict::Refused, "缺页").kind, OutcomeKind::Refused);
    EXPECT_EQ(books.whereabouts("FOLDER").desk, "JD-1");
}

TEST_F(Custody, TheGiverDoesNotTakeBackWhatTheReceiverHas) {
    books.giverSignsOut("H1", "FOLDER");
    books.receiverSignsIn("H1", "FOLDER");
    EXPECT_EQ(books.scan("H1", "FOLDER", Side::Giver, Verdict::SignedIn).kind, OutcomeKind::Refused);
}

TEST_F(Custody, EachSideHasItsOwnVerdicts) {
    EXPECT_EQ(books.scan("H1", "FOLDER", Side::Giver, Verdict::Refused, "缺页").kind, OutcomeKind::Refused);
    EXPECT_EQ(books.scan("H1", "FOLDER", Side::Receiver, Verdict::SignedOut).kind, OutcomeKind::Refused);
    EXPECT_TRUE(books.report("H1").lines.empty());
}

TEST_F(Custody, AThingTakenBackMayLeaveAgainOnTheSameSheet) {
    books.giverSignsOut("H1", "FOLDER");
    books.scan("H1", "FOLDER", Side::Receiver, Verdict::Refused, "缺页");
    books.scan("H1", "FOLDER", Side::Giver, Verdict::SignedIn);
    EXPECT_EQ(books.giverSignsOut("H1", "FOLDER").kind, OutcomeKind::Applied);
    EXPECT_EQ(books.report("H1").count(LineState::InTransit), 1U);
    books.receiverSignsIn("H1", "FOLDER");
    EXPECT_EQ(books.report("H1").count(LineState::Confirmed), 1U);
}

TEST_F(Custody, AThingThatCameBackByAnotherHandoffNeedsANewSheet) {
    books.giverSignsOut("H1", "FOLDER");
    books.receiverSignsIn("H1", "FOLDER");
    books.open("BACK", "JD-1", "SQ-1");
    books.giverSignsOut("BACK", "FOLDER");
    books.receiverSignsIn("BACK", "FOLDER");
    EXPECT_EQ(books.giverSignsOut("H1", "FOLDER").kind, OutcomeKind::Refused);
    EXPECT_EQ(books.whereabouts("FOLDER"), (Whereabouts{"SQ-1", {}, {}}));
}

TEST_F(Custody, AHandoffWithoutDifferencesCloses) {
    books.giverSignsOut("H1", "FOLDER");
    books.receiverSignsIn("H1", "FOLDER");
    EXPECT_EQ(books.close("H1", Differences::NotAllowed).kind, CloseDecision::Kind::Closes);
    EXPECT_EQ(books.close("H1", Differences::NotAllowed).kind, CloseDecision::Kind::AlreadyClosed);
}

TEST_F(Custody, AHandoffWithDifferencesClosesOnlyWhenToldSo) {
    books.giverSignsOut("H1", "FOLDER");
    books.receiverSignsIn("H1", "SECOND");
    const CloseDecision no = books.close("H1", Differences::NotAllowed);
    EXPECT_EQ(no.kind, CloseDecision::Kind::HasDifferences);
    EXPECT_THAT(no.sentence, HasSubstr("缺件 1"));
    EXPECT_THAT(no.sentence, HasSubstr("多件 1"));
    EXPECT_EQ(books.close("H1", Differences::Accepted).kind, CloseDecision::Kind::Closes);
    EXPECT_TRUE(books.whereabouts("FOLDER").inTransit());
}

TEST_F(Custody, AMissingThingFoundAfterTheClosingIsSettledAndTheDifferenceStaysVisible) {
    books.giverSignsOut("H1", "FOLDER");
    books.close("H1", Differences::Accepted);
    EXPECT_EQ(books.receiverSignsIn("H1", "FOLDER").kind, OutcomeKind::Applied);
    const ReportLine line = books.report("H1").lines.front();
    EXPECT_EQ(line.state, LineState::Confirmed);
    EXPECT_EQ(line.atClose, LineState::Missing);
    EXPECT_TRUE(line.settledLater());
    EXPECT_EQ(books.whereabouts("FOLDER").desk, "JD-1");
}

TEST_F(Custody, AClosedHandoffTakesNothingNew) {
    books.close("H1", Differences::NotAllowed);
    EXPECT_EQ(books.giverSignsOut("H1", "FOLDER").kind, OutcomeKind::Refused);
    EXPECT_EQ(books.receiverSignsIn("H1", "SECOND").kind, OutcomeKind::Refused);
    EXPECT_TRUE(books.report("H1").lines.empty());
}

TEST_F(Custody, ASurplusIsSettledByTheGiverEvenAfterTheClosing) {
    books.receiverSignsIn("H1", "FOLDER");
    books.close("H1", Differences::Accepted);
    EXPECT_EQ(books.giverSignsOut("H1", "FOLDER").kind, OutcomeKind::Applied);
    EXPECT_EQ(books.whereabouts("FOLDER").desk, "JD-1");
    EXPECT_TRUE(books.report("H1").lines.front().settledLater());
}

TEST_F(Custody, TheSummarySaysHowManyOfEach) {
    books.giverSignsOut("H1", "FOLDER");
    books.receiverSignsIn("H1", "FOLDER");
    books.giverSignsOut("H1", "SECOND");
    EXPECT_EQ(books.report("H1").summary(), "2 件：已确认 1，在途 1");
    books.close("H1", Differences::Accepted);
    EXPECT_EQ(books.report("H1").summary(), "2 件：已确认 1，缺件 1");
}

}  // namespace
}  // namespace daiban::handoff
