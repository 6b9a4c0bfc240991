#pragma once

#include <filesystem>
#include <opencv2/core.hpp>
#include <vector>

#include "base/Geometry.h"
#include "text/ppocr/Network.h"

namespace daiban::text::ppocr {

/// A run of text. The quad begins at the corner that is top-left when the box is tilted by less than 45 degrees.
struct TextBox {
    base::Quad quad;  ///< pixels of the image given
    double score = 0;

    [[nodiscard]] double width() const { return base::distance(quad[0], quad[1]); }
    [[nodiscard]] double height() const { return base::distance(quad[0], quad[3]); }
};

struct DetectorOptions {
    /// The image is brought to this many pixels. Characters wrong on every fourth specimen, before seals and
    /// watermarks were dealt with: 960 3.5 %, 1280 4.2 %, 1600 5.1 %; when they are larger than what the network
    /// knows, titles and watermarks fall to pieces.
    int longerSide = 960;
    double mostEnlarged = 1.5;  ///< but not enlarged by more
    double textFrom = 0.3;      ///< a pixel is text from this probability
    double boxFrom = 0.5;       ///< a box is kept from this mean probability
    double unclip = 1.6;        ///< how much of the text the network's shrunken kernels left out
};

/// PP-OCR's DB detector (Liao et al., Real-time Scene Text Detection with Differentiable Binarization, 2020).
class Detector {
  public:
    explicit Detector(const std::filesystem::path& file) : network_(file) {}
    [[nodiscard]] std::vector<TextBox> find(const cv::Mat& bgr, const DetectorOptions& options = {}) const;

  private:
    Network network_;
};

}  // namespace daiban::text::ppocr
