#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response findHandoffs(const Call& call);
[[nodiscard]] Response findCouriers(const Call& call);
Response openHandoff(const Call& call);
Response closeLabelAlarm(const Call& call);
[[nodiscard]] Response getHandoff(const Call& call);
[[nodiscard]] Response scanOnHandoff(const Call& call);
[[nodiscard]] Response sendOfflineScans(const Call& call);
[[nodiscard]] Response readLabelPicture(const Call& call);
[[nodiscard]] Response undoScan(const Call& call);
[[nodiscard]] Response signHandoff(const Call& call);
[[nodiscard]] Response getHandoffSignature(const Call& call);
[[nodiscard]] Response closeHandoff(const Call& call);
[[nodiscard]] Response getHandoffSheet(const Call& call);
[[nodiscard]] Response getDiscrepancies(const Call& call);
[[nodiscard]] Response settle(const Call& call);

}  // namespace daiban::web
