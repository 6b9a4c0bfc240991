#pragma once

#include <opencv2/core.hpp>

#include "process/Descriptor.h"

namespace daiban::page {

/// Pixels as they are handed to another process: in memory that both see, not through a pipe.
struct SharedPixels {
    int rows = 0;
    int columns = 0;
    int type = 0;  ///< OpenCV's, such as CV_8UC3
    process::Descriptor memory{};
};

/// Throws Error{StorageFailed} when there is no memory left.
[[nodiscard]] SharedPixels shared(const cv::Mat& pixels);
/// The same pixels without a copy. Throws Error{Unreadable} when they are not what was said of them.
[[nodiscard]] cv::Mat pixelsOf(const SharedPixels& shared);

}  // namespace daiban::page
