#include "staff/Verb.h"

#include <algorithm>
#include <array>

namespace daiban::staff {

namespace {

struct VerbWords {
    Verb verb;
    std::string_view name;
    std::string_view chineseName;
    std::string_view phrase;
};

constexpr std::array words{
    VerbWords{Verb::OpenCase, "open-case", "立案", "open a case"},
    VerbWords{Verb::AddPages, "add-pages", "添加页面", "add pages to a case"},
    VerbWords{Verb::RemovePage, "remove-page", "移出页面", "take a page out of a case"},
    VerbWords{Verb::Check, "check", "核对材料", "check a case's papers"},
    VerbWords{Verb::ConfirmPaper, "confirm-paper", "确认材料", "confirm a paper"},
    VerbWords{Verb::Overrule, "overrule", "改判材料", "overrule what is said of a paper"},
    VerbWords{Verb::CorrectReading, "correct-reading", "更正识别结果", "correct what was read"},
    VerbWords{Verb::CorrectApplicant, "correct-applicant", "更正申请人", "correct an applicant"},
    VerbWords{Verb::AdjustCorners, "adjust-corners", "调整裁切", "adjust a document's corners"},
    VerbWords{Verb::ChooseSituations, "choose-situations", "选择情形", "choose a case's situations"},
    VerbWords{Verb::StopClock, "stop-clock", "暂停计时", "stop a case's clock"},
    VerbWords{Verb::ResumeClock, "resume-clock", "恢复计时", "resume a case's clock"},
    VerbWords{Verb::CloseCase, "close-case", "结案", "close a case"},
    VerbWords{Verb::ReopenCase, "reopen-case", "重新打开办件", "reopen a case"},
    VerbWords{Verb::Notice, "notice", "出具告知单", "give a notice"},
    VerbWords{Verb::Receipt, "receipt", "出具收件凭证", "give a receipt"},
    VerbWords{Verb::Label, "label", "制作标签", "make a label"},
    VerbWords{Verb::Print, "print", "打印", "print"},
    VerbWords{Verb::OpenHandoff, "open-handoff", "开交接单", "open a handoff"},
    VerbWords{Verb::ScanHandoff, "scan-handoff", "扫码交接", "scan for a handoff"},
    VerbWords{Verb::CloseHandoff, "close-handoff", "关闭交接单", "close a handoff"},
    VerbWords{Verb::SettleHandoff, "settle-handoff", "处理交接差异", "settle a handoff's differences"},
    VerbWords{Verb::CloseAlarm, "close-alarm", "解除警报", "close an alarm"},
    VerbWords{Verb::UndoCustody, "undo-custody", "撤销交接记录", "undo a custody event"},
    VerbWords{Verb::ReceiveReturn, "receive-return", "接收证照", "receive a returned certificate"},
    VerbWords{Verb::ConfirmMatch, "confirm-match", "确认证照归属", "confirm a certificate's match"},
    VerbWords{Verb::RejectMatch, "reject-match", "否定证照归属", "reject a certificate's match"},
    VerbWords{Verb::PickUp, "pick-up", "办理领取", "record a pickup"},
    VerbWords{Verb::UndoPickup, "undo-pickup", "撤销领取", "undo a pickup"},
    VerbWords{Verb::Track, "track", "查询流转", "track a thing"},
    VerbWords{Verb::Search, "search", "检索办件", "search cases"},
    VerbWords{Verb::List, "list", "列出办件", "list cases"},
    VerbWords{Verb::Export, "export", "导出办件", "export a case"},
    VerbWords{Verb::SeeHouseholds, "see-households", "查看住户", "see households"},
    VerbWords{Verb::ReadAudit, "read-audit", "查看审计日志", "read the audit log"},
    VerbWords{Verb::InspectPages, "inspect-pages", "归档质检", "inspect pages for the archive"},
    VerbWords{Verb::TeachType, "teach-type", "教认材料类型", "teach a document type"},
    VerbWords{Verb::ForgetType, "forget-type", "撤销教认", "forget what was taught"},
    VerbWords{Verb::ManageAccounts, "manage-accounts", "管理账号", "manage accounts"},
    VerbWords{Verb::ManageHouseholds, "manage-households", "管理住户", "manage households"},
    VerbWords{Verb::ManageOffices, "manage-offices", "管理机构", "manage offices"},
    VerbWords{Verb::ManagePrinters, "manage-printers", "管理打印机", "manage printers"},
    VerbWords{Verb::DeletePerson, "delete-person", "删除个人信息", "delete a person's data"},
    VerbWords{Verb::ManageKeys, "manage-keys", "管理密钥", "manage keys"},
    VerbWords{Verb::ManageModels, "manage-models", "修改事项、证照类型和日历",
              "change items, document types and calendars"},
    VerbWords{Verb::Verify, "verify", "校验数据", "verify the data folder"},
    VerbWords{Verb::Backup, "backup", "备份数据", "back up the data folder"},
    VerbWords{Verb::Restore, "restore", "恢复数据", "restore the data folder"},
};

constexpr bool inOrder = [] {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i].verb != static_cast<Verb>(i)) return false;
    return true;
}();
static_assert(inOrder && words.back().verb == Verb::Restore, "a row for every verb, in the order of the enumeration");

const VerbWords& wordsOf(Verb verb) {
    return words.at(static_cast<std::size_t>(verb));
}

}  // namespace

std::string_view nameOf(Verb verb) {
    return wordsOf(verb).name;
}

std::string_view chineseNameOf(Verb verb) {
    return wordsOf(verb).chineseName;
}

std::string_view phraseOf(Verb verb) {
    return wordsOf(verb).phrase;
}

std::optional<Verb> verbNamed(std::string_view name) {
    const auto found = std::ranges::find(words, name, &VerbWords::name);
    return found == words.end() ? std::nullopt : std::optional(found->verb);
}

const std::vector<Verb>& allVerbs() {
    static const std::vector<Verb> all = [] {
        std::vector<Verb> verbs;
        for (const VerbWords& entry : words) verbs.push_back(entry.verb);
        return verbs;
    }();
    return all;
}

bool isAboutStation(Verb verb) {
    return verb >= Verb::ManageKeys;
}

}  // namespace daiban::staff
