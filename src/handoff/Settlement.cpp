#include "handoff/Settlement.h"

#include <array>

#include "base/Sentence.h"
#include "base/Text.h"
#include "handoff/Party.h"

namespace daiban::handoff {

namespace {

constexpr std::array kinds{SettlementKind::Noted, SettlementKind::Dismissed, SettlementKind::Placed};

bool overrules(const staff::Actor& actor) {
    return actor.is(staff::Role::Supervisor);
}

bool concerns(const Handoff& handoff, const staff::Actor& actor) {
    return !actor.office.empty() && (actor.office == handoff.from || actor.office == handoff.to);
}

}  // namespace

std::string_view nameOf(SettlementKind kind) {
    switch (kind) {
        case SettlementKind::Noted:
            return "noted";
        case SettlementKind::Dismissed:
            return "dismissed";
        case SettlementKind::Placed:
            return "placed";
    }
    return "";
}

std::string_view chineseNameOf(SettlementKind kind) {
    switch (kind) {
        case SettlementKind::Noted:
            return "知悉";
        case SettlementKind::Dismissed:
            return "核销";
        case SettlementKind::Placed:
            return "凭理由签收";
    }
    return "";
}

std::optional<SettlementKind> settlementKindNamed(std::string_view name) {
    for (const SettlementKind kind : kinds)
        if (name == nameOf(kind)) return kind;
    return std::nullopt;
}

base::Sentence whyMayNotSettle(const Settlement& settlement, const std::optional<Handoff>& handoff) {
    if (base::trimmed(settlement.reason).empty()) return base::Sentence("了结差异或疑点要写明原因。");
    if (settlement.kind == SettlementKind::Placed) {
        if (settlement.party.empty()) return base::Sentence("请说明这件现在在哪里。");
        const bool atOwnDesk = settlement.actor.office == settlement.party;
        return atOwnDesk || overrules(settlement.actor)
                   ? base::Sentence()
                   : base::Sentence("只能把件登记到自己的窗口；登记到别处要由督办人员办理。");
    }
    if (!handoff) return base::Sentence("请说明是哪一张交接单上的差异。");
    return concerns(*handoff, settlement.actor) || overrules(settlement.actor)
               ? base::Sentence()
               : base::Sentence("只有交接双方或督办人员可以了结这张交接单上的差异。");
}

}  // namespace daiban::handoff
