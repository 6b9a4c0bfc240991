#include "scanners/camera/CameraSource.h"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "base/Sentence.h"
#include "process/Descriptor.h"
#include "scanners/ScanError.h"
#include "scanners/camera/Frames.h"
#include "scanners/camera/PageWatch.h"

namespace daiban::scanners {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Seen = PageWatch::Seen;

constexpr std::string_view prefix = "camera:";
constexpr auto unlessAsked = 60s;
constexpr auto tellsEvery = 250ms;

std::string pathOf(const std::string& device) {
    return device.substr(std::min(prefix.size(), device.size()));
}

/// The name of a camera that gives pictures; empty: it is none (a device for its times, a TV card's output).
std::string cameraName(const process::Descriptor& file) {
    v4l2_capability can{};
    if (::ioctl(file.get(), VIDIOC_QUERYCAP, &can) != 0) return "";
    const auto of = (can.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? can.device_caps : can.capabilities;
    if ((of & V4L2_CAP_VIDEO_CAPTURE) == 0 || (of & V4L2_CAP_STREAMING) == 0) return "";
    const auto* name = reinterpret_cast<const char*>(can.card);
    return {name, ::strnlen(name, sizeof can.card)};
}

/// Whether it is a camera, or a film. Throws what keeps it from being used.
bool checkedIsCamera(const std::string& device) {
    const std::string path = pathOf(device);
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) throw scanError(ScanProblem::NoDevice, device);
    const process::Descriptor file(
        ::open(path.c_str(), (S_ISCHR(about.st_mode) ? O_RDWR : O_RDONLY) | O_NONBLOCK | O_CLOEXEC));
    if (!file.isOpen())
        throw scanError(errno == EACCES || errno == EPERM ? ScanProblem::AccessDenied
                        : errno == EBUSY                  ? ScanProblem::DeviceBusy
                                                          : ScanProblem::NoDevice,
                        device);
    if (S_ISCHR(about.st_mode) && cameraName(file).empty()) throw scanError(ScanProblem::NoDevice, device);
    if (!S_ISCHR(about.st_mode) && !S_ISREG(about.st_mode)) throw scanError(ScanProblem::NoDevice, device);
    return S_ISCHR(about.st_mode);
}

PageWatchOptions watchOptionsOf(const ScanOptions& options) {
    PageWatchOptions watch;
    for (const auto& [name, value] : options.deviceSettings) {
        const bool isNumber =
            !value.empty() && value.size() <= 3 && value.find_first_not_of("0123456789") == std::string::npos;
        if (name != "still" || !isNumber || std::stoi(value) < 2)
            throw scanError(ScanProblem::BadSetting, options.device);
        watch.stillFrames = std::stoi(value);
    }
    return watch;
}

page::Page pageFrom(const cv::Mat& frame, const ScanOptions& options, int number) {
    page::Page page{
        .pixels = {}, .dpi = 0, .provenance = {.source = options.device, .number = number, .inputHash = {}}};
    if (options.mode == ScanMode::Color) {
        page.pixels = frame.clone();
        return page;
    }
    cv::cvtColor(frame, page.pixels, cv::COLOR_BGR2GRAY);
    if (options.mode == ScanMode::BlackWhite)
        cv::adaptiveThreshold(page.pixels, page.pixels, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY, 51, 12);
    return page;
}

/// One look through the camera, from the first frame to the last.
class Watching {
  public:
    Watching(const ScanOptions& options, const ScanTaker& taker)
        : options_(options),
          taker_(taker),
          isCamera_(checkedIsCamera(options.device)),
          frames_(openFrames(pathOf(options.device), isCamera_)),
          watch_(watchOptionsOf(options)) {
        if (frames_) return;
        if (isCamera_) throw scanError(ScanProblem::DeviceBusy, options.device);
        throw ScanError(ScanProblem::BadPage,
                        base::Sentence("{} is no film that can be played; record it again.", pathOf(options.device)));
    }

    int run() {
        for (cv::Mat frame; frames_->next(frame);) {
            const Seen seen = watch_.look(frame);
            if (seen == Seen::NewPage && !give(frame)) return pages_;
            if (seen == Seen::Moving) stirred_ = Clock::now();
            if (!tell(seen)) return pages_;
            if (isCamera_ && Clock::now() - stirred_ > patience()) return ended();
        }
        if (isCamera_) throw scanError(ScanProblem::Offline, options_.device, pages_);
        return ended();
    }

  private:
    [[nodiscard]] std::chrono::milliseconds patience() const {
        return options_.paperPatience > 0ms ? options_.paperPatience : unlessAsked;
    }
    bool give(const cv::Mat& frame) {
        stirred_ = Clock::now();
        ++pages_;
        return taker_.onPage(pageFrom(frame, options_, pages_)) && pages_ != options_.maxPages;
    }
    bool tell(Seen seen) {
        const auto now = Clock::now();
        if (!taker_.onProgress || now - told_ < tellsEvery) return true;
        told_ = now;
        return taker_.onProgress({.page = pages_ + 1, .waitsForPaper = seen == Seen::Empty || seen == Seen::Taken});
    }
    [[nodiscard]] int ended() const {
        if (pages_ == 0)
            throw ScanError(
                ScanProblem::FeederEmpty,
                base::Sentence("No page was seen lying flat and still under {}; lay one on a desk of another "
                               "colour and take the hands away.",
                               options_.device));
        return pages_;
    }

    const ScanOptions& options_;
    const ScanTaker& taker_;
    bool isCamera_;
    std::unique_ptr<Frames> frames_;
    PageWatch watch_;
    int pages_ = 0;
    Clock::time_point stirred_ = Clock::now(), told_{};
};

}  // namespace

std::vector<DeviceInfo> CameraSource::devices() {
    std::vector<DeviceInfo> found;
    std::vector<fs::path> nodes;
    std::error_code none;
    for (fs::directory_iterator entry("/dev", none), end; !none && entry != end; entry.increment(none))
        if (entry->path().filename().string().starts_with("video")) nodes.push_back(entry->path());
    std::ranges::sort(nodes);
    for (const auto& node : nodes) {
        const process::Descriptor file(::open(node.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
        if (!file.isOpen()) continue;
        if (const auto name = cameraName(file); !name.empty())
            found.push_back({.name = std::string(prefix) + node.string(), .label = name, .kind = "document camera"});
    }
    return found;
}

Capabilities CameraSource::capabilities(const std::string& device) {
    (void)checkedIsCamera(device);
    return {{ScanSource::Flatbed}, {ScanMode::Color, ScanMode::Gray, ScanMode::BlackWhite}, {300}, 0, 0};
}

int CameraSource::scan(const ScanOptions& options, const ScanTaker& taker) {
    return Watching(options, taker).run();
}

}  // namespace daiban::scanners
