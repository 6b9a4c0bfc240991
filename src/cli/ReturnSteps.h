#pragma once

#include <string>
#include <vector>

#include "handoff/ReturnMatch.h"
#include "intake/readPage.h"
#include "store/Records.h"

namespace daiban::cli {

class Context;

/// A certificate on a scanned page and the cases it may belong to, best first.
struct CertificateMatches {
    int document = 0;  ///< of the page, from 0
    std::string type;
    std::vector<handoff::Match> matches;

    [[nodiscard]] bool certain() const {
        return !matches.empty() && matches.front().verdict == handoff::MatchVerdict::Certain;
    }
};

/// Every document of the page held against the cases that wait for a certificate.
[[nodiscard]] std::vector<CertificateMatches> matchesOf(Context& context, const intake::PageReading& reading);

/// Records that the certificate on page `number` of `file` is the case's.
void recordReturn(Context& context, const std::string& file, int number, const CertificateMatches& certificate,
                  const store::CaseRecord& record);

}  // namespace daiban::cli
