#include "text/ppocr/Network.h"

#include <onnxruntime_cxx_api.h>

#include <array>
#include <new>
#include <opencv2/imgproc.hpp>
#include <string>
#include <string_view>

#include "base/Error.h"

namespace daiban::text::ppocr {

namespace {

/// One thread a run: pages are what is read in parallel, and threads that spin for work take cores from them.
Ort::SessionOptions quietOptions() {
    Ort::SessionOptions options;
    options.SetIntraOpNumThreads(1);
    options.SetInterOpNumThreads(1);
    options.AddConfigEntry("session.intra_op.allow_spinning", "0");
    options.AddConfigEntry("session.inter_op.allow_spinning", "0");
    options.SetGraphOptimizationLevel(GraphOptimizationLevel::ORT_ENABLE_ALL);
    options.SetLogSeverityLevel(4);
    // Every line has a width of its own: plans made for one shape are of no use to the next and only pile up.
    options.DisableMemPattern();
    options.DisableCpuMemArena();
    return options;
}

}  // namespace

Tensor tensorOf(const cv::Mat& bgr, const cv::Scalar& mean, const cv::Scalar& deviation) {
    Tensor tensor{{1, 3, bgr.rows, bgr.cols}, std::vector<float>(bgr.total() * 3)};
    std::array<cv::Mat, 3> channels;
    cv::split(bgr, channels.data());
    for (int i = 0; i < 3; ++i) {
        cv::Mat plane(bgr.size(), CV_32F, tensor.values.data() + bgr.total() * static_cast<std::size_t>(i));
        channels.at(static_cast<std::size_t>(i))
            .convertTo(plane, CV_32F, 1 / (255 * deviation[i]), -mean[i] / deviation[i]);
    }
    return tensor;
}

struct Network::Session {
    explicit Session(const std::filesystem::path& file)
        : environment(ORT_LOGGING_LEVEL_FATAL, "daiban"), session(environment, file.c_str(), quietOptions()) {
        const Ort::AllocatorWithDefaultOptions allocator;
        input = session.GetInputNameAllocated(0, allocator).get();
        output = session.GetOutputNameAllocated(0, allocator).get();
    }

    Ort::Env environment;  // the library keeps one for all
    Ort::Session session;
    std::string input;
    std::string output;
};

Network::Network(const std::filesystem::path& file) {
    try {
        session_ = std::make_unique<Session>(file);
    } catch (const Ort::Exception&) {
        throw base::Error(
            base::ErrorKind::DependencyMissing,
            base::Sentence("The text recognition file {} cannot be loaded; run scripts/fetch-ocr to install it again.",
                           file.string()));
    }
}

Network::~Network() = default;

Tensor Network::run(Tensor input) const {
    const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    const Ort::Value in = Ort::Value::CreateTensor<float>(memory, input.values.data(), input.values.size(),
                                                          input.shape.data(), input.shape.size());
    const char* inputName = session_->input.c_str();
    const char* outputName = session_->output.c_str();
    try {
        const auto out = session_->session.Run(Ort::RunOptions{nullptr}, &inputName, &in, 1, &outputName, 1);
        const auto shape = out.front().GetTensorTypeAndShapeInfo();
        const float* values = out.front().GetTensorData<float>();
        return {shape.GetShape(), std::vector<float>(values, values + shape.GetElementCount())};
    } catch (const Ort::Exception& e) {
        // The runtime makes words of it; whoever limits memory must know it from a damaged model.
        const std::string_view words = e.what();
        for (const auto* lack : {"bad_alloc", "ailed to allocate memory"})
            if (words.find(lack) != std::string_view::npos) throw std::bad_alloc();
        throw base::Error(base::ErrorKind::Other,
                          base::Sentence("Text recognition stopped ({}); read the page again.", e.what()));
    }
}

}  // namespace daiban::text::ppocr
