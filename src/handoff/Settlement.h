#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/Sentence.h"
#include "handoff/Custody.h"

namespace daiban::handoff {

/// How a person ends a difference or an alarm of one thing on one handoff.
enum class SettlementKind {
    Noted,      ///< 知悉: nothing more is to be done (lost for good, found out why); the books stay
    Dismissed,  ///< 核销: the scans of this thing on this handoff do not count
    Placed,     ///< 定位: the thing is here, whoever scanned what; it goes on with sheets opened from now on
};
[[nodiscard]] std::string_view nameOf(SettlementKind kind);  ///< "noted", "dismissed", "placed"
[[nodiscard]] std::string_view chineseNameOf(SettlementKind kind);
[[nodiscard]] std::optional<SettlementKind> settlementKindNamed(std::string_view name);

struct Settlement {
    base::EventId id;  ///< the sender's
    std::string thing;
    base::HandoffId handoff;  ///< whose line it ends; may be empty when placed
    SettlementKind kind = SettlementKind::Noted;
    std::string party;   ///< of Placed: the one that has it
    std::string reason;  ///< always needed
    staff::Actor actor;
};

/// Why it may not be, in Chinese; empty: it may. `handoff` is empty where none is named. A line is ended by an office
/// it concerns or a supervisor; a thing is placed at one's own desk, elsewhere only by a supervisor.
[[nodiscard]] base::Sentence whyMayNotSettle(const Settlement& settlement, const std::optional<Handoff>& handoff);

}  // namespace daiban::handoff
