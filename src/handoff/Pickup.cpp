#include "handoff/Pickup.h"

#include <algorithm>
#include <array>

#include "base/Sentence.h"
#include "base/Text.h"
#include "base/Validators.h"
#include "cases/items/Applicant.h"
#include "handoff/SameParty.h"

namespace daiban::handoff {

namespace {

constexpr std::array ways{PickupWay::InPerson, PickupWay::ByAgent, PickupWay::ByPost};

/// A number in the citizen number's form must have its check character; passports and the like are let pass.
bool checkCharacterIsWrong(const std::string& number) {
    if (number.size() != 18) return false;
    const auto expected = base::citizenCheckCharacter(std::string_view(number).substr(0, 17));
    return expected && *expected != number.back();
}

void checkCase(const PickupCase& of, std::vector<base::Sentence>& problems) {
    if (of.status == CaseStatus::PickedUp)
        problems.emplace_back(base::Sentence("证照已经领取过。"));
    else if (of.status == CaseStatus::Closed)
        problems.emplace_back(base::Sentence("办件已关闭，不能领取。"));
    else if (of.status != CaseStatus::AwaitingPickup)
        problems.emplace_back(base::Sentence("证照还没有回到社区，不能领取。"));
    else if (!of.certificatesHere)
        problems.emplace_back(base::Sentence(
            "登记显示证照不在本社区：请先在交接单上签入；证照确实在手而签不了的，写明理由用“凭理由签收”登记。"));
}

void checkInPerson(const Pickup& pickup, const PickupCase& of, std::vector<base::Sentence>& problems) {
    if (!isSameName(pickup.personName, of.applicantName))
        problems.emplace_back(base::Sentence("领取人姓名与申请人不同：不是本人请选代领。"));
    if (of.applicantIdNumber.empty() && base::trimmed(pickup.personIdNumber).empty())
        problems.emplace_back(base::Sentence("请登记领取人的证件号码。"));
    if (!of.applicantIdNumber.empty() && !isSameNumber(pickup.personIdNumber, of.applicantIdNumber))
        problems.emplace_back(base::Sentence("领取人证件号码与申请人不同：不是本人请选代领。"));
}

void checkMandate(const Pickup& pickup, const PickupCase& of, std::vector<base::Sentence>& problems) {
    if (!base::trimmed(pickup.waiver).empty()) {
        if (!of.supervised) problems.emplace_back(base::Sentence("没有授权委托书而代领，只能由督办人员写明理由办理。"));
    } else if (pickup.authorization.empty()) {
        problems.emplace_back(base::Sentence("代领需要授权委托书，请先扫描；没有的，由督办人员写明理由办理。"));
    } else if (!of.authorizationFiled) {
        problems.emplace_back(base::Sentence("授权委托书不在本办件的材料里，请先把它收进办件。"));
    } else {
        for (const base::Sentence& fault : of.mandateFaults)
            problems.push_back(base::Sentence("{}；请换一份，或由督办人员写明理由办理。", fault));
    }
}

void checkAgent(const Pickup& pickup, const PickupCase& of, std::vector<base::Sentence>& problems) {
    const std::string number = comparableNumber(pickup.personIdNumber);
    if (number.empty())
        problems.emplace_back(base::Sentence("请登记代领人的证件号码。"));
    else if (isSameNumber(number, of.applicantIdNumber))
        problems.emplace_back(base::Sentence("代领人的证件号码就是申请人的：请选本人，或核对号码。"));
    else if (checkCharacterIsWrong(number))
        problems.emplace_back(base::Sentence("代领人的证件号码校验位不对，请核对。"));
    if (base::trimmed(pickup.relation).empty()) problems.emplace_back(base::Sentence("请登记代领人与申请人的关系。"));
    checkMandate(pickup, of, problems);
}

void checkPost(const Pickup& pickup, const PickupCase& of, std::vector<base::Sentence>& problems) {
    if (!isSameName(pickup.personName, of.applicantName))
        problems.emplace_back(base::Sentence("邮寄的收件人应是申请人。"));
    const bool ofAnother = !base::trimmed(pickup.personIdNumber).empty() && !of.applicantIdNumber.empty() &&
                           !isSameNumber(pickup.personIdNumber, of.applicantIdNumber);
    if (ofAnother) problems.emplace_back(base::Sentence("收件人的证件号码与申请人不同：请核对是不是同名的另一人。"));
    if (base::trimmed(pickup.postalNumber).empty()) problems.emplace_back(base::Sentence("请登记邮寄的运单号。"));
}

}  // namespace

std::string_view nameOf(PickupWay way) {
    switch (way) {
        case PickupWay::InPerson:
            return "in-person";
        case PickupWay::ByAgent:
            return "by-agent";
        case PickupWay::ByPost:
            return "by-post";
    }
    return "";
}

std::string_view chineseNameOf(PickupWay way) {
    switch (way) {
        case PickupWay::InPerson:
            return "本人";
        case PickupWay::ByAgent:
            return "代领";
        case PickupWay::ByPost:
            return "邮寄";
    }
    return "";
}

std::optional<PickupWay> pickupWayNamed(std::string_view name) {
    for (const auto way : ways)
        if (name == nameOf(way)) return way;
    return std::nullopt;
}

base::PageId pictureOf(const base::EventId& pickup, PickupPicture picture) {
    constexpr std::array names{"signature", "photo", "authorization"};
    return base::PageId(base::derivedUuid(pickup.text(), names.at(static_cast<std::size_t>(picture))));
}

base::Sentence whyMayNotUndoPickup(const staff::Actor& actor, std::string_view reason) {
    if (!actor.is(staff::Role::Supervisor)) return base::Sentence("撤销领取只能由督办人员办理。");
    return base::trimmed(reason).empty() ? base::Sentence("撤销领取要写明原因。") : base::Sentence();
}

std::vector<base::Sentence> problemsOf(const Pickup& pickup, const PickupCase& of) {
    std::vector<base::Sentence> problems;
    checkCase(of, problems);
    if (base::trimmed(pickup.personName).empty()) {
        problems.emplace_back(base::Sentence("请登记领取人姓名。"));
        return problems;
    }
    if (!cases::faultOfName(pickup.personName).empty())
        problems.emplace_back(base::Sentence("领取人姓名不像证件上的姓名（太长、含数字或不可见字符），请核对。"));
    constexpr std::size_t longestRelation = 20;  // characters
    if (base::countCodePoints(pickup.relation) > longestRelation ||
        (!pickup.relation.empty() && cases::holdsHidden(pickup.relation)))
        problems.emplace_back(base::Sentence("与申请人关系太长或含有不可见字符，请重新填写。"));
    switch (pickup.way) {
        case PickupWay::InPerson:
            checkInPerson(pickup, of, problems);
            break;
        case PickupWay::ByAgent:
            checkAgent(pickup, of, problems);
            break;
        case PickupWay::ByPost:
            checkPost(pickup, of, problems);
            break;
    }
    return problems;
}

}  // namespace daiban::handoff
