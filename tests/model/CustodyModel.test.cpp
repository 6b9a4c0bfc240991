// Every interleaving of what people may scan on up to three handoffs, held against rules that know nothing of how
// custody is worked out: one holder at every moment, who took it; nothing moves but by a scan that was accepted; what
// was surplus is settled only if the thing has not moved since.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "handoff/Journey.h"
#include "handoff/Party.h"

namespace daiban::handoff {
namespace {

enum class Move { Out, In, Refuse, TakeBack, UndoOut, UndoIn, Close };

struct Sheet {
    std::string from;
    std::string to;
};
using Script = std::vector<Move>;

/// One thing, labelled at A, and the sheets of the case under test. Steps are taken and taken back.
class World {
  public:
    explicit World(const std::vector<Sheet>& sheets) {
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            const std::string number = "H" + std::to_string(i + 1);
            handoffs_.push_back({.id = base::HandoffId(number),
                                 .number = number,
                                 .from = sheets[i].from,
                                 .to = sheets[i].to,
                                 .courier = "carrier " + number,
                                 .sequence = static_cast<std::int64_t>(i) + 1});
        }
        events_.resize(sheets.size());
        sequence_ = static_cast<std::int64_t>(sheets.size());
    }

    struct Undo {
        std::size_t sheet = 0;
        bool closed = false;
    };

    Outcome scan(std::size_t sheet, Move move, Undo& undo) {
        undo = {sheet, false};
        CustodyEvent event = eventOf(sheet, move);
        const Outcome outcome = apply(sceneOf(sheet), event);
        event.sequence = ++sequence_;
        events_[sheet].push_back({event, outcome.kind, {}, outcome.counts});
        return outcome;
    }
    void close(std::size_t sheet, Undo& undo) {
        undo = {sheet, true};
        handoffs_[sheet].state = HandoffState::Closed;
        ++sequence_;
    }
    [[nodiscard]] bool isClosed(std::size_t sheet) const { return handoffs_[sheet].state == HandoffState::Closed; }
    void takeBack(const Undo& undo) {
        if (undo.closed)
            handoffs_[undo.sheet].state = HandoffState::Open;
        else
            events_[undo.sheet].pop_back();
    }

    [[nodiscard]] Journey journey() const { return journeyOf(story()); }
    [[nodiscard]] const Handoff& handoff(std::size_t sheet) const { return handoffs_[sheet]; }

  private:
    [[nodiscard]] static Side sideOf(Move move) {
        const bool receiver = move == Move::In || move == Move::Refuse || move == Move::UndoIn;
        return receiver ? Side::Receiver : Side::Giver;
    }
    [[nodiscard]] static Verdict verdictOf(Move move) {
        if (move == Move::Out) return Verdict::SignedOut;
        if (move == Move::Refuse) return Verdict::Refused;
        return move == Move::UndoOut || move == Move::UndoIn ? Verdict::Undone : Verdict::SignedIn;
    }
    /// The newest scan of this kind on the sheet.
    [[nodiscard]] base::EventId newest(std::size_t sheet, Side side, Verdict verdict) const {
        for (auto it = events_[sheet].rbegin(); it != events_[sheet].rend(); ++it)
            if (it->event.side == side && it->event.verdict == verdict && it->counts) return it->event.id;
        return base::EventId("none");
    }

    [[nodiscard]] CustodyEvent eventOf(std::size_t sheet, Move move) const {
        const Side side = sideOf(move);
        const std::string& party = side == Side::Giver ? handoffs_[sheet].from : handoffs_[sheet].to;
        CustodyEvent event{.id = base::EventId(std::to_string(sequence_ + 1)),
                           .handoff = handoffs_[sheet].id,
                           .thing = "T",
                           .side = side,
                           .verdict = verdictOf(move),
                           .reason = "r",
                           .actor = {.account = "clerk " + party, .office = party, .roles = {}}};
        if (event.verdict == Verdict::Undone)
            event.undoes = newest(sheet, side, move == Move::UndoOut ? Verdict::SignedOut : Verdict::SignedIn);
        return event;
    }

    [[nodiscard]] Story story() const {
        Story story{.anchor = "A", .anchorSequence = 0, .passages = {}, .openRoutes = {}};
        for (std::size_t i = 0; i < handoffs_.size(); ++i) {
            if (!events_[i].empty())
                story.passages.push_back({.handoff = handoffs_[i], .events = events_[i], .dismissed = false});
            else if (handoffs_[i].state == HandoffState::Open)
                story.openRoutes.push_back({handoffs_[i].from, handoffs_[i].to});
        }
        return story;
    }
    [[nodiscard]] CustodyScene sceneOf(std::size_t sheet) const {
        return {.handoff = handoffs_[sheet], .story = story(), .earlier = events_[sheet]};
    }

    std::vector<Handoff> handoffs_;
    std::vector<std::vector<RecordedEvent>> events_;
    std::int64_t sequence_ = 0;
};

/// What must hold, by itself: who has signed for the thing, and when it moved.
struct Oracle {
    std::string holder = "A";
    int now = 0;  ///< counts the scans
    std::vector<std::string> took{"A"};
    std::array<int, 3> seenAt{};     ///< when a sheet's receiver said that it is there, not signed out; 0: never
    std::array<int, 3> outAt{};      ///< when a sheet's giver signed and it moved; what was undone did not move it
    std::array<int, 3> inAt{};       ///< the same of its receiver
    std::array<int, 3> takenBack{};  ///< and when the giver took it back

    /// What is wrong with this answer, or nothing; then the rules go on from there.
    std::string judge(const World& world, std::size_t sheet, Move move, const Outcome& outcome) {
        ++now;
        const std::string at = outcome.whereabouts.holder();
        const Handoff& handoff = world.handoff(sheet);
        const std::string carrier = courierParty(handoff.courier);
        const bool accepted = outcome.kind == OutcomeKind::Applied;
        if (!accepted && at != holder) return "it moved by a scan that was not accepted";
        std::string wrong;
        if (accepted) wrong = judgeAccepted(move, handoff, carrier, at, sheet);
        if (!wrong.empty()) return wrong;
        note(move, handoff, carrier, outcome, sheet);
        holder = at;
        if (std::ranges::find(took, holder) == took.end()) return "its holder " + holder + " never took it";
        return {};
    }

  private:
    [[nodiscard]] bool movedAfter(int when) const {
        const auto later = [&](int one) { return one > when; };
        return std::ranges::any_of(outAt, later) || std::ranges::any_of(inAt, later) ||
               std::ranges::any_of(takenBack, later);
    }

    [[nodiscard]] std::string judgeAccepted(Move move, const Handoff& handoff, const std::string& carrier,
                                            const std::string& at, std::size_t sheet) const {
        const auto may = [&](const std::string& party) { return at == holder || at == party; };
        switch (move) {
            case Move::Out:
                if (at != holder && holder != handoff.from) return "a signature moved what its giver did not have";
                if (at == handoff.to && at != holder && (seenAt[sheet] == 0 || movedAfter(seenAt[sheet])))
                    return "a late signature moved what had moved since";
                return at == carrier || may(handoff.to) ? "" : "signed out, and neither carried nor there";
            case Move::In:
                return may(handoff.to) ? "" : "signed in somewhere else";
            case Move::TakeBack:
                return at == handoff.from ? "" : "taken back by another";
            case Move::Refuse:
                return at == holder ? "" : "a refusal moved it";
            case Move::UndoOut:
                return may(handoff.from) ? "" : "an undone signature led elsewhere";
            case Move::UndoIn:
                return may(carrier) || at == handoff.from ? "" : "an undone signature led elsewhere";
            case Move::Close:
                break;
        }
        return {};
    }

    void note(Move move, const Handoff& handoff, const std::string& carrier, const Outcome& outcome,
              std::size_t sheet) {
        const bool accepted = outcome.kind == OutcomeKind::Applied;
        const bool moved = outcome.whereabouts.holder() != holder;
        if (move == Move::In && outcome.counts) {
            took.push_back(handoff.to);
            if (moved)
                inAt[sheet] = now;
            else
                seenAt[sheet] = now;
        }
        if (!accepted) return;
        if (move == Move::Out) {
            took.push_back(carrier);
            // A late signature says what happened when the receiver took it.
            const bool paper = outcome.whereabouts.holder() == handoff.to;
            if (moved) outAt[sheet] = paper ? seenAt[sheet] : now;
        }
        if (move == Move::TakeBack && moved) takenBack[sheet] = now;
        if (move == Move::TakeBack) seenAt[sheet] = 0;
        if (move == Move::UndoOut) outAt[sheet] = 0;
        if (move == Move::UndoIn) inAt[sheet] = seenAt[sheet] = 0;
    }
};

class Walk {
  public:
    Walk(const std::vector<Sheet>& sheets, std::vector<Script> scripts)
        : world_(sheets), scripts_(std::move(scripts)), at_(scripts_.size(), 0) {}

    /// Every interleaving that begins with scans on these sheets, in this order.
    void run(std::vector<std::size_t> beginning = {}) {
        beginning_ = std::move(beginning);
        step(Oracle{});
    }
    std::int64_t interleavings = 0;
    std::int64_t steps = 0;
    std::int64_t violations = 0;
    std::string first;

  private:
    void step(const Oracle& before) {
        bool ended = true;
        for (std::size_t sheet = 0; sheet < scripts_.size(); ++sheet) {
            if (at_[sheet] == scripts_[sheet].size()) continue;
            ended = false;
            if (path_.size() < beginning_.size() && beginning_[path_.size()] != sheet) continue;
            const Move move = scripts_[sheet][at_[sheet]++];
            take(before, sheet, move);
            --at_[sheet];
        }
        if (ended) ++interleavings;
    }

    void take(const Oracle& before, std::size_t sheet, Move move) {
        ++steps;
        Oracle oracle = before;
        World::Undo undo;
        path_.push_back(static_cast<char>('0' + sheet));
        if (move == Move::Close) {
            world_.close(sheet, undo);
        } else {
            const Outcome outcome = world_.scan(sheet, move, undo);
            std::string wrong = oracle.judge(world_, sheet, move, outcome);
            if (wrong.empty() && world_.journey().whereabouts != outcome.whereabouts)
                wrong = "the answer and the books differ";
            if (!wrong.empty()) {
                ++violations;
                if (first.empty()) first = path_ + ": " + wrong;
            }
        }
        step(oracle);
        world_.takeBack(undo);
        path_.pop_back();
    }

    World world_;
    std::vector<Script> scripts_;
    std::vector<std::size_t> at_;
    std::vector<std::size_t> beginning_;
    std::string path_;
};

bool wantsAll() {
    const char* all = std::getenv("DAIBAN_MODEL_ALL");
    return all != nullptr && *all != '\0';
}

const std::vector<std::vector<Sheet>>& routes() {
    static const std::vector<std::vector<Sheet>> all{
        {{"A", "B"}, {"B", "C"}, {"C", "A"}},  // a round
        {{"A", "B"}, {"A", "C"}, {"C", "A"}},  // one leaves twice
        {{"A", "B"}, {"B", "A"}, {"A", "B"}},  // to and fro
        {{"A", "B"}, {"A", "C"}, {"A", "B"}},  // three at once
        {{"A", "B"}, {"C", "B"}, {"B", "A"}},  // one from where it never was
    };
    return all;
}

struct Tally {
    std::int64_t interleavings = 0;
    std::int64_t steps = 0;
    std::int64_t violations = 0;
};

std::string wordsFor(const std::vector<Sheet>& sheets, const std::vector<Script>& scripts) {
    static constexpr std::array names{"out", "in", "refuse", "take-back", "undo-out", "undo-in", "close"};
    std::string words;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        words += " " + sheets[i].from + sheets[i].to + ":";
        for (const Move move : scripts[i]) words += std::string(" ") + names.at(static_cast<std::size_t>(move));
    }
    return words;
}

void walk(const std::vector<Sheet>& sheets, const std::vector<Script>& scripts, Tally& tally,
          const std::vector<std::size_t>& beginning = {}) {
    Walk one(sheets, scripts);
    one.run(beginning);
    EXPECT_EQ(one.violations, 0) << one.first << " on " << wordsFor(sheets, scripts);
    tally.interleavings += one.interleavings;
    tally.steps += one.steps;
    tally.violations += one.violations;
}

void tell(const char* what, const Tally& tally) {
    std::printf("%s: %lld interleavings, %lld scans, %lld violations\n", what,
                static_cast<long long>(tally.interleavings), static_cast<long long>(tally.steps),
                static_cast<long long>(tally.violations));
}

/// Every script of `length` different moves, closing last when it is among them.
std::vector<Script> scriptsOf(std::vector<Move> alphabet, std::size_t length) {
    std::ranges::sort(alphabet);
    std::vector<Script> scripts;
    do {
        Script script(alphabet.begin(), alphabet.begin() + static_cast<std::ptrdiff_t>(length));
        if (std::ranges::find(scripts, script) == scripts.end()) scripts.push_back(script);
    } while (std::ranges::next_permutation(alphabet).found);
    return scripts;
}

TEST(CustodyModel, EveryOrderOfScansOnTwoHandoffsLeavesOneHolderWhoTookIt) {
    const auto scripts = scriptsOf({Move::Out, Move::In, Move::Refuse, Move::TakeBack, Move::Close}, 3);
    Tally tally;
    for (const auto& sheets : routes())
        for (const Script& one : scripts)
            for (const Script& other : scripts) walk({sheets[0], sheets[1]}, {one, other}, tally);
    tell("two handoffs, all scripts of three", tally);
}

TEST(CustodyModel, EveryInterleavingOfThreeHandoffsLeavesOneHolderWhoTookIt) {
    const std::vector<Script> scripts{{Move::Out, Move::In, Move::Close},
                                      {Move::In, Move::Close, Move::Out},
                                      {Move::Out, Move::Refuse, Move::TakeBack},
                                      {Move::Out, Move::TakeBack, Move::In},
                                      {Move::Out, Move::In, Move::UndoIn},
                                      {Move::In, Move::Out, Move::UndoOut},
                                      {Move::Out, Move::UndoOut, Move::In}};
    const std::size_t stride = wantsAll() ? 1 : 5;  // the seven scripts and five routes all come in either way
    std::size_t number = 0;
    Tally tally;
    for (const auto& sheets : routes())
        for (const Script& one : scripts)
            for (const Script& second : scripts)
                for (const Script& third : scripts)
                    if (number++ % stride == 0) walk(sheets, {one, second, third}, tally);
    tell("three handoffs, three events each", tally);
}

/// The 17,153,136 interleavings of six events on each of three handoffs, parted by the sheets of their first three
/// scans: three of the 27 parts always, all of them when asked for.
class CustodyModelOfSixEvents : public testing::TestWithParam<int> {};

TEST_P(CustodyModelOfSixEvents, LeavesOneHolderWhoTookIt) {
    const Script script{Move::In, Move::Out, Move::Refuse, Move::TakeBack, Move::Close, Move::Out};
    const auto part = static_cast<std::size_t>(GetParam());
    Tally tally;
    walk(routes()[1], {script, script, script}, tally, {part / 9, part / 3 % 3, part % 3});
    tell("three handoffs, six events each", tally);
}

INSTANTIATE_TEST_SUITE_P(BeginningWith, CustodyModelOfSixEvents, testing::Range(0, 27, wantsAll() ? 1 : 11));

TEST(CustodyModel, AFolderThatWasSurplusAndTravelledOnIsNotMovedByALateSignature) {
    // The receiver scans it surplus on the first sheet, that closes; it travels out on the second, back on the third;
    // then the giver's late signature on the first.
    World world({{"A", "B"}, {"A", "C"}, {"C", "A"}});
    World::Undo undo;
    EXPECT_EQ(world.scan(0, Move::In, undo).kind, OutcomeKind::Surplus);
    world.close(0, undo);
    EXPECT_EQ(world.scan(1, Move::Out, undo).kind, OutcomeKind::Applied);
    EXPECT_EQ(world.scan(1, Move::In, undo).kind, OutcomeKind::Applied);
    EXPECT_EQ(world.scan(2, Move::Out, undo).kind, OutcomeKind::Applied);
    EXPECT_EQ(world.scan(2, Move::In, undo).kind, OutcomeKind::Applied);
    const Outcome late = world.scan(0, Move::Out, undo);
    EXPECT_EQ(late.kind, OutcomeKind::Refused);
    EXPECT_NE(late.sentence.text().find("又流转过"), std::string::npos);
    EXPECT_EQ(world.journey().whereabouts, (Whereabouts{"A", {}, {}}));
}

TEST(CustodyModel, WhatWasTakenBackAfterItWasSeenElsewhereIsNotMovedByALateSignature) {
    // The open sheet C to A could explain the journey back, were its scans still to come; the taking back says where the
    // thing is all the same.
    World world({{"A", "B"}, {"A", "C"}, {"C", "A"}});
    World::Undo undo;
    EXPECT_EQ(world.scan(0, Move::Out, undo).kind, OutcomeKind::Applied);
    world.scan(1, Move::In, undo);
    EXPECT_EQ(world.scan(0, Move::TakeBack, undo).kind, OutcomeKind::Applied);
    const Outcome late = world.scan(1, Move::Out, undo);
    EXPECT_EQ(late.kind, OutcomeKind::Refused);
    EXPECT_NE(late.sentence.text().find("又流转过"), std::string::npos);
    EXPECT_EQ(world.journey().whereabouts, (Whereabouts{"A", {}, {}}));
}

TEST(CustodyModel, AScanOnTheWrongSheetThatIsUndoneLeavesTheLateSignatureItsSay) {
    World world({{"A", "B"}, {"A", "C"}});
    World::Undo undo;
    EXPECT_EQ(world.scan(0, Move::Out, undo).kind, OutcomeKind::Applied);
    world.scan(1, Move::In, undo);
    EXPECT_EQ(world.scan(0, Move::UndoOut, undo).kind, OutcomeKind::Applied);
    EXPECT_EQ(world.scan(1, Move::Out, undo).kind, OutcomeKind::Applied);
    EXPECT_EQ(world.journey().whereabouts, (Whereabouts{"C", {}, {}}));
}

/// Scans of phones that were off the net: whatever order they arrive in, the journey is one.
class Phones {
  public:
    void add(std::size_t sheet, Side side, Verdict verdict) {
        const std::string device = std::to_string(sheet) + std::string(nameOf(side));
        const auto number = std::ranges::count(events_, device, [](const RecordedEvent& recorded) {
                                return recorded.event.order->device;
                            }) + 1;
        const std::string& party = side == Side::Giver ? sheets_[sheet].from : sheets_[sheet].to;
        events_.push_back({.event = {.id = base::EventId(std::to_string(events_.size())),
                                     .handoff = sheets_[sheet].id,
                                     .thing = "T",
                                     .side = side,
                                     .verdict = verdict,
                                     .reason = "r",
                                     .actor = {.account = device, .office = party, .roles = {}},
                                     .order = SenderOrder{device, number}},
                           .outcome = OutcomeKind::Applied,
                           .sentence = {},
                           .counts = true});
    }
    [[nodiscard]] std::size_t size() const { return events_.size(); }

    /// As they arrive one after the other; the last answer's journey.
    [[nodiscard]] Journey arriving(const std::vector<std::size_t>& order) const {
        Story story{.anchor = "A", .anchorSequence = 0, .passages = {}, .openRoutes = {}};
        std::int64_t sequence = 10;
        for (const std::size_t i : order) {
            RecordedEvent recorded = events_[i];
            recorded.event.sequence = ++sequence;
            place(story, recorded);
        }
        return journeyOf(story);
    }

  private:
    void place(Story& story, const RecordedEvent& recorded) const {
        for (auto& passage : story.passages)
            if (passage.handoff.id == recorded.event.handoff) {
                passage.events.push_back(recorded);
                return;
            }
        const auto sheet = std::ranges::find(sheets_, recorded.event.handoff, &Handoff::id);
        story.passages.push_back({.handoff = *sheet, .events = {recorded}, .dismissed = false});
    }

    static Handoff sheetOf(int i, const char* from, const char* to) {
        const std::string number = "H" + std::to_string(i);
        return {.id = base::HandoffId(number), .number = number, .from = from, .to = to, .courier = "c", .sequence = i};
    }
    std::vector<Handoff> sheets_{sheetOf(1, "A", "B"), sheetOf(2, "B", "C"), sheetOf(3, "C", "A")};
    std::vector<RecordedEvent> events_;
};

TEST(CustodyModel, EveryArrivalOfLateScansLeadsToOneJourney) {
    Phones phones;
    for (std::size_t sheet = 0; sheet < 2; ++sheet) {
        phones.add(sheet, Side::Giver, Verdict::SignedOut);
        phones.add(sheet, Side::Receiver, Verdict::Refused);
        phones.add(sheet, Side::Receiver, Verdict::SignedIn);
    }
    phones.add(2, Side::Giver, Verdict::SignedOut);
    phones.add(2, Side::Giver, Verdict::SignedIn);
    std::vector<std::size_t> order(phones.size());
    std::iota(order.begin(), order.end(), 0U);
    const Journey one = phones.arriving(order);
    EXPECT_EQ(one.whereabouts, (Whereabouts{"C", {}, {}}));
    int arrivals = 0;
    do {
        const Journey other = phones.arriving(order);
        EXPECT_EQ(other.whereabouts, one.whereabouts);
        EXPECT_EQ(other.lines, one.lines);
        ++arrivals;
    } while (std::ranges::next_permutation(order).found);
    EXPECT_EQ(arrivals, 40320);
}

}  // namespace
}  // namespace daiban::handoff
