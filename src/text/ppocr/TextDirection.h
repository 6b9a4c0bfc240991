#pragma once

#include <opencv2/core.hpp>

#include "text/TextReader.h"
#include "text/ppocr/Detector.h"
#include "text/ppocr/DirectionClassifier.h"
#include "text/ppocr/Recogniser.h"

namespace daiban::text::ppocr {

/// Which way a document's text runs. The boxes' shapes tell lines from columns; the classifier tells upright from
/// upside down, and the recogniser decides where one of the two is in doubt.
class TextDirection {
  public:
    TextDirection(const Detector& detector, const DirectionClassifier& classifier, const Recogniser& recogniser)
        : detector_(detector), classifier_(classifier), recogniser_(recogniser) {}

    [[nodiscard]] Orientation find(const cv::Mat& bgr) const;

  private:
    [[nodiscard]] Orientation decide(const cv::Mat& bgr, const std::vector<TextBox>& level) const;
    [[nodiscard]] Orientation byClassifier(const std::vector<cv::Mat>& strips, base::Turn along) const;
    [[nodiscard]] Orientation byReading(const std::vector<cv::Mat>& strips, base::Turn along) const;
    [[nodiscard]] double readability(const std::vector<cv::Mat>& strips) const;

    const Detector& detector_;
    const DirectionClassifier& classifier_;
    const Recogniser& recogniser_;
};

}  // namespace daiban::text::ppocr
