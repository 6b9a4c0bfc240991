#pragma once

#include <string>

#include "base/Json.h"
#include "desk/Quality.h"

namespace daiban::cli {

class Context;

/// The whole report as one object.
[[nodiscard]] base::Json toJson(const desk::QualityReport& report);
/// For people and printers: counts, shares, what is wrong with which page, the sample, a line to sign on.
void say(Context& context, const desk::QualityReport& report);

}  // namespace daiban::cli
