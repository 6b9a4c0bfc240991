#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Id.h"
#include "base/Sentence.h"
#include "documents/Document.h"
#include "documents/DocumentTypes.h"
#include "handoff/CertificateReturn.h"

namespace daiban::handoff {

/// A case that waits for its certificate.
struct OpenCase {
    base::CaseId caseId;
    std::string number;
    std::string applicantName;
    std::string applicantIdNumber;
    std::string item;            ///< code of the approval item
    std::string expectedType;    ///< document type code of its result; empty: the result is no known type
    std::string enterpriseName;  ///< of items for enterprises; else empty
    std::optional<base::Date> openedOn{};
    std::vector<CertificateMark> handedIn{};  ///< the papers its applicant handed in
};

/// A certificate that was confirmed for a case before.
struct ReturnedCertificate {
    base::CaseId caseId;
    CertificateMark mark;
};

enum class MatchVerdict {
    Certain,   ///< citizen number, name and type agree, it is new, and no second case fits as well
    Possible,  ///< a person must say yes
    None,      ///< looks alike but is another's or an old one: shown so that nobody takes it for a match
};
[[nodiscard]] std::string_view nameOf(MatchVerdict verdict);  ///< "certain", "possible", "none"

struct Match {
    OpenCase openCase;
    MatchVerdict verdict = MatchVerdict::None;
    int score = 0;                     ///< orders matches of one verdict
    std::vector<base::Sentence> reasons;  ///< Chinese, for the screen; they hold personal data: never for a log
    bool taken = false;                ///< it was confirmed for another case
};

/// Which open cases the certificate may belong to, best first. Cases that share nothing with it are left out.
/// Only a valid citizen number makes a match certain; a name alone never does, nor does anything make certain what the
/// applicant handed in himself, what was issued before, or what another case has already (`returned`).
[[nodiscard]] std::vector<Match> matchReturn(const documents::Document& certificate,
                                             const std::vector<OpenCase>& openCases,
                                             const documents::DocumentTypes& types,
                                             const std::vector<ReturnedCertificate>& returned = {});

/// Why a person may not say yes to this case, in Chinese; empty: he may. What does not match (also what was not read,
/// and a case that is not among the matches) needs his reason; what belongs to another case is that case's.
[[nodiscard]] base::Sentence whyNotConfirm(const std::vector<Match>& matches, const base::CaseId& caseId,
                                           std::string_view reason);

}  // namespace daiban::handoff
