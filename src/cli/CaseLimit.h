#pragma once

#include <string>

#include "base/Json.h"
#include "cases/deadlines/CaseDeadline.h"
#include "cli/Context.h"
#include "store/Records.h"

namespace daiban::cli {

/// How a case stands to its promised time limit, counted from the day of intake without the days its clock stood still.
struct CaseLimit {
    enum class Standing {
        Running,
        NotAccepted,  ///< papers are missing: the limit does not run yet
        Done,         ///< the certificate is back, or the case is closed
    } standing = Standing::Done;
    cases::CaseDeadline deadline;  ///< of Running
};

[[nodiscard]] CaseLimit limitOf(Context& context, const store::CaseRecord& record);

/// "承诺办结日 2026-03-20  剩余工作日 4  正常"
[[nodiscard]] std::string textOf(const CaseLimit& limit);
/// null unless it runs, else as cases::toJson.
[[nodiscard]] base::Json toJson(const CaseLimit& limit);

}  // namespace daiban::cli
