#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response addPages(const Call& call);
[[nodiscard]] Response removePage(const Call& call);
[[nodiscard]] Response restorePage(const Call& call);
[[nodiscard]] Response readPageAgain(const Call& call);
[[nodiscard]] Response confirmDocument(const Call& call);
[[nodiscard]] Response overruleDocument(const Call& call);
[[nodiscard]] Response drawDocument(const Call& call);
[[nodiscard]] Response assignDocument(const Call& call);
[[nodiscard]] Response joinDocument(const Call& call);
[[nodiscard]] Response answerQuestion(const Call& call);

}  // namespace daiban::web
