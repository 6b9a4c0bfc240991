#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/Id.h"
#include "documents/Document.h"

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
};

enum class MatchVerdict {
    Certain,   ///< citizen number, name and type agree, and no second case fits as well
    Possible,  ///< a person must say yes
    None,      ///< looks alike but is another's: shown so that nobody takes it for a match
};
[[nodiscard]] std::string_view nameOf(MatchVerdict verdict);  ///< "certain", "possible", "none"

struct Match {
    OpenCase openCase;
    MatchVerdict verdict = MatchVerdict::None;
    int score = 0;                     ///< orders matches of one verdict
    std::vector<std::string> reasons;  ///< Chinese, for the screen; they hold personal data: never for a log
};

/// Which open cases the certificate may belong to, best first. Cases that share nothing with it are left out.
/// Only a valid citizen number makes a match certain; a name alone never does.
[[nodiscard]] std::vector<Match> matchReturn(const documents::Document& certificate,
                                             const std::vector<OpenCase>& openCases);

}  // namespace daiban::handoff
