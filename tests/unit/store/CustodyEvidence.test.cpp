// What the books promise for events that come late, twice and shuffled, and for labels that are copied.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "base/Crypto.h"
#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using handoff::CustodyEvent;
using handoff::Doubt;
using handoff::LineState;
using handoff::OutcomeKind;
using handoff::SettlementKind;
using handoff::Side;
using handoff::Verdict;
using handoff::Whereabouts;
using support::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class CustodyEvidence : public StoreBench {
  protected:
    handoff::Settlement settlement(const base::HandoffId& sheet, const std::string& thing, SettlementKind kind,
                                   const std::string& office = "SQ-0101") {
        return {.id = newId<base::EventId>(),
                .thing = thing,
                .handoff = sheet,
                .kind = kind,
                .party = kind == SettlementKind::Placed ? office : std::string{},
                .reason = "当面核对过",
                .actor = {.account = "clerk-" + office, .office = office, .roles = {}}};
    }
    base::CaseId opened = openedCase();
    std::string folderToken = registered(opened, 1);
};

TEST_F(CustodyEvidence, NobodySignsForAnotherOffice) {
    const auto out = openedHandoff();
    auto stranger = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
    stranger.actor = {.account = "stranger", .office = "SQ-0102", .roles = {staff::Role::Administrator}};
    const auto answer = store.recordCustody(stranger).outcome;
    EXPECT_EQ(answer.kind, OutcomeKind::Refused);
    EXPECT_THAT(answer.sentence, HasSubstr("SQ-0101"));
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts, (Whereabouts{"SQ-0101", {}, {}}));
}

TEST_F(CustodyEvidence, TheNamedCourierSignsForTheGiverAndNeverForTheReceiver) {
    const auto out = openedHandoff();
    auto carried = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
    carried.actor = {.account = "送件员", .office = "JD-01", .roles = {staff::Role::Courier}};
    EXPECT_EQ(store.recordCustody(carried).outcome.kind, OutcomeKind::Applied);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts.holder(), "@送件员");
    EXPECT_THAT(store.thingsCarriedBy("送件员"), SizeIs(1));
    auto alsoTaken = scanOf(out, folderToken, Side::Receiver, Verdict::SignedIn);
    alsoTaken.actor = carried.actor;
    EXPECT_EQ(store.recordCustody(alsoTaken).outcome.kind, OutcomeKind::Refused);
    EXPECT_TRUE(store.thingByToken(folderToken)->whereabouts.inTransit());
}

TEST_F(CustodyEvidence, OneAccountDoesNotSignBothSidesEvenWhenItChangedItsOffice) {
    const auto out = openedHandoff();
    auto first = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
    first.actor = {.account = "wangli", .office = "SQ-0101", .roles = {}};
    store.recordCustody(first);
    auto second = scanOf(out, folderToken, Side::Receiver, Verdict::SignedIn);
    second.actor = {.account = "wangli", .office = "JD-01", .roles = {}};
    EXPECT_THAT(store.recordCustody(second).outcome.sentence, HasSubstr("同一个人"));
    EXPECT_TRUE(store.thingByToken(folderToken)->whereabouts.inTransit());
}

TEST_F(CustodyEvidence, AHandoffMayEndAtACourierWhoThenHoldsTheThing) {
    const auto toCourier = openedHandoff("SQ-0101", "@wangli");
    signOut(toCourier, folderToken);
    auto taken = scanOf(toCourier, folderToken, Side::Receiver, Verdict::SignedIn);
    taken.actor = {.account = "wangli", .office = "SQ-0101", .roles = {}};
    EXPECT_EQ(store.recordCustody(taken).outcome.kind, OutcomeKind::Applied);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts.holder(), "@wangli");
    EXPECT_THAT(store.thingsOnDesk("@wangli"), SizeIs(1));
}

TEST_F(CustodyEvidence, ARefusalWithoutAReasonSignsNothing) {
    const auto out = openedHandoff();
    signOut(out, folderToken);
    const auto refusal = scanOf(out, folderToken, Side::Receiver, Verdict::Refused, "");
    EXPECT_EQ(store.recordCustody(refusal).outcome.kind, OutcomeKind::Refused);
    EXPECT_TRUE(store.thingByToken(folderToken)->whereabouts.inTransit());
}

TEST_F(CustodyEvidence, ARepeatedSurplusScanIsSaidToBeSurplus) {
    const auto out = openedHandoff();
    EXPECT_EQ(signIn(out, folderToken), OutcomeKind::Surplus);
    const auto again = store.recordCustody(scanOf(out, folderToken, Side::Receiver, Verdict::SignedIn)).outcome;
    EXPECT_EQ(again.kind, OutcomeKind::Repeated);
    EXPECT_THAT(again.sentence, HasSubstr("多件"));
    EXPECT_THAT(again.sentence, testing::Not(HasSubstr("已经签入过")));
}

TEST_F(CustodyEvidence, TheSheetsOwnCodeIsSaidToBeTheSheetAndAddsNoLine) {
    NewHandoff sheet{.id = newId<base::HandoffId>(), .from = "SQ-0101", .to = "JD-01", .courier = "c",
                     .sheetToken = tokenId(900), .actor = {.account = "社工甲"}};
    store.openHandoff(sheet);
    const std::string head = auditHead();
    const auto answer = store.recordCustody(scanOf(sheet.id, tokenId(900), Side::Receiver, Verdict::SignedIn));
    EXPECT_EQ(answer.outcome.kind, OutcomeKind::Refused);
    EXPECT_THAT(answer.outcome.sentence, HasSubstr("交接单"));
    EXPECT_THAT(store.reportOf(sheet.id).lines, IsEmpty());
    EXPECT_EQ(auditHead(), head);
}

TEST_F(CustodyEvidence, OneCodeSignsForTheWholeSheetAndEachThingMayStillBeRefusedAlone) {
    const std::string second = registered(opened, 2);
    const std::string third = registered(opened, 3);
    NewHandoff sheet{.id = newId<base::HandoffId>(), .from = "SQ-0101", .to = "JD-01", .courier = "c",
                     .sheetToken = tokenId(900), .actor = {.account = "社工甲"}};
    store.openHandoff(sheet);
    store.pack({.container = tokenId(900), .put = {folderToken, second, third}, .takeOut = {}, .actor = {"社工甲"}});
    const SheetScan out{.id = newId<base::EventId>(), .handoff = sheet.id, .container = {}, .side = Side::Giver,
                        .things = {}, .actor = clerkOf(sheet.id, Side::Giver)};
    EXPECT_THAT(store.recordSheet(out), SizeIs(3));
    EXPECT_EQ(store.reportOf(sheet.id).count(LineState::InTransit), 3U);
    const std::string head = auditHead();
    for (const auto& again : store.recordSheet(out)) EXPECT_FALSE(again.custody.wasNew);
    EXPECT_EQ(auditHead(), head);
    store.recordCustody(scanOf(sheet.id, second, Side::Receiver, Verdict::Refused, "缺页"));
    const SheetScan in{.id = newId<base::EventId>(), .handoff = sheet.id, .container = {}, .side = Side::Receiver,
                       .things = {}, .actor = clerkOf(sheet.id, Side::Receiver)};
    EXPECT_THAT(store.recordSheet(in), SizeIs(2));
    EXPECT_EQ(store.reportOf(sheet.id).count(LineState::Confirmed), 2U);
    EXPECT_EQ(store.reportOf(sheet.id).count(LineState::Refused), 1U);
}

TEST_F(CustodyEvidence, APouchGoesThroughSeveralHandoffsAsOne) {
    const std::string pouch = tokenId(700);
    const std::string second = registered(opened, 2);
    store.pack({.container = pouch, .put = {folderToken, second}, .takeOut = {}, .actor = {"社工甲"}});
    for (const auto& [from, to] : {std::pair("SQ-0101", "JD-01"), std::pair("JD-01", "WB-RS")}) {
        const auto sheet = openedHandoff(from, to);
        for (const Side side : {Side::Giver, Side::Receiver})
            EXPECT_THAT(store.recordSheet({.id = newId<base::EventId>(), .handoff = sheet, .container = pouch,
                                           .side = side, .things = {}, .actor = clerkOf(sheet, side)}),
                        SizeIs(2));
    }
    EXPECT_THAT(store.thingsOnDesk("WB-RS"), SizeIs(2));
    store.pack({.container = pouch, .put = {}, .takeOut = {second}, .actor = {"社工甲"}});
    EXPECT_THAT(store.contentsOf(pouch), testing::ElementsAre(folderToken));
    const auto back = openedHandoff("WB-RS", "JD-01");
    EXPECT_THAT(store.recordCustody(scanOf(back, pouch, Side::Giver, Verdict::SignedOut)).outcome.sentence,
                HasSubstr("流转袋"));
}

TEST_F(CustodyEvidence, AScanIsUndoneByACounterEventAndBothStay) {
    const auto out = openedHandoff();
    const auto wrong = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
    store.recordCustody(wrong);
    auto undo = scanOf(out, folderToken, Side::Giver, Verdict::Undone, "扫错了");
    undo.undoes = wrong.id;
    EXPECT_EQ(store.recordCustody(undo).outcome.kind, OutcomeKind::Applied);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts, (Whereabouts{"SQ-0101", {}, {}}));
    EXPECT_THAT(store.custodyOf(out), SizeIs(2));
    EXPECT_EQ(store.reportOf(out).differences(), 0U);
}

TEST_F(CustodyEvidence, AScanSaidTwiceIsKeptAndTakingTheSecondBackChangesNothing) {
    const auto out = openedHandoff();
    store.recordCustody(scanOf(out, folderToken, Side::Giver, Verdict::SignedOut));
    const auto again = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
    EXPECT_EQ(store.recordCustody(again).outcome.kind, OutcomeKind::Repeated);
    auto undo = scanOf(out, folderToken, Side::Giver, Verdict::Undone, "扫了两次");
    undo.undoes = again.id;
    const auto answer = store.recordCustody(undo).outcome;
    EXPECT_EQ(answer.kind, OutcomeKind::Repeated);
    EXPECT_THAT(answer.sentence, HasSubstr("本来就不算数"));
    EXPECT_TRUE(store.thingByToken(folderToken)->whereabouts.inTransit());
    EXPECT_THAT(store.custodyOf(out), SizeIs(3));
}

TEST_F(CustodyEvidence, WhatTheReceiverSignedForIsNotUndoneByTheGiver) {
    const auto out = openedHandoff();
    const auto given = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
    store.recordCustody(given);
    signIn(out, folderToken);
    auto undo = scanOf(out, folderToken, Side::Giver, Verdict::Undone, "想要回来");
    undo.undoes = given.id;
    EXPECT_EQ(store.recordCustody(undo).outcome.kind, OutcomeKind::Refused);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts.desk, "JD-01");
}

TEST_F(CustodyEvidence, AnUndoingSentLateCountsWhicheverOfItAndItsScanArrivesFirst) {
    for (const bool undoFirst : {false, true}) {
        const auto out = openedHandoff();
        auto wrong = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
        wrong.order = handoff::SenderOrder{"phone", 1};
        auto undo = scanOf(out, folderToken, Side::Giver, Verdict::Undone, "扫错了");
        undo.undoes = wrong.id;
        undo.order = handoff::SenderOrder{"phone", 2};
        store.recordCustody(undoFirst ? undo : wrong);
        store.recordCustody(undoFirst ? wrong : undo);
        EXPECT_FALSE(store.recordCustody(undo).wasNew) << "sent twice";
        EXPECT_EQ(store.thingByToken(folderToken)->whereabouts, (Whereabouts{"SQ-0101", {}, {}})) << undoFirst;
        EXPECT_EQ(store.reportOf(out).differences(), 0U) << undoFirst;
    }
}

TEST_F(CustodyEvidence, WhatTheReceiverSignedForIsNotUndoneByTheGiverSentLateEither) {
    for (const bool undoFirst : {false, true}) {
        const auto out = undoFirst ? openedHandoff("JD-01", "WB-RS") : openedHandoff();
        const auto given = scanOf(out, folderToken, Side::Giver, Verdict::SignedOut);
        store.recordCustody(given);
        auto undo = scanOf(out, folderToken, Side::Giver, Verdict::Undone, "想要回来");
        undo.undoes = given.id;
        undo.order = handoff::SenderOrder{"phone", 1};
        auto taken = scanOf(out, folderToken, Side::Receiver, Verdict::SignedIn);
        taken.order = handoff::SenderOrder{"desk", 1};
        store.recordCustody(undoFirst ? undo : taken);
        store.recordCustody(undoFirst ? taken : undo);
        EXPECT_EQ(store.thingByToken(folderToken)->whereabouts.desk, undoFirst ? "WB-RS" : "JD-01");
        EXPECT_EQ(store.reportOf(out).differences(), 0U);
    }
}

TEST_F(CustodyEvidence, ADifferenceIsListedForBothOfficesUntilAPersonSettlesIt) {
    const auto out = openedHandoff();
    signOut(out, folderToken);
    EXPECT_THAT(store.discrepancies(), IsEmpty()) << "what is on its way is not missing";
    store.closeHandoff(out, handoff::Differences::Accepted, {"社工甲"});
    for (const char* office : {"SQ-0101", "JD-01"}) {
        const auto open = store.discrepancies({.offices = {{office}}});
        ASSERT_THAT(open, SizeIs(1));
        EXPECT_EQ(open[0].state, LineState::Missing);
        EXPECT_EQ(open[0].thing, folderToken);
    }
    EXPECT_THAT(store.discrepancies({.offices = {{"WB-RS"}}}), IsEmpty());
    auto settled = settlement(out, folderToken, SettlementKind::Noted);
    settled.actor.office = "WB-RS";
    EXPECT_FALSE(store.settle(settled).recorded()) << "it is not that office's";
    settled.actor.office = "SQ-0101";
    settled.reason = " ";
    EXPECT_THAT(store.settle(settled).problem, HasSubstr("原因"));
    settled.reason = "件已补办";
    EXPECT_TRUE(store.settle(settled).wasNew);
    EXPECT_FALSE(store.settle(settled).wasNew);
    EXPECT_THAT(store.discrepancies(), IsEmpty());
    settled.reason = "别的原因";
    EXPECT_EQ(errorOf([&] { store.settle(settled); }), base::ErrorKind::BadArguments);
}

TEST_F(CustodyEvidence, ACopiedLabelRaisesAnAlarmThatAPersonClosesWithAReason) {
    const auto out = openedHandoff();
    signOut(out, folderToken);
    signIn(out, folderToken);
    const auto elsewhere = openedHandoff("SQ-0101", "WB-MZ");
    EXPECT_EQ(signIn(elsewhere, folderToken), OutcomeKind::Impossible);
    const auto alarms = store.discrepancies({.offices = {{"JD-01"}}, .alarmsOnly = true});
    ASSERT_THAT(alarms, SizeIs(1));
    EXPECT_EQ(alarms[0].doubt, Doubt::Copied);
    EXPECT_EQ(alarms[0].desk, "JD-01");
    EXPECT_TRUE(store.settle(settlement(elsewhere, folderToken, SettlementKind::Dismissed)).recorded());
    EXPECT_THAT(store.discrepancies({.offices = {}, .alarmsOnly = true}), IsEmpty());
    EXPECT_EQ(store.reportOf(elsewhere).count(LineState::Dismissed), 1U);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts.desk, "JD-01");
}

TEST_F(CustodyEvidence, TwoTakersOfOneThingAreKeptUntilAPersonSaysWhoHasIt) {
    const auto one = openedHandoff("SQ-0101", "JD-01");
    const auto other = openedHandoff("SQ-0101", "WB-MZ");
    int number = 0;
    for (const auto& sheet : {one, other})
        for (const Side side : {Side::Giver, Side::Receiver}) {
            auto event = scanOf(sheet, folderToken, side,
                                side == Side::Giver ? Verdict::SignedOut : Verdict::SignedIn);
            event.order = {"phone-" + std::to_string(++number), 1};
            event.actor.account += std::to_string(number);
            store.recordCustody(event);
        }
    const auto conflicts = store.discrepancies({.offices = {}, .alarmsOnly = true});
    ASSERT_THAT(conflicts, SizeIs(1));
    EXPECT_EQ(conflicts[0].doubt, Doubt::TwoTakers);
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts.desk, "JD-01");
    EXPECT_TRUE(store.settle(settlement({}, folderToken, SettlementKind::Placed, "WB-MZ")).recorded());
    EXPECT_EQ(store.thingByToken(folderToken)->whereabouts, (Whereabouts{"WB-MZ", {}, {}}));
    EXPECT_THAT(store.discrepancies(), IsEmpty());
    const auto onward = openedHandoff("WB-MZ", "JD-01");
    EXPECT_EQ(signOut(onward, folderToken), OutcomeKind::Applied);
    EXPECT_THAT(store.verify(VerifyDepth::Quick).damages, IsEmpty());
}

// ---- many

bool wantsAll() {
    const char* all = std::getenv("DAIBAN_MODEL_ALL");
    return all != nullptr && *all != '\0';
}

/// What the devices of a district sent in a bad week.
struct Week {
    std::vector<CustodyEvent> events;
    std::vector<base::HandoffId> sheets;
    std::vector<std::string> things;
};

class ManyEvents : public StoreBench {
  protected:
    static constexpr std::array<const char*, 5> offices{"SQ-0101", "SQ-0102", "JD-01", "WB-RS", "WB-MZ"};

    base::HandoffId sheet(Store& into, Week& week, const std::string& from, const std::string& to) {
        const NewHandoff opened{.id = newId<base::HandoffId>(), .from = from, .to = to, .courier = "carrier",
                                .sheetToken = {}, .actor = {.account = "社工甲"}};
        into.openHandoff(opened);
        week.sheets.push_back(opened.id);
        routes_[opened.id.text()] = {from, to};
        return opened.id;
    }

    CustodyEvent late(const base::HandoffId& on, const std::string& thing, Side side, Verdict verdict) {
        const auto& [from, to] = routes_.at(on.text());
        const std::string party = side == Side::Giver ? from : to;
        const std::string device = "phone of " + party;
        return {.id = newId<base::EventId>(),
                .handoff = on,
                .thing = thing,
                .side = side,
                .verdict = verdict,
                .reason = verdict == Verdict::Refused ? "缺页" : "",
                .actor = {.account = "clerk-" + party, .office = party, .roles = {}},
                .senderTime = clock.now() + std::chrono::hours{static_cast<int>(engine_() % 52560) - 26280},
                .order = handoff::SenderOrder{device, ++numbers_[device + on.text()]}};
    }

    /// Its stops, the first being where it is labelled.
    std::vector<std::string> trip(std::size_t legs) {
        std::vector<std::string> stops{"SQ-0101"};
        while (stops.size() <= legs) {
            const std::string next = offices.at(engine_() % offices.size());
            if (next != stops.back()) stops.push_back(next);
        }
        return stops;
    }

    std::map<std::string, std::pair<std::string, std::string>> routes_;
    std::map<std::string, std::int64_t> numbers_;
    std::mt19937 engine_{20260302};
};

/// Things, whereabouts, lines, alarms and conflicts, in an order of their own.
std::string stateOf(Store& store, const Week& week) {
    std::set<std::string> facts;
    for (const std::string& token : week.things) {
        const auto thing = store.thingByToken(token);
        facts.insert(token + "@" + thing->whereabouts.desk + "/" + thing->whereabouts.inTransitBy.text() + "/" +
                     thing->whereabouts.courier);
    }
    for (const auto& sheet : week.sheets)
        for (const auto& line : store.reportOf(sheet).lines)
            facts.insert(sheet.text() + line.thing + std::string(nameOf(line.state)) + line.reason +
                         std::string(nameOf(line.doubt)));
    for (const auto& open : store.discrepancies())
        facts.insert("!" + open.handoff.text() + open.thing + std::string(nameOf(open.doubt)));
    std::string all;
    for (const std::string& fact : facts) all += fact + "\n";
    return base::sha256Hex(all);
}

TEST_F(ManyEvents, EventsSentTwiceInAnyOrderWithClocksYearsWrongGiveOneState) {
    // Plain trips, refusals with take-backs, copied labels and two takers. 500 events in ten orders when all is asked for.
    const std::size_t events = wantsAll() ? 500 : 100;
    const unsigned orders = wantsAll() ? 10 : 4;
    std::set<std::string> states;
    for (unsigned order = 0; order < orders; ++order) {
        support::TemporaryFolder own;
        base::SeededRandom sameRandom{11};
        random = base::SeededRandom{7};
        engine_.seed(20260302);
        numbers_.clear();
        Store into = Store::open(own.path(), clock, sameRandom);
        const NewCase one = newCase();
        into.openCase(one);
        Week week;
        while (week.events.size() < events) {
            const int number = static_cast<int>(week.things.size()) + 1;
            NewThing thing = newThing(one.id, number);
            into.registerThing(thing);
            week.things.push_back(thing.tokenId);
            const auto stops = trip(1 + engine_() % 3);
            const auto kind = engine_() % 6;
            for (std::size_t leg = 0; leg + 1 < stops.size(); ++leg) {
                const auto on = sheet(into, week, stops[leg], stops[leg + 1]);
                week.events.push_back(late(on, thing.tokenId, Side::Giver, Verdict::SignedOut));
                if (kind == 0 && leg == 0) {
                    week.events.push_back(late(on, thing.tokenId, Side::Receiver, Verdict::Refused));
                    week.events.push_back(late(on, thing.tokenId, Side::Giver, Verdict::SignedIn));
                    week.events.push_back(late(on, thing.tokenId, Side::Giver, Verdict::SignedOut));
                }
                week.events.push_back(late(on, thing.tokenId, Side::Receiver, Verdict::SignedIn));
            }
            if (kind == 1 || kind == 2) {
                const auto copy = sheet(into, week, "SQ-0102", "WB-MZ");
                week.events.push_back(late(copy, thing.tokenId, Side::Receiver, Verdict::SignedIn));
                if (kind == 2) week.events.push_back(late(copy, thing.tokenId, Side::Giver, Verdict::SignedOut));
            }
        }
        week.events.resize(events);
        for (const auto& on : week.sheets) into.closeHandoff(on, handoff::Differences::Accepted, {"社工甲"});
        std::vector<CustodyEvent> arriving = week.events;
        arriving.insert(arriving.end(), week.events.begin(), week.events.end());
        std::shuffle(arriving.begin(), arriving.end(), std::mt19937{order});
        for (const auto& event : arriving) into.recordCustody(event);
        states.insert(stateOf(into, week));
        if (order == 0) {
            EXPECT_THAT(into.discrepancies({.offices = {}, .alarmsOnly = true}), testing::Not(IsEmpty()));
            EXPECT_THAT(into.verify(VerifyDepth::Quick).damages, IsEmpty());
        }
    }
    EXPECT_THAT(states, SizeIs(1));
}

/// The journey alone, without a disk: many trips and copies.
class ManyJourneys : public ManyEvents {
  protected:
    handoff::Handoff route(const std::string& from, const std::string& to) {
        const std::string id = "sheet-" + std::to_string(++sheets_);
        return {.id = base::HandoffId(id), .number = id, .from = from, .to = to, .courier = "c", .sequence = sheets_};
    }
    handoff::RecordedEvent scan(const handoff::Handoff& on, Side side, Verdict verdict) {
        routes_[on.id.text()] = {on.from, on.to};
        return {.event = late(on.id, "T", side, verdict), .outcome = OutcomeKind::Applied, .sentence = {}, .counts = true};
    }
    static void add(handoff::Story& story, const handoff::Handoff& on, const handoff::RecordedEvent& event) {
        for (auto& passage : story.passages)
            if (passage.handoff.id == on.id) {
                passage.events.push_back(event);
                return;
            }
        const auto route = std::ranges::find(story.openRoutes, handoff::OpenRoute{on.from, on.to});
        if (route != story.openRoutes.end()) story.openRoutes.erase(route);
        story.passages.push_back({.handoff = on, .events = {event}, .dismissed = false});
    }
    std::int64_t sheets_ = 0;
};

TEST_F(ManyJourneys, TenThousandTripsOfOneToFourLegsRaiseNoAlarmAtAnyMoment) {
    int alarms = 0;
    int lost = 0;
    std::size_t scans = 0;
    for (int number = 0; number < 10000; ++number) {
        const auto stops = trip(1 + engine_() % 4);
        handoff::Story story{.anchor = stops.front(), .anchorSequence = 0, .passages = {}, .openRoutes = {}};
        std::vector<std::pair<handoff::Handoff, handoff::RecordedEvent>> events;
        for (std::size_t leg = 0; leg + 1 < stops.size(); ++leg) {
            const auto on = route(stops[leg], stops[leg + 1]);
            story.openRoutes.push_back({on.from, on.to});
            events.emplace_back(on, scan(on, Side::Giver, Verdict::SignedOut));
            events.emplace_back(on, scan(on, Side::Receiver, Verdict::SignedIn));
        }
        std::shuffle(events.begin(), events.end(), engine_);
        for (const auto& [on, event] : events) {
            add(story, on, event);
            alarms += handoff::journeyOf(story).hasAlarm() ? 1 : 0;
            ++scans;
        }
        lost += handoff::journeyOf(story).whereabouts == Whereabouts{stops.back(), {}, {}} ? 0 : 1;
    }
    EXPECT_EQ(alarms, 0) << "of " << scans << " scans";
    EXPECT_EQ(lost, 0);
}

TEST_F(ManyJourneys, AThousandCopiedLabelsAtImpossiblePlacesAreAllFlagged) {
    int flagged = 0;
    int moved = 0;
    for (int number = 0; number < 1000; ++number) {
        const auto stops = trip(1 + engine_() % 3);
        handoff::Story story{.anchor = stops.front(), .anchorSequence = 0, .passages = {}, .openRoutes = {}};
        for (std::size_t leg = 0; leg + 1 < stops.size(); ++leg) {
            const auto on = route(stops[leg], stops[leg + 1]);
            add(story, on, scan(on, Side::Giver, Verdict::SignedOut));
            add(story, on, scan(on, Side::Receiver, Verdict::SignedIn));
        }
        // Where it never was, or left long ago; by the giver's scan, the receiver's, or both.
        std::string from = offices.at(engine_() % offices.size());
        while (from == stops.back()) from = offices.at(engine_() % offices.size());
        const auto copy = route(from, from == "JD-01" ? "ZZ-01" : "ZZ-02");
        const auto sides = 1 + engine_() % 3;
        if ((sides & 1U) != 0) add(story, copy, scan(copy, Side::Giver, Verdict::SignedOut));
        if ((sides & 2U) != 0) add(story, copy, scan(copy, Side::Receiver, Verdict::SignedIn));
        const auto journey = handoff::journeyOf(story);
        flagged += journey.hasAlarm() ? 1 : 0;
        moved += journey.whereabouts == Whereabouts{stops.back(), {}, {}} ? 0 : 1;
    }
    EXPECT_EQ(flagged, 1000);
    EXPECT_EQ(moved, 0) << "a copy carries nothing off";
}

}  // namespace
}  // namespace daiban::store
