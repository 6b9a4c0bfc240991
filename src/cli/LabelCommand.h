#pragma once

#include <string>

#include "printing/labels/Label.h"
#include "store/Records.h"

namespace daiban::cli {

class Context;

/// What is printed on the label of a case's folder or certificate.
[[nodiscard]] printing::LabelContent contentOf(Context& context, const store::CaseRecord& record,
                                               const store::Thing& thing);

/// The token of an office's desk: always the same one for an office. Throws Error{NotFound} when there is no such
/// office.
[[nodiscard]] codes::LabelToken deskToken(Context& context, const std::string& office);

}  // namespace daiban::cli
