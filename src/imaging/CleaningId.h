#pragma once

#include <string>

#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"

namespace daiban::imaging {

/// What documents were found and flattened with, kept with everything that was made from them: "clean 4; find 1000
/// 0.01; flatten 300". The first number changes whenever the same page and options can give another picture.
[[nodiscard]] std::string cleaningId(const FindOptions& find, const FlattenOptions& flatten);

}  // namespace daiban::imaging
