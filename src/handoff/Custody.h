#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Id.h"
#include "base/Sentence.h"
#include "staff/Actor.h"

namespace daiban::handoff {

enum class Side { Giver, Receiver };
[[nodiscard]] std::string_view nameOf(Side side);  ///< "giver", "receiver"
[[nodiscard]] std::string_view chineseNameOf(Side side);
[[nodiscard]] std::optional<Side> sideNamed(std::string_view name);

enum class Verdict {
    SignedOut,  ///< 签出: the giver's alone
    SignedIn,   ///< 签入: the receiver takes it, or the giver takes back what did not arrive
    Refused,    ///< 拒收, with a reason: the receiver's alone
    Undone,     ///< 撤销, with a reason: an earlier scan of one's own side does not count any more
};
[[nodiscard]] std::string_view nameOf(Verdict verdict);  ///< "signed-out", "signed-in", "refused", "undone"
[[nodiscard]] std::string_view chineseNameOf(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdictNamed(std::string_view name);

enum class HandoffState { Open, Closed };
[[nodiscard]] std::string_view nameOf(HandoffState state);  ///< "open", "closed"

/// One journey of paper from one party to another (交接单).
struct Handoff {
    base::HandoffId id;
    std::string number;   ///< for people, "H-2026-000012-K"
    std::string from;     ///< the giving party: an office's code, or "@account" (Party.h)
    std::string to;       ///< the receiving party
    std::string courier;  ///< account of who carries; it may sign for the giving side
    HandoffState state = HandoffState::Open;
    std::int64_t closedAfter = 0;  ///< sequence of the closing; events after it settle differences
    std::int64_t sequence = 0;     ///< of the opening
    std::string outside{};         ///< why `courier` is the name of somebody without an account here; he signs nothing
};

/// The place of an event in what one device sent of one handoff. Only numbers of the same device and handoff compare.
struct SenderOrder {
    std::string device;
    std::int64_t number = 0;
    auto operator<=>(const SenderOrder&) const = default;
};

/// One thing scanned by one side of a handoff.
struct CustodyEvent {
    base::EventId id;  ///< the sender's
    base::HandoffId handoff;
    std::string thing;  ///< token id: 16 base32 characters
    Side side = Side::Giver;
    Verdict verdict = Verdict::SignedOut;
    std::string reason;  ///< of a refusal or an undoing
    staff::Actor actor;
    base::Instant senderTime{};  ///< kept, never believed
    std::int64_t sequence = 0;   ///< the server's; 0 before it is recorded
    /// Empty: a live scan, whose place is the server's sequence. Else it was made while nobody knew when it would
    /// arrive, and the place of its arrival means nothing.
    std::optional<SenderOrder> order{};
    base::EventId undoes{};  ///< of Verdict::Undone

    [[nodiscard]] bool live() const { return !order; }
    /// The same message, whenever the server took it.
    [[nodiscard]] bool saysTheSameAs(const CustodyEvent& other) const;
};

/// Where a thing is by the books: with a party, or carried from `desk` by a handoff (在途).
struct Whereabouts {
    std::string desk;             ///< party (Party.h)
    base::HandoffId inTransitBy;  ///< empty: with the party itself
    std::string courier{};        ///< account of who carries; empty unless in transit
    [[nodiscard]] bool inTransit() const { return !inTransitBy.empty(); }
    /// The one who has it: the party, or the courier of the handoff as a party.
    [[nodiscard]] std::string holder() const;
    bool operator==(const Whereabouts&) const = default;
};

enum class OutcomeKind {
    Applied,     ///< legal; the whereabouts are new
    Repeated,    ///< said before; nothing changes
    Surplus,     ///< 多件: with the receiver though the giver has not signed it out; noted, the books stay
    Impossible,  ///< it cannot be here by the books, or the label is unknown; noted, an alarm, the books stay
    Refused,     ///< not allowed now or not by this person; the books stay
};
[[nodiscard]] std::string_view nameOf(OutcomeKind kind);  ///< "applied", "repeated", ...
[[nodiscard]] std::optional<OutcomeKind> outcomeKindNamed(std::string_view name);

struct Outcome {
    OutcomeKind kind = OutcomeKind::Refused;
    base::Sentence sentence;  ///< for the clerk
    Whereabouts whereabouts;  ///< afterwards
    bool counts = false;      ///< the event is evidence of the journey from now on
};

struct RecordedEvent {
    CustodyEvent event;
    OutcomeKind outcome = OutcomeKind::Refused;  ///< the answer it got when it arrived
    base::Sentence sentence;
    bool counts = false;
};

/// What was scanned of one thing on one handoff.
struct Passage {
    Handoff handoff;
    std::vector<RecordedEvent> events;  ///< in any order
    bool dismissed = false;             ///< a person decided that these scans do not count
};

/// The way of a handoff that is open and on which the thing was not scanned: its scans may still be on their way.
struct OpenRoute {
    std::string from;
    std::string to;
    auto operator<=>(const OpenRoute&) const = default;
};

/// All that is known of one thing.
struct Story {
    std::string anchor;               ///< party where it was labelled, or where a person placed it last
    std::int64_t anchorSequence = 0;  ///< of the placing; 0: of the labelling. Handoffs opened before do not move it
    std::vector<Passage> passages;    ///< in any order
    std::vector<OpenRoute> openRoutes;
};

/// What the books say before an event.
struct CustodyScene {
    Handoff handoff;
    std::optional<Story> story;          ///< of the thing; empty: no such label is registered
    std::vector<RecordedEvent> earlier;  ///< this thing's in this handoff, in any order; also in the story
    // Who signed each side of this handoff; of the other side than the event's at least whether its actor did.
    std::vector<std::string> giverAccounts{};
    std::vector<std::string> receiverAccounts{};
};

/// Why `event.actor` may not sign this side of the handoff, in Chinese; empty: it may. The giver's side belongs to the
/// giving party or the courier it named, the receiver's to the receiving party; nobody signs both.
[[nodiscard]] base::Sentence whyMayNotSign(const CustodyScene& scene, const CustodyEvent& event);

/// The same of a signature that is drawn: `otherSide` are the accounts that signed the other side.
[[nodiscard]] base::Sentence whyMayNotSign(const Handoff& handoff, Side side, const staff::Actor& actor,
                                           const std::vector<std::string>& otherSide);

/// What an event does. Nothing is changed here: the caller records event, outcome and whereabouts together.
/// A live scan is held against the books as they are and refused when it does not fit. A scan that was sent late
/// always counts: the answer says how it fits into the journey as known now (Journey.h).
[[nodiscard]] Outcome apply(const CustodyScene& scene, const CustodyEvent& event);

}  // namespace daiban::handoff
