#include "text/ppocr/DirectionClassifier.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace daiban::text::ppocr {

double DirectionClassifier::upsideDown(const cv::Mat& strip) const {
    constexpr int width = 192;  // the network's fixed input; shorter strips are filled up, longer ones cut
    cv::Mat input;
    const cv::Mat part = strip.colRange(0, std::min(strip.cols, width));
    cv::copyMakeBorder(part, input, 0, 0, 0, width - part.cols, cv::BORDER_CONSTANT, cv::Scalar::all(127.5));
    const Tensor out = network_.run(tensorOf(input, {0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}));
    return out.values.at(1);
}

}  // namespace daiban::text::ppocr
