#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Id.h"
#include "base/Sentence.h"
#include "handoff/CaseStatus.h"
#include "staff/Actor.h"

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
    std::string waiver{};        ///< a supervisor's reason to do without the agent's mandate
};

enum class PickupPicture { Signature, Photo, Authorization };
/// The id of a picture that belongs to a pickup: sent again, it is the page it was.
[[nodiscard]] base::PageId pictureOf(const base::EventId& pickup, PickupPicture picture);

/// What the pickup is held against.
struct PickupCase {
    CaseStatus status = CaseStatus::Received;
    std::string applicantName;
    std::string applicantIdNumber;
    bool certificatesHere = true;    ///< every labelled certificate of the case is on the community's desk
    bool authorizationFiled = true;  ///< the agent's mandate is among the papers of the case
    bool supervised = false;         ///< the one who hands it out is a supervisor
    /// What speaks against the agent's mandate as it was read; without a supervisor's reason it is none then.
    std::vector<base::Sentence> mandateFaults = {};
};

/// Everything that speaks against the pickup, as Chinese sentences for the counter; none: it may go ahead.
[[nodiscard]] std::vector<base::Sentence> problemsOf(const Pickup& pickup, const PickupCase& of);

/// Why a pickup may not be undone, in Chinese; empty: it may. Only by a supervisor, with a reason.
[[nodiscard]] base::Sentence whyMayNotUndoPickup(const staff::Actor& actor, std::string_view reason);

}  // namespace daiban::handoff
