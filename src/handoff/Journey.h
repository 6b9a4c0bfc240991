#pragma once

#include <string>
#include <vector>

#include "handoff/LineMarks.h"

namespace daiban::handoff {

/// What speaks against a thing's scans on one handoff.
enum class Doubt {
    None,
    Waiting,   ///< makes sense only with scans that have not arrived yet, over sheets that are open
    Copied,    ///< no journey over the sheets there are explains it: the label may be copied
    TwoTakers  ///< both sides signed, and so did both sides of another handoff that left from the same place
};
[[nodiscard]] std::string_view nameOf(Doubt doubt);  ///< "none", "waiting", "copied-label", "two-takers"
[[nodiscard]] std::string_view chineseNameOf(Doubt doubt);
[[nodiscard]] Doubt doubtNamed(std::string_view name);
[[nodiscard]] inline bool isAlarm(Doubt doubt) {
    return doubt == Doubt::Copied || doubt == Doubt::TwoTakers;
}

struct JourneyLine {
    base::HandoffId handoff;
    LineMarks marks;
    bool onTrail = false;  ///< the journey led over it
    Doubt doubt = Doubt::None;
    bool dismissed = false;

    /// Empty when nothing was said that counts.
    [[nodiscard]] std::optional<LineState> state() const;
    bool operator==(const JourneyLine&) const = default;
};

struct Journey {
    Whereabouts whereabouts;
    std::string claimedAt;  ///< where the last receiver says it is, signed out to it or not; empty: on its way
    std::vector<JourneyLine> lines;   ///< one for each passage, by the opening of the handoffs
    std::vector<base::HandoffId> trail;  ///< handoffs that moved it, in order
    /// Server's sequence of the last live signature that moved it or took it back; a giver's that came after the
    /// receiver's moved it when the receiver signed. 0: none did.
    std::int64_t movedAt = 0;

    [[nodiscard]] const JourneyLine* line(const base::HandoffId& handoff) const;
    [[nodiscard]] bool hasAlarm() const;
};

/// The journey that explains most of what was scanned, and where it ends.
///
/// A function of the set of scans: of all ways to string the handoffs together from the anchor on, the one that uses
/// most live signatures of givers, then most signatures of givers, then most handoffs, with fewest signatures missing,
/// and of equals the one whose handoffs came first. A thing is where the last giver's signature on that way leads it:
/// with the receiver when that signed too, else with the courier. A receiver's signature without the giver's moves
/// nothing. Live scans bind: what was signed in before is not carried off earlier.
[[nodiscard]] Journey journeyOf(const Story& story);

}  // namespace daiban::handoff
