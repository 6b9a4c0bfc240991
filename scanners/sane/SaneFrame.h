#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

namespace daiban::scanners {

/// What the bytes of one frame are. A page is one frame of all colours, or three of one colour each.
struct FrameShape {
    enum class Kind { Gray, Colour, Red, Green, Blue };
    Kind kind = Kind::Gray;
    bool last = true;      ///< no further frame belongs to the page
    int depth = 8;         ///< bits a sample: 1, 8 or 16 (in this computer's byte order)
    int bytesPerLine = 0;  ///< may be more than the pixels take
    int width = 0;
    int lines = -1;  ///< -1: seen at the end
};

/// Puts the frames of a page together.
class PageFrames {
  public:
    /// Throws std::invalid_argument when the shape or the amount of bytes makes no sense or does not fit the frames
    /// before. A frame with fewer lines than it said is as long as it came.
    void add(const FrameShape& shape, const std::vector<std::uint8_t>& bytes);
    /// 8-bit gray or BGR; empty when there was nothing.
    [[nodiscard]] cv::Mat pixels() const;

  private:
    cv::Mat whole_;
    cv::Mat planes_[3];  ///< blue, green, red
};

}  // namespace daiban::scanners
