#pragma once

#include <filesystem>
#include <opencv2/core.hpp>

#include "text/ppocr/Network.h"

namespace daiban::text::ppocr {

/// PP-OCR's classifier of lines that stand upside down.
class DirectionClassifier {
  public:
    explicit DirectionClassifier(const std::filesystem::path& file) : network_(file) {}
    /// Probability, 0 to 1, that a horizontal strip (BGR, stripHeight high) is upside down.
    [[nodiscard]] double upsideDown(const cv::Mat& strip) const;

  private:
    Network network_;
};

}  // namespace daiban::text::ppocr
