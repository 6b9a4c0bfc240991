#include "page/SharedPixels.h"

#include "base/Error.h"
#include "process/SharedBytes.h"

namespace daiban::page {

namespace {

/// Lets a cv::Mat own memory that was mapped; as OpenCV's own bindings let it own an array of Python's.
class MappedMemory final : public cv::MatAllocator {
  public:
    /// `mat` shows `bytes` and keeps them from now on.
    void own(cv::Mat& mat, process::MappedBytes bytes) const {
        auto* const data = new cv::UMatData(this);
        data->data = data->origdata = reinterpret_cast<uchar*>(bytes.data());
        data->size = bytes.size();
        data->userdata = new process::MappedBytes(std::move(bytes));
        mat.u = data;
        mat.addref();
    }
    cv::UMatData* allocate(int dims, const int* sizes, int type, void* given, std::size_t* steps, cv::AccessFlag flags,
                           cv::UMatUsageFlags usage) const override {
        return cv::Mat::getStdAllocator()->allocate(dims, sizes, type, given, steps, flags, usage);
    }
    bool allocate(cv::UMatData* data, cv::AccessFlag flags, cv::UMatUsageFlags usage) const override {
        return cv::Mat::getStdAllocator()->allocate(data, flags, usage);
    }
    void deallocate(cv::UMatData* data) const override {
        if (data == nullptr) return;
        delete static_cast<process::MappedBytes*>(data->userdata);
        data->userdata = nullptr;
        delete data;
    }
};

const MappedMemory mappedMemory;

[[noreturn]] void refuse() {
    throw base::Error(base::ErrorKind::Unreadable,
                      base::Sentence("A helper handed over a picture that is none; try again."));
}

}  // namespace

SharedPixels shared(const cv::Mat& pixels) {
    const cv::Mat whole = pixels.isContinuous() ? pixels : pixels.clone();
    const std::string_view bytes(reinterpret_cast<const char*>(whole.data), whole.total() * whole.elemSize());
    return {whole.rows, whole.cols, whole.type(), process::sharedBytes(bytes)};
}

cv::Mat pixelsOf(const SharedPixels& shared) {
    if (shared.rows < 0 || shared.columns < 0 || (shared.type != CV_8UC1 && shared.type != CV_8UC3)) refuse();
    process::MappedBytes bytes(shared.memory);
    const auto size = static_cast<std::size_t>(shared.rows) * static_cast<std::size_t>(shared.columns) *
                      static_cast<std::size_t>(CV_ELEM_SIZE(shared.type));
    if (bytes.size() != size) refuse();
    if (size == 0) return {};
    cv::Mat pixels(shared.rows, shared.columns, shared.type, bytes.data());
    mappedMemory.own(pixels, std::move(bytes));
    return pixels;
}

}  // namespace daiban::page
