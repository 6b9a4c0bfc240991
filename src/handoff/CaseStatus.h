#pragma once

#include <optional>
#include <string_view>

namespace daiban::handoff {

/// Where a case stands on its way back to the resident.
enum class CaseStatus {
    Received,        ///< 收件: papers taken at the counter
    Circulating,     ///< 流转: its folder or certificate left the counter
    AwaitingPickup,  ///< 待领取: the certificate is back at the community
    PickedUp,        ///< 已领取
    Closed,          ///< 已关闭
};
[[nodiscard]] std::string_view nameOf(CaseStatus status);  ///< "received", "circulating", "awaiting-pickup", ...
[[nodiscard]] std::string_view chineseNameOf(CaseStatus status);
[[nodiscard]] std::optional<CaseStatus> caseStatusNamed(std::string_view name);

/// What moves a case from one status to another.
enum class CaseStep {
    FolderSentOut,
    CertificateSentOut,  ///< from the community's desk: a wrong certificate goes back
    CertificateReturned,
    ReturnWithdrawn,  ///< the certificate was not this case's after all
    PickedUp,
    PickupUndone,  ///< it was not picked up after all
    Archived,   ///< 归档, after the pickup
    Withdrawn,  ///< 撤件, by the resident
    SentBack,   ///< 退件, not accepted
};
[[nodiscard]] std::string_view nameOf(CaseStep step);
[[nodiscard]] std::string_view chineseNameOf(CaseStep step);
[[nodiscard]] std::optional<CaseStep> caseStepNamed(std::string_view name);

/// The status after `step`; empty when the step is not legal in `status`.
[[nodiscard]] std::optional<CaseStatus> after(CaseStatus status, CaseStep step);

}  // namespace daiban::handoff
