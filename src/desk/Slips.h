#pragma once

#include <optional>
#include <string>

#include "cases/checklist/Checklist.h"
#include "desk/Parts.h"
#include "printing/slips/Slip.h"
#include "store/Records.h"

namespace daiban::desk {

/// What must be so before a slip says it.
enum class SlipDemand {
    None,
    SomethingToTell,    ///< something is missing or wrong
    SomethingToFollow,  ///< only what may follow against a promise is missing
    CertificateBack,    ///< the certificate is here to be signed for
};

/// What a person adds to what the books know; empty: a line to write on, or left blank.
struct SlipExtras {
    std::optional<base::Date> until;  ///< by which papers must follow
    std::string worker;               ///< 专属社工 who carries the case
    std::string phone;                ///< of the office
};

struct CaseSlip {
    printing::SlipContent content;
    cases::Checklist checklist;  ///< made anew from the pages, not saved
    std::size_t unread = 0;      ///< pages that the checklist does not know of yet
};

/// Slips (文书) filled with what the books know.
class Slips {
  public:
    explicit Slips(const Parts& parts) : parts_(parts) {}

    /// A slip of a case. The case gets its folder's label when it has none: its token is in the QR code. Throws
    /// Error{CheckFailed} when what the slip would say is not so.
    [[nodiscard]] CaseSlip ofCase(const staff::Actor& actor, const std::string& key, const printing::SlipDesign& design,
                                  SlipDemand demand, const SlipExtras& extras) const;
    /// A slip of a handoff. Throws Error{NotFound} when it has no sheet label.
    [[nodiscard]] printing::SlipContent ofHandoff(const staff::Actor& actor, const std::string& key,
                                                  const printing::SlipDesign& design) const;

  private:
    const Parts& parts_;
};

}  // namespace daiban::desk
