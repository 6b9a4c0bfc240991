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

base::Sentence thingSentence(const Json& details) {
    return base::Sentence("贴标签：{} {}",
                          textOf(details, "kind") == "folder" ? base::Sentence("案卷袋") : base::Sentence("证照"),
                          textOf(details, "short_number"));
}

base::Sentence closingSentence(const Json& details) {
    const auto step = handoff::caseStepNamed(textOf(details, "step"));
    return base::Sentence("办件关闭：{}", base::word(step ? chineseNameOf(*step) : ""));
}

base::Sentence pickupSentence(const Json& details) {
    const auto way = handoff::pickupWayNamed(textOf(details, "way"));
    const base::Sentence said = base::Sentence("领取登记：{}", base::word(way ? chineseNameOf(*way) : ""));
    const std::string waiver = textOf(details, "waiver");
    return waiver.empty() ? said : base::Sentence("{}，无授权委托书，理由：{}", said, waiver);
}

base::Sentence returnSentence(const Json& details) {
    const auto decision = handoff::returnDecisionNamed(textOf(details, "decision"));
    const base::Sentence said = !decision || *decision == handoff::ReturnDecision::Confirmed
                                    ? base::Sentence("证照回到社区，待领取")
                                    : base::Sentence("回证：{}", base::word(chineseNameOf(*decision)));
    const std::string reason = textOf(details, "reason");
    return reason.empty() ? said : base::Sentence("{}，理由：{}", said, reason);
}

base::Sentence applicantSentence(const Json& details) {
    const bool name = details.value("name", false);
    const bool number = details.value("number", false);
    const base::Sentence what = name && number ? base::Sentence("姓名和证件号码")
                                : name         ? base::Sentence("姓名")
                                               : base::Sentence("证件号码");
    return base::Sentence("更正申请人{}，原因：{}", what, textOf(details, "reason"));
}

base::Sentence settlementSentence(const Json& details) {
    const auto kind = handoff::settlementKindNamed(textOf(details, "kind"));
    const base::Sentence how = base::word(kind ? chineseNameOf(*kind) : "");
    const std::string number = textOf(details, "short_number");
    const std::string reason = textOf(details, "reason");
    const std::string party = textOf(details, "party");
    return party.empty() ? base::Sentence("{} {}，原因：{}", number, how, reason)
                         : base::Sentence("{} {}：{}，原因：{}", number, how, handoff::wordsFor(party), reason);
}

base::Sentence custodySentence(const Json& details, const handoff::RecordedEvent& recorded) {
    const auto& event = recorded.event;
    const bool takenBack = event.side == handoff::Side::Giver && event.verdict == handoff::Verdict::SignedIn;
    base::Sentence said = base::Sentence(
        "{} {}{}：{} → {}（交接单 {}）", textOf(details, "short_number"), base::word(chineseNameOf(event.side)),
        takenBack ? base::Sentence("退回签收") : base::word(chineseNameOf(event.verdict)), textOf(details, "from"),
        textOf(details, "to"), textOf(details, "number"));
    if (!event.reason.empty()) said = base::Sentence("{}，原因：{}", said, event.reason);
    if (recorded.outcome != handoff::OutcomeKind::Applied) said = base::Sentence("{}。{}", said, recorded.sentence);
    return said;
}

base::Sentence refusalSentence(const Json& details) {
    const auto said = details.find("said");
    return base::Sentence("不允许：{}", said != details.end() ? base::sentenceFromJson(*said)
                                                              : base::Sentence::verbatim(textOf(details, "sentence")));
}

struct Teller {
    std::string_view action;
    base::Sentence (*tell)(const Json& details);
};

constexpr std::array tellers{
    Teller{"case.opened",
           [](const Json& d) {
               return base::Sentence("收件：事项 {}，{} 页，{}", textOf(d, "item"), textOf(d, "pages"),
                                     textOf(d, "office"));
           }},
    Teller{"case.pages-added", [](const Json& d) { return base::Sentence("补充材料 {} 页", textOf(d, "pages")); }},
    Teller{"case.situations-chosen",
           [](const Json& d) {
               const std::string chosen = textOf(d, "situations");
               return chosen.empty() ? base::Sentence("情形改为：无") : base::Sentence("情形改为：{}", chosen);
           }},
    Teller{"clock.stopped",
           [](const Json& d) {
               const auto reason = cases::stopReasonOf(textOf(d, "reason"));
               return base::Sentence("自 {} 次日起停止计时：{}", textOf(d, "day"),
                                     base::word(reason ? cases::chineseNameOf(*reason) : ""));
           }},
    Teller{"clock.resumed", [](const Json& d) { return base::Sentence("自 {} 次日起恢复计时", textOf(d, "day")); }},
    Teller{"checklist.saved", [](const Json&) { return base::Sentence("核对材料清单"); }},
    Teller{"thing.registered", thingSentence},
    Teller{"return.recorded", returnSentence},
    Teller{"pickup.recorded", pickupSentence},
    Teller{"pickup.undone", [](const Json& d) { return base::Sentence("撤销领取，原因：{}", textOf(d, "reason")); }},
    Teller{"pickup.reminded", [](const Json&) { return base::Sentence("已通知领取"); }},
    Teller{"pickup.signed", [](const Json&) { return base::Sentence("补登领取人签字"); }},
    Teller{"custody.settled", settlementSentence},
    Teller{"case.closed", closingSentence},
    Teller{"case.reopened",
           [](const Json& d) { return base::Sentence("办件重新打开，原因：{}", textOf(d, "reason")); }},
    Teller{"case.applicant-corrected", applicantSentence},
    Teller{"case.page-removed",
           [](const Json& d) { return base::Sentence("移出页面一页，原因：{}", textOf(d, "reason")); }},
    Teller{"page.added", [](const Json&) { return base::Sentence("存入一页"); }},
    Teller{"reading.saved", [](const Json&) { return base::Sentence("识别一页"); }},
    Teller{"correction.saved", [](const Json&) { return base::Sentence("更正识别结果"); }},
    Teller{"handoff.opened", [](const Json&) { return base::Sentence("开交接单"); }},
    Teller{"handoff.closed", [](const Json&) { return base::Sentence("结交接单"); }},
    Teller{"container.packed", [](const Json&) { return base::Sentence("装流转袋"); }},
    Teller{"print.queued", [](const Json&) { return base::Sentence("打印"); }},
    Teller{"person.erased", [](const Json&) { return base::Sentence("按要求删除个人信息"); }},
    Teller{"keys.remembered", [](const Json&) { return base::Sentence("启用新的标签密钥"); }},
    Teller{"key.withdrawn",
           [](const Json& d) {
               return base::Sentence("收回标签密钥 {}，原因：{}", textOf(d, "key"), textOf(d, "reason"));
           }},
    Teller{
        "label.alarm-raised",
        [](const Json& d) { return base::Sentence("{} 出示了密钥已作废的标签，已报警", textOf(d, "short_number")); }},
    Teller{"label.alarm-closed",
           [](const Json& d) {
               return base::Sentence("{} 作废标签的报警已处理，原因：{}", textOf(d, "short_number"),
                                     textOf(d, "reason"));
           }},
    Teller{"calendar.saved", [](const Json&) { return base::Sentence("更新工作日历"); }},
    Teller{"households.imported", [](const Json&) { return base::Sentence("导入户籍名册"); }},
    Teller{"model.saved",
           [](const Json& d) {
               return base::Sentence("保存办事规则 {} 第 {} 版，{} 起执行", textOf(d, "code"), textOf(d, "version"),
                                     textOf(d, "effective"));
           }},
    Teller{"model.withdrawn",
           [](const Json& d) {
               return base::Sentence("撤回办事规则 {} 第 {} 版", textOf(d, "code"), textOf(d, "version"));
           }},
    Teller{"account.added", [](const Json&) { return base::Sentence("新建账号"); }},
    Teller{"account.locked", [](const Json&) { return base::Sentence("停用账号"); }},
    Teller{"account.unlocked", [](const Json&) { return base::Sentence("启用账号"); }},
    Teller{"account.roles", [](const Json&) { return base::Sentence("更改账号的角色"); }},
    Teller{"account.password", [](const Json&) { return base::Sentence("更改口令"); }},
    Teller{"refused", refusalSentence},
    Teller{"personal.seen", [](const Json&) { return base::Sentence("查看了完整的证件号码"); }},
    Teller{"quality.checked", [](const Json&) { return base::Sentence("归档质检：机检"); }},
    Teller{"quality.drawn",
           [](const Json& d) {
               return base::Sentence("归档质检：{} 页中抽 {} 页", textOf(d, "pages"), textOf(d, "drawn"));
           }},
    Teller{"quality.judged", [](const Json&) { return base::Sentence("归档质检：判定一页抽检页"); }},
    Teller{"case.page-restored",
           [](const Json& d) { return base::Sentence("移出的页面放回，原因：{}", textOf(d, "reason")); }},
};

}  // namespace

base::Sentence sentenceFor(Database& database, const AuditEntry& entry) {
    const Json details =
        base::parseJson(entry.content, base::Sentence("An audit entry")).value("details", Json::object());
    if (entry.action == "custody.recorded")
        if (const auto row = database.row(sql("row.custody_event"), {{"id", entry.subject}}))
            return custodySentence(details, custodyFrom(*row));
    for (const Teller& teller : tellers)
        if (teller.action == entry.action) return teller.tell(details);
    return base::Sentence::verbatim(entry.action);
}

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
