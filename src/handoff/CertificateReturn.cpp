#include "handoff/CertificateReturn.h"

#include <algorithm>
#include <array>

#include "base/Sentence.h"
#include "base/Text.h"
#include "handoff/SameParty.h"

namespace daiban::handoff {

namespace {

constexpr std::array decisions{ReturnDecision::Confirmed, ReturnDecision::Rejected, ReturnDecision::NoCase};

/// The number of the paper itself, never a person's, the best first.
constexpr std::array<std::string_view, 7> numberFields{"certificate_number", "licence_number", "permit_number",
                                                       "passport_number",    "card_number",    "notice_number",
                                                       "credit_code"};
/// When the paper was made out, not the day it tells of: who retired or married long ago may have a new one.
constexpr std::array<std::string_view, 2> dateFields{"issue_date", "valid_from"};
constexpr std::array<std::string_view, 2> companyFields{"enterprise_name", "company_name"};

const documents::Field* firstOf(const documents::Fields& fields, const auto& names) {
    for (const std::string_view name : names)
        if (const auto found = fields.find(name); found != fields.end() && !found->second.value.empty())
            return &found->second;
    return nullptr;
}

bool isSameKind(const CertificateMark& one, const CertificateMark& other) {
    return !one.type.empty() && one.type == other.type;
}

/// Empty: what was read does not tell.
std::optional<bool> isSamePaper(const CertificateMark& one, const CertificateMark& other) {
    const bool numbers = !one.number.empty() && !other.number.empty();
    const bool dates = one.issued && other.issued;
    if (numbers && one.number != other.number) return false;
    if (dates) return one.issued == other.issued;  // an exchanged card may keep its number
    return std::nullopt;
}

}  // namespace

CertificateMark markOf(const documents::Document& paper) {
    CertificateMark mark;
    if (paper.classification.type != documents::unknownType) mark.type = paper.classification.type;
    if (const auto* number = firstOf(paper.fields, numberFields)) mark.number = comparableNumber(number->value);
    if (const auto* date = firstOf(paper.fields, dateFields))
        mark.issued = date->iso.empty() ? base::findDate(date->value) : base::parseIsoDate(date->iso);
    return mark;
}

std::string enterpriseNameOn(const std::vector<documents::Document>& papers) {
    for (const auto& paper : papers)
        if (const auto* name = firstOf(paper.fields, companyFields)) return name->value;
    return {};
}

Novelty noveltyOf(const CertificateMark& certificate, std::optional<base::Date> openedOn,
                  const std::vector<CertificateMark>& handedIn) {
    bool unclear = false;
    for (const CertificateMark& paper : handedIn) {
        if (!isSameKind(certificate, paper)) continue;
        const auto same = isSamePaper(certificate, paper);
        if (same == true) return Novelty::HandedIn;
        unclear = unclear || !same;
    }
    if (certificate.issued && openedOn && *certificate.issued < *openedOn) return Novelty::Older;
    return unclear ? Novelty::Unclear : Novelty::New;
}

std::string_view reasonFor(Novelty novelty) {
    switch (novelty) {
        case Novelty::New:
            return "";
        case Novelty::HandedIn:
            return "这是收件时交来的旧证，不是办出来的新证";
        case Novelty::Older:
            return "发证日期早于收件日期，不是本次办理的结果";
        case Novelty::Unclear:
            return "收件时交来过同类证照，读到的编号和日期分不出新旧，请人工核对";
    }
    return "";
}

std::string_view nameOf(ReturnDecision decision) {
    switch (decision) {
        case ReturnDecision::Confirmed:
            return "confirmed";
        case ReturnDecision::Rejected:
            return "rejected";
        case ReturnDecision::NoCase:
            return "no-case";
    }
    return "";
}

std::string_view chineseNameOf(ReturnDecision decision) {
    switch (decision) {
        case ReturnDecision::Confirmed:
            return "确认归档";
        case ReturnDecision::Rejected:
            return "不是本办件的证照";
        case ReturnDecision::NoCase:
            return "本站没有等待此证的办件";
    }
    return "";
}

std::optional<ReturnDecision> returnDecisionNamed(std::string_view name) {
    for (const ReturnDecision decision : decisions)
        if (name == nameOf(decision)) return decision;
    return std::nullopt;
}

base::Sentence whyNoCertificateLabel(CaseStatus status, std::string_view community, std::string_view desk) {
    const bool back = status == CaseStatus::AwaitingPickup || status == CaseStatus::PickedUp;
    if (status == CaseStatus::Closed) return base::Sentence("办件已关闭，不再贴证照标签。");
    if (back || (desk != community && status == CaseStatus::Circulating)) return {};
    return base::Sentence("证照还没有办出来：请先登记回证，再打印证照标签。");
}

base::Sentence whyNoDeliveryReceipt(CaseStatus status) {
    if (status == CaseStatus::AwaitingPickup || status == CaseStatus::PickedUp) return {};
    return status == CaseStatus::Closed ? base::Sentence("办件已关闭，没有待送达的证照。")
                                        : base::Sentence("证照还没有回到社区：请先登记回证，再打印送达回执。");
}

}  // namespace daiban::handoff
