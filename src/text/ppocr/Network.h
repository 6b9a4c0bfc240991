#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <vector>

namespace daiban::text::ppocr {

/// Numbers in C order with their shape.
struct Tensor {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

/// An image of 8-bit BGR as [1, 3, height, width]: each channel is value / 255, less `mean`, over `deviation`.
[[nodiscard]] Tensor tensorOf(const cv::Mat& bgr, const cv::Scalar& mean, const cv::Scalar& deviation);

/// A neural network with one input and one output, run on the calling thread alone. Safe for several threads at once.
class Network {
  public:
    /// Throws Error{DependencyMissing} when the file cannot be loaded.
    explicit Network(const std::filesystem::path& file);
    ~Network();
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    [[nodiscard]] Tensor run(Tensor input) const;

  private:
    struct Session;
    std::unique_ptr<Session> session_;
};

}  // namespace daiban::text::ppocr
