#pragma once

#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "desk/Handoffs.h"

// Signatures that were drawn for a handoff, for the screen and for its sheet.
namespace daiban::desk {

/// Who signed, oldest first.
[[nodiscard]] std::vector<SignedSheet> signedSheets(const Parts& parts, const handoff::Handoff& handoff);
/// The pixels of the blob, opened by a worker. Throws Error{StorageFailed} when it is gone.
[[nodiscard]] cv::Mat signaturePixels(const Parts& parts, const std::string& picture);

}  // namespace daiban::desk
