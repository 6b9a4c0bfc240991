#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "handoff/Journey.h"

namespace daiban::handoff {

struct ReportLine {
    std::string thing;
    LineState state = LineState::Confirmed;
    std::string reason;                ///< of a refusal
    std::optional<LineState> atClose;  ///< how it stood when the handoff was closed; empty while open
    Doubt doubt = Doubt::None;
    std::string settled;  ///< a person's reason why nothing more is to be done; empty: none was given

    [[nodiscard]] bool suspicious() const { return isAlarm(doubt); }
    /// Somebody has to do something about it.
    [[nodiscard]] bool isOpen() const { return isDifference(state) && settled.empty(); }
    /// A difference at the closing that has found its end since.
    [[nodiscard]] bool settledLater() const;
};

struct HandoffReport {
    std::vector<ReportLine> lines;  ///< in the order the things were first scanned

    [[nodiscard]] std::size_t count(LineState state) const;
    [[nodiscard]] std::size_t differences() const;  ///< open ones
    /// "12 件：已确认 10，缺件 1，拒收 1"
    [[nodiscard]] base::Sentence summary() const;
};

/// `lines` as the journeys tell them, by their first scans: what is signed out and not in is in transit as long as the
/// handoff is open.
[[nodiscard]] HandoffReport reportOf(const Handoff& handoff, std::vector<ReportLine> lines);

enum class Differences { NotAllowed, Accepted };

struct CloseDecision {
    enum class Kind { Closes, AlreadyClosed, HasDifferences };
    Kind kind = Kind::Closes;
    base::Sentence sentence;  ///< for the clerk
};

/// Whether a handoff may be closed. A thing with a difference stays in transit until it is settled.
[[nodiscard]] CloseDecision mayClose(const Handoff& handoff, const HandoffReport& report, Differences differences);

}  // namespace daiban::handoff
