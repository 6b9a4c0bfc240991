#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getPagePicture(const Call& call);
[[nodiscard]] Response getDocumentPicture(const Call& call);
[[nodiscard]] Response revealField(const Call& call);

}  // namespace daiban::web
