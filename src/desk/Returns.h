#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "desk/Parts.h"
#include "handoff/ReturnMatch.h"
#include "intake/readPage.h"
#include "store/Records.h"

namespace daiban::desk {

/// A certificate on a scanned page and the cases it may belong to, best first.
struct CertificateCandidates {
    int document = 0;  ///< of the page, from 0
    std::string type;
    handoff::CertificateMark mark;
    std::vector<handoff::Match> matches;

    [[nodiscard]] bool certain() const {
        return !matches.empty() && matches.front().verdict == handoff::MatchVerdict::Certain;
    }
};

/// What is decided of the certificate on a page of a file.
struct ReturnRequest {
    base::EventId id;  ///< its sender's; empty: made from the file's bytes, so that the same scan is recorded once
    std::filesystem::path file;
    int page = 1;  ///< of the file
    CertificateCandidates certificate;
    handoff::ReturnDecision decision = handoff::ReturnDecision::Confirmed;
    std::string caseKey;  ///< empty: NoCase
    std::string reason;   ///< of a person who says yes to what does not match
};

struct ReturnAnswer {
    base::Sentence problem;  ///< not empty: nothing was recorded
    std::string caseNumber;  ///< empty: NoCase
};

/// Certificates that come back from the bureaus.
class Returns {
  public:
    explicit Returns(const Parts& parts) : parts_(parts) {}

    /// Every document of the page held against the cases that wait for a certificate.
    [[nodiscard]] std::vector<CertificateCandidates> match(const staff::Actor& actor,
                                                           const intake::PageReading& reading) const;
    /// Keeps the page and records what is decided.
    ReturnAnswer decide(const staff::Actor& actor, const ReturnRequest& request) const;

  private:
    [[nodiscard]] std::vector<handoff::OpenCase> openCases(const staff::Actor& actor) const;
    const Parts& parts_;
};

}  // namespace daiban::desk
