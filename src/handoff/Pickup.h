#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Id.h"
#include "handoff/CaseStatus.h"

namespace daiban::handoff {

enum class PickupWay { InPerson, ByAgent, ByPost };
[[nodiscard]] std::string_view nameOf(PickupWay way);         ///< "in-person", "by-agent", "by-post"
[[nodiscard]] std::string_view chineseNameOf(PickupWay way);  ///< 本人, 代领, 邮寄
[[nodiscard]] std::optional<PickupWay> pickupWayNamed(std::string_view name);

/// Who takes the certificate and how (领取登记).
struct Pickup {
    PickupWay way = PickupWay::InPerson;
    std::string personName;      ///< 领取人姓名; by post: the addressee
    std::string personIdNumber;  ///< 证件号码; by post: may be empty
    std::string relation;        ///< 与申请人关系: of an agent
    base::PageId authorization;  ///< 授权委托书: of an agent
    std::string postalNumber;    ///< 运单号: by post
    base::PageId signature;      ///< empty: none taken
    base::PageId photo;          ///< empty: none taken
};

/// What the pickup is held against.
struct PickupCase {
    CaseStatus status = CaseStatus::Received;
    std::string applicantName;
    std::string applicantIdNumber;
    bool certificatesHere = true;  ///< every labelled certificate of the case is on the community's desk
};

/// Everything that speaks against the pickup, as Chinese sentences for the counter; none: it may go ahead.
[[nodiscard]] std::vector<std::string> problemsOf(const Pickup& pickup, const PickupCase& of);

}  // namespace daiban::handoff
