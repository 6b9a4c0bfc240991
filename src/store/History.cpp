#include <fmt/format.h>

#include <array>

#include "base/Json.h"
#include "handoff/Party.h"
#include "store/StoreImpl.h"

// The story of a case, for `track`.
namespace daiban::store {

namespace {

using base::Json;

std::string textOf(const Json& details, const char* name) {
    const auto found = details.find(name);
    if (found == details.end()) return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

std::string thingSentence(const Json& details) {
    return fmt::format("贴标签：{} {}", textOf(details, "kind") == "folder" ? "案卷袋" : "证照",
                       textOf(details, "short_number"));
}

std::string closingSentence(const Json& details) {
    const auto step = handoff::caseStepNamed(textOf(details, "step"));
    return fmt::format("办件关闭：{}", step ? chineseNameOf(*step) : "");
}

std::string pickupSentence(const Json& details) {
    const auto way = handoff::pickupWayNamed(textOf(details, "way"));
    std::string sentence = fmt::format("领取登记：{}", way ? chineseNameOf(*way) : "");
    if (const std::string waiver = textOf(details, "waiver"); !waiver.empty())
        sentence += "，无授权委托书，理由：" + waiver;
    return sentence;
}

std::string returnSentence(const Json& details) {
    const auto decision = handoff::returnDecisionNamed(textOf(details, "decision"));
    std::string sentence = !decision || *decision == handoff::ReturnDecision::Confirmed
                               ? std::string("证照回到社区，待领取")
                               : "回证：" + std::string(chineseNameOf(*decision));
    if (const std::string reason = textOf(details, "reason"); !reason.empty()) sentence += "，理由：" + reason;
    return sentence;
}

std::string applicantSentence(const Json& details) {
    const bool name = details.value("name", false);
    const bool number = details.value("number", false);
    return fmt::format("更正申请人{}，原因：{}", name && number ? "姓名和证件号码" : name ? "姓名" : "证件号码",
                       textOf(details, "reason"));
}

std::string settlementSentence(const Json& details) {
    const auto kind = handoff::settlementKindNamed(textOf(details, "kind"));
    std::string sentence = fmt::format("{} {}", textOf(details, "short_number"), kind ? chineseNameOf(*kind) : "");
    if (const std::string party = textOf(details, "party"); !party.empty())
        sentence += "：" + handoff::wordsFor(party);
    return sentence + "，原因：" + textOf(details, "reason");
}

std::string custodySentence(const Json& details, const handoff::RecordedEvent& recorded) {
    const auto& event = recorded.event;
    const bool takenBack = event.side == handoff::Side::Giver && event.verdict == handoff::Verdict::SignedIn;
    std::string sentence = fmt::format("{} {}{}：{} → {}（交接单 {}）", textOf(details, "short_number"),
                                       chineseNameOf(event.side), takenBack ? "退回签收" : chineseNameOf(event.verdict),
                                       textOf(details, "from"), textOf(details, "to"), textOf(details, "number"));
    if (!event.reason.empty()) sentence += "，原因：" + event.reason;
    if (recorded.outcome != handoff::OutcomeKind::Applied) sentence += "。" + recorded.sentence;
    return sentence;
}

struct Teller {
    std::string_view action;
    std::string (*tell)(const Json& details);
};

constexpr std::array tellers{
    Teller{"case.opened",
           [](const Json& d) {
               return fmt::format("收件：事项 {}，{} 页，{}", textOf(d, "item"), textOf(d, "pages"),
                                  textOf(d, "office"));
           }},
    Teller{"case.pages-added", [](const Json& d) { return fmt::format("补充材料 {} 页", textOf(d, "pages")); }},
    Teller{"case.situations-chosen",
           [](const Json& d) {
               const std::string chosen = textOf(d, "situations");
               return chosen.empty() ? std::string("情形改为：无") : fmt::format("情形改为：{}", chosen);
           }},
    Teller{"clock.stopped",
           [](const Json& d) {
               const auto reason = cases::stopReasonOf(textOf(d, "reason"));
               return fmt::format("自 {} 次日起停止计时：{}", textOf(d, "day"),
                                  reason ? cases::chineseNameOf(*reason) : "");
           }},
    Teller{"clock.resumed", [](const Json& d) { return fmt::format("自 {} 次日起恢复计时", textOf(d, "day")); }},
    Teller{"checklist.saved", [](const Json&) { return std::string("核对材料清单"); }},
    Teller{"thing.registered", thingSentence},
    Teller{"return.recorded", returnSentence},
    Teller{"pickup.recorded", pickupSentence},
    Teller{"pickup.undone", [](const Json& d) { return "撤销领取，原因：" + textOf(d, "reason"); }},
    Teller{"pickup.signed", [](const Json&) { return std::string("补登领取人签字"); }},
    Teller{"custody.settled", settlementSentence},
    Teller{"case.closed", closingSentence},
    Teller{"case.reopened", [](const Json& d) { return "办件重新打开，原因：" + textOf(d, "reason"); }},
    Teller{"case.applicant-corrected", applicantSentence},
    Teller{"case.page-removed", [](const Json& d) { return "移出页面一页，原因：" + textOf(d, "reason"); }},
    Teller{"personal.seen", [](const Json& /*d*/) { return std::string("查看了完整的证件号码"); }},
    Teller{"case.page-restored", [](const Json& d) { return "移出的页面放回，原因：" + textOf(d, "reason"); }},
};

std::string sentenceFor(Database& database, const AuditEntry& entry) {
    const Json details = base::parseJson(entry.content, "An audit entry").value("details", Json::object());
    if (entry.action == "custody.recorded")
        if (const auto row = database.row(sql("row.custody_event"), {{"id", entry.subject}}))
            return custodySentence(details, custodyFrom(*row));
    for (const Teller& teller : tellers)
        if (teller.action == entry.action) return teller.tell(details);
    return entry.action;
}

}  // namespace

std::vector<HistoryEntry> Store::history(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    (void)caseById(*snapshot, caseId);
    std::vector<HistoryEntry> story;
    for (const Row& row : snapshot->rows(sql("audit.ofCase"), {{"case_id", caseId.text()}})) {
        const AuditEntry entry = auditEntryFrom(row);
        story.push_back({.sequence = entry.sequence,
                         .at = entry.at,
                         .actor = entry.actor,
                         .action = entry.action,
                         .sentence = sentenceFor(*snapshot, entry)});
    }
    return story;
}

}  // namespace daiban::store
