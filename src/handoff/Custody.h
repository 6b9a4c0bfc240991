#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Id.h"
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
};
[[nodiscard]] std::string_view nameOf(Verdict verdict);  ///< "signed-out", "signed-in", "refused"
[[nodiscard]] std::string_view chineseNameOf(Verdict verdict);
[[nodiscard]] std::optional<Verdict> verdictNamed(std::string_view name);

enum class HandoffState { Open, Closed };
[[nodiscard]] std::string_view nameOf(HandoffState state);  ///< "open", "closed"

/// One journey of paper between two desks (交接单).
struct Handoff {
    base::HandoffId id;
    std::string number;   ///< for people, "H-2026-000012-K"
    std::string from;     ///< code of the giving office
    std::string to;       ///< code of the receiving office
    std::string courier;  ///< who carries
    HandoffState state = HandoffState::Open;
    std::int64_t closedAfter = 0;  ///< sequence of the closing; events after it settle differences
};

/// One thing scanned by one side of a handoff.
struct CustodyEvent {
    base::EventId id;  ///< the sender's
    base::HandoffId handoff;
    std::string thing;  ///< token id: 16 base32 characters
    Side side = Side::Giver;
    Verdict verdict = Verdict::SignedOut;
    std::string reason;  ///< of a refusal
    staff::Actor actor;
    base::Instant senderTime{};
    std::int64_t sequence = 0;  ///< the server's; 0 before it is recorded

    /// The same message, whenever the server took it.
    [[nodiscard]] bool saysTheSameAs(const CustodyEvent& other) const;
};

/// Where a thing is by the books: on a desk, or carried from `desk` by a handoff (在途).
struct Whereabouts {
    std::string desk;
    base::HandoffId inTransitBy;  ///< empty: on the desk
    [[nodiscard]] bool inTransit() const { return !inTransitBy.empty(); }
    bool operator==(const Whereabouts&) const = default;
};

enum class OutcomeKind {
    Applied,     ///< legal; the whereabouts are new
    Repeated,    ///< said before; nothing changes
    Surplus,     ///< 多件: on the receiver's desk though the giver has not signed it out; noted, the books stay
    Impossible,  ///< it cannot be here by the books, or the label is unknown; noted, the books stay
    Refused,     ///< not allowed now or not by this side; the books stay
};
[[nodiscard]] std::string_view nameOf(OutcomeKind kind);  ///< "applied", "repeated", ...
[[nodiscard]] std::optional<OutcomeKind> outcomeKindNamed(std::string_view name);

struct Outcome {
    OutcomeKind kind = OutcomeKind::Refused;
    std::string sentence;     ///< for the clerk, Chinese
    Whereabouts whereabouts;  ///< afterwards; unchanged unless Applied
};

struct RecordedEvent {
    CustodyEvent event;
    OutcomeKind outcome = OutcomeKind::Refused;
    std::string sentence;
};

/// What the books say before an event.
struct CustodyScene {
    Handoff handoff;
    std::optional<Whereabouts> whereabouts;  ///< of the thing; empty: no such label is registered
    std::vector<RecordedEvent> earlier;      ///< this thing's in this handoff, by sequence
};

/// What an event does. Nothing is changed here: the caller records event, outcome and whereabouts together.
/// Giver's and receiver's scans may come in either order: a surplus becomes confirmed when the giver signs it out.
[[nodiscard]] Outcome apply(const CustodyScene& scene, const CustodyEvent& event);

}  // namespace daiban::handoff
