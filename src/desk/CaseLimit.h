#pragma once

#include <string>

#include "base/Json.h"
#include "cases/deadlines/CaseDeadline.h"

namespace daiban::desk {

/// How a case stands to its promised time limit, counted from the day of intake without the days its clock stood still.
struct CaseLimit {
    enum class Standing {
        Running,
        NotAccepted,  ///< papers are missing: the limit does not run yet
        Done,         ///< the certificate is back, or the case is closed
    } standing = Standing::Done;
    cases::CaseDeadline deadline;  ///< of Running
};

}  // namespace daiban::desk
