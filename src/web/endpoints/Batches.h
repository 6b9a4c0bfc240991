#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getBatches(const Call& call);
[[nodiscard]] Response openBatch(const Call& call);
[[nodiscard]] Response getBatch(const Call& call);
[[nodiscard]] Response addBatchPages(const Call& call);
[[nodiscard]] Response moveBatchPages(const Call& call);
[[nodiscard]] Response nameBatchSection(const Call& call);
[[nodiscard]] Response confirmBatchSection(const Call& call);
[[nodiscard]] Response takeBatch(const Call& call);
[[nodiscard]] Response takeBatchAsIntake(const Call& call);
[[nodiscard]] Response followBatch(const Call& call);

}  // namespace daiban::web
