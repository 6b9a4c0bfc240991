#include "handoff/CaseStatus.h"

#include <array>

namespace daiban::handoff {

namespace {

template <class Value>
struct Names {
    Value value;
    std::string_view name;
    std::string_view chinese;
};

constexpr std::array statuses{
    Names<CaseStatus>{CaseStatus::Received, "received", "收件"},
    Names<CaseStatus>{CaseStatus::Circulating, "circulating", "流转"},
    Names<CaseStatus>{CaseStatus::AwaitingPickup, "awaiting-pickup", "待领取"},
    Names<CaseStatus>{CaseStatus::PickedUp, "picked-up", "已领取"},
    Names<CaseStatus>{CaseStatus::Closed, "closed", "已关闭"},
};

constexpr std::array steps{
    Names<CaseStep>{CaseStep::FolderSentOut, "folder-sent-out", "材料送出"},
    Names<CaseStep>{CaseStep::CertificateSentOut, "certificate-sent-out", "证照送出"},
    Names<CaseStep>{CaseStep::CertificateReturned, "certificate-returned", "证照回到社区"},
    Names<CaseStep>{CaseStep::ReturnWithdrawn, "return-withdrawn", "撤销回证"},
    Names<CaseStep>{CaseStep::PickedUp, "picked-up", "领取"},
    Names<CaseStep>{CaseStep::PickupUndone, "pickup-undone", "撤销领取"},
    Names<CaseStep>{CaseStep::Archived, "archived", "归档"},
    Names<CaseStep>{CaseStep::Withdrawn, "withdrawn", "撤件"},
    Names<CaseStep>{CaseStep::SentBack, "sent-back", "退件"},
};

template <class Table, class Value>
const auto& entryOf(const Table& table, Value value) {
    for (const auto& entry : table)
        if (entry.value == value) return entry;
    return table.front();
}

template <class Table>
auto valueNamed(const Table& table, std::string_view name) -> std::optional<decltype(table.front().value)> {
    for (const auto& entry : table)
        if (entry.name == name) return entry.value;
    return std::nullopt;
}

}  // namespace

std::string_view nameOf(CaseStatus status) {
    return entryOf(statuses, status).name;
}
std::string_view chineseNameOf(CaseStatus status) {
    return entryOf(statuses, status).chinese;
}
std::optional<CaseStatus> caseStatusNamed(std::string_view name) {
    return valueNamed(statuses, name);
}
std::string_view nameOf(CaseStep step) {
    return entryOf(steps, step).name;
}
std::string_view chineseNameOf(CaseStep step) {
    return entryOf(steps, step).chinese;
}
std::optional<CaseStep> caseStepNamed(std::string_view name) {
    return valueNamed(steps, name);
}

std::optional<CaseStatus> after(CaseStatus status, CaseStep step) {
    const bool open = status != CaseStatus::PickedUp && status != CaseStatus::Closed;
    switch (step) {
        case CaseStep::FolderSentOut:  // a folder still travels, to an archive, when all else is done
            return status == CaseStatus::Received ? CaseStatus::Circulating : status;
        case CaseStep::CertificateSentOut:
            return status == CaseStatus::AwaitingPickup || status == CaseStatus::Received ? CaseStatus::Circulating
                                                                                          : status;
        case CaseStep::CertificateReturned:
            if (open) return CaseStatus::AwaitingPickup;
            break;
        case CaseStep::PickedUp:
            if (status == CaseStatus::AwaitingPickup) return CaseStatus::PickedUp;
            break;
        case CaseStep::ReturnWithdrawn:
            if (open) return status == CaseStatus::AwaitingPickup ? CaseStatus::Circulating : status;
            break;
        case CaseStep::PickupUndone:
            if (status == CaseStatus::PickedUp) return CaseStatus::AwaitingPickup;
            break;
        case CaseStep::Archived:
            if (status == CaseStatus::PickedUp) return CaseStatus::Closed;
            break;
        case CaseStep::Withdrawn:
        case CaseStep::SentBack:
            if (open) return CaseStatus::Closed;
            break;
    }
    return std::nullopt;
}

}  // namespace daiban::handoff
