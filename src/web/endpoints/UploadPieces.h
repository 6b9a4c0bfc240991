#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] std::unique_ptr<BodySink> beginUpload(const Call& call);
[[nodiscard]] std::unique_ptr<BodySink> continueUpload(const Call& call);
[[nodiscard]] Response getUpload(const Call& call);
[[nodiscard]] Response cancelUpload(const Call& call);

}  // namespace daiban::web
