#pragma once

#include "web/Call.h"
#include "web/Response.h"

// Pages looked at for the archive: of a case, or of what came on a day.
namespace daiban::web {

[[nodiscard]] Response getQuality(const Call& call);    ///< with as=csv a table for a spreadsheet
[[nodiscard]] Response checkQuality(const Call& call);  ///< has machines look at a few pages more
[[nodiscard]] Response drawQualitySample(const Call& call);
[[nodiscard]] Response judgeQuality(const Call& call);

}  // namespace daiban::web
