#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <string>

namespace daiban::scanners {

/// Pictures of a camera or a film, one behind the other.
class Frames {
  public:
    virtual ~Frames() = default;
    /// 8-bit BGR. False: a film is at its end, a camera is gone.
    [[nodiscard]] virtual bool next(cv::Mat& frame) = 0;
};

/// Of a V4L2 device such as /dev/video0, at the most dots it has, or of a film. OpenCV's video library, which brings a
/// hundred others along and 90 ms of loading them, is loaded here and not before. Null: the device or the file is none
/// that can be opened. Throws Error{DependencyMissing} when the library is not there.
[[nodiscard]] std::unique_ptr<Frames> openFrames(const std::string& path, bool isCamera);

}  // namespace daiban::scanners
