#pragma once

#include <string>

#include "cases/checklist/Checklist.h"
#include "printing/slips/Slip.h"
#include "store/Records.h"

namespace daiban::cli {

class Context;

/// What a person adds to what the books know; empty: a line to write on, or left blank.
struct SlipExtras {
    std::string until;   ///< YYYY-MM-DD by which papers must follow
    std::string worker;  ///< 专属社工 who carries the case
    std::string phone;   ///< of the office
};

struct CaseSlip {
    printing::SlipContent content;  ///< all but its number
    cases::Checklist checklist;     ///< made anew from the pages, not saved
    std::size_t unread = 0;         ///< pages that the checklist does not know of yet
};

/// Everything a slip of a case may show. The case gets its folder's label when it has none: its token is in the QR
/// code. Throws Error{BadArguments} for a date that is none.
[[nodiscard]] CaseSlip slipOf(Context& context, const store::CaseRecord& record, const SlipExtras& extras);
/// Everything a slip of a handoff may show, but its number. Throws Error{NotFound} when it has no sheet label.
[[nodiscard]] printing::SlipContent slipOf(Context& context, const store::HandoffRecord& record);

}  // namespace daiban::cli
