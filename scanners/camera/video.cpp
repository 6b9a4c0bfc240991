// A library of its own, loaded by openFrames when a camera is used.
#include <opencv2/videoio.hpp>

#include "scanners/camera/Frames.h"

namespace daiban::scanners {

namespace {

class VideoFrames final : public Frames {
  public:
    VideoFrames(const std::string& path, bool isCamera) {
        if (!isCamera) {
            capture_.open(path, cv::CAP_ANY);
            return;
        }
        capture_.open(path, cv::CAP_V4L2);
        // The camera takes what is nearest. As JPEG pictures go through USB 2 faster than as pixels.
        capture_.set(cv::CAP_PROP_FOURCC, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'));
        capture_.set(cv::CAP_PROP_FRAME_WIDTH, 4096);
        capture_.set(cv::CAP_PROP_FRAME_HEIGHT, 3072);
        capture_.set(cv::CAP_PROP_AUTOFOCUS, 1);
        capture_.set(cv::CAP_PROP_BUFFERSIZE, 2);
    }
    [[nodiscard]] bool isOpen() const { return capture_.isOpened(); }
    [[nodiscard]] bool next(cv::Mat& frame) override { return capture_.read(frame) && !frame.empty(); }

  private:
    cv::VideoCapture capture_;
};

}  // namespace
}  // namespace daiban::scanners

extern "C" daiban::scanners::Frames* daibanOpenVideo(const char* path, bool isCamera) {
    try {
        auto frames = std::make_unique<daiban::scanners::VideoFrames>(path, isCamera);
        return frames->isOpen() ? frames.release() : nullptr;
    } catch (const cv::Exception&) {
        return nullptr;
    }
}
