#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "handoff/Custody.h"

namespace daiban::handoff {

/// How a thing stands on its handoff sheet.
enum class LineState {
    Confirmed,   ///< by both sides
    Missing,     ///< signed out, not signed in: on its way, or lost
    Surplus,     ///< 多件: at the receiver's without the giver's signature
    Refused,     ///< 拒收
    TakenBack,   ///< the giver has it again
    Impossible,  ///< scanned though it cannot be there: forged, copied, or the books are wrong
};
[[nodiscard]] std::string_view nameOf(LineState state);  ///< "confirmed", "missing", ...
[[nodiscard]] std::string_view chineseNameOf(LineState state);
[[nodiscard]] bool isDifference(LineState state);

/// What both sides said of one thing, with repeats and refused scans left out.
struct LineMarks {
    enum class Giver { Silent, SignedOut, TookBack };
    enum class Receiver { Silent, SignedIn, Refused };
    Giver giver = Giver::Silent;
    Receiver receiver = Receiver::Silent;
    std::string reason;
    bool impossible = false;  ///< some scan of it could not be

    void add(const RecordedEvent& recorded);
    [[nodiscard]] static LineMarks of(const std::vector<RecordedEvent>& events);
    /// Empty when nothing was said that counts.
    [[nodiscard]] std::optional<LineState> state() const;
};

struct ReportLine {
    std::string thing;
    LineState state = LineState::Confirmed;
    std::string reason;                ///< of a refusal
    std::optional<LineState> atClose;  ///< how it stood when the handoff was closed; empty while open
    bool suspicious = false;           ///< some scan of its label could not be; the label may be copied

    /// A difference at the closing that has found its end since.
    [[nodiscard]] bool settledLater() const;
};

struct HandoffReport {
    std::vector<ReportLine> lines;  ///< in the order the things were first scanned

    [[nodiscard]] std::size_t count(LineState state) const;
    [[nodiscard]] std::size_t differences() const;  ///< open ones
    /// "12 件：已确认 10，缺件 1，拒收 1"
    [[nodiscard]] std::string summary() const;
};

/// `events`: all of this handoff, by sequence.
[[nodiscard]] HandoffReport reportOf(const Handoff& handoff, const std::vector<RecordedEvent>& events);

enum class Differences { NotAllowed, Accepted };

struct CloseDecision {
    enum class Kind { Closes, AlreadyClosed, HasDifferences };
    Kind kind = Kind::Closes;
    std::string sentence;  ///< for the clerk, Chinese
};

/// Whether a handoff may be closed. A thing with a difference stays in transit until it is settled.
[[nodiscard]] CloseDecision mayClose(const Handoff& handoff, const HandoffReport& report, Differences differences);

}  // namespace daiban::handoff
