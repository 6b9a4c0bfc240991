#pragma once

#include "printing/Label.h"
#include "store/Records.h"

namespace daiban::cli {

class Context;

/// What is printed on the label of a case's folder or certificate.
[[nodiscard]] printing::LabelContent contentOf(Context& context, const store::CaseRecord& record,
                                               const store::Thing& thing);

}  // namespace daiban::cli
