#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "handoff/Custody.h"

namespace daiban::handoff {

/// How a thing stands on its handoff sheet.
enum class LineState {
    Confirmed,   ///< by both sides
    InTransit,   ///< 在途: signed out, not signed in, and the handoff is open
    Missing,     ///< 缺件: signed out, not signed in, and the handoff is closed
    Surplus,     ///< 多件: at the receiver's without the giver's signature
    Refused,     ///< 拒收
    TakenBack,   ///< the giver has it again
    Impossible,  ///< scanned though it cannot be there: forged, copied, or the books are wrong
    Dismissed,   ///< 已核销: a person decided that its scans do not count
};
[[nodiscard]] std::string_view nameOf(LineState state);  ///< "confirmed", "in-transit", "missing", ...
[[nodiscard]] std::string_view chineseNameOf(LineState state);
[[nodiscard]] std::optional<LineState> lineStateNamed(std::string_view name);
[[nodiscard]] bool isDifference(LineState state);

/// What both sides said of one thing on one handoff.
///
/// A function of the set of events: live ones are taken in the server's order; then those sent late, each device's in
/// its own order and the devices merged so that as much as possible makes sense (the giver's signature first, then
/// what the receiver said, a take-back last). When they arrived plays no part.
struct LineMarks {
    enum class Giver { Silent, SignedOut, TookBack };
    enum class Receiver { Silent, SignedIn, Refused };
    Giver giver = Giver::Silent;
    Receiver receiver = Receiver::Silent;
    std::string reason;              ///< of the receiver's refusal
    std::int64_t giverLive = 0;      ///< server's sequence of the giver's word, when it was a live scan
    std::int64_t receiverLive = 0;   ///< of the receiver's
    std::int64_t impossibleAt = 0;   ///< of a live scan of the giver that could not be

    [[nodiscard]] static LineMarks of(const std::vector<RecordedEvent>& events);
    /// Empty when nothing was said that counts. Missing for what is signed out and not in.
    [[nodiscard]] std::optional<LineState> state() const;
    bool operator==(const LineMarks&) const = default;
};

}  // namespace daiban::handoff
