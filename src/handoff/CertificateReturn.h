#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "documents/Document.h"
#include "handoff/CaseStatus.h"

namespace daiban::handoff {

/// What tells one certificate from another.
struct CertificateMark {
    std::string type;                  ///< document type code; empty: not known
    std::string number;                ///< comparable (SameParty.h); empty: not read
    std::optional<base::Date> issued;  ///< empty: not read
    bool operator==(const CertificateMark&) const = default;
};
[[nodiscard]] CertificateMark markOf(const documents::Document& paper);

/// The company's name on the first of these papers that bears one; empty when none does.
[[nodiscard]] std::string enterpriseNameOn(const std::vector<documents::Document>& papers);

/// How a certificate stands to the papers its applicant handed in.
enum class Novelty {
    New,       ///< issued since, or like none of them
    HandedIn,  ///< one of them
    Older,     ///< issued before the case was opened
    Unclear,   ///< one of its kind was handed in, and what was read does not tell them apart
};
[[nodiscard]] Novelty noveltyOf(const CertificateMark& certificate, std::optional<base::Date> openedOn,
                                const std::vector<CertificateMark>& handedIn);
[[nodiscard]] std::string_view reasonFor(Novelty novelty);  ///< Chinese; empty for New

/// What a person said of a certificate that came back.
enum class ReturnDecision {
    Confirmed,  ///< it is this case's
    Rejected,   ///< it is not this case's; ends an earlier confirmation
    NoCase,     ///< no case here waits for it
};
[[nodiscard]] std::string_view nameOf(ReturnDecision decision);  ///< "confirmed", "rejected", "no-case"
[[nodiscard]] std::string_view chineseNameOf(ReturnDecision decision);
[[nodiscard]] std::optional<ReturnDecision> returnDecisionNamed(std::string_view name);

/// Why a certificate of this case may get no label at `desk` yet, in Chinese; empty: it may. At the community only what
/// came back can be labelled; elsewhere what is being worked on.
[[nodiscard]] base::Sentence whyNoCertificateLabel(CaseStatus status, std::string_view community,
                                                   std::string_view desk);
/// Why no 送达回执 can be printed, in Chinese; empty: it can.
[[nodiscard]] base::Sentence whyNoDeliveryReceipt(CaseStatus status);

}  // namespace daiban::handoff
