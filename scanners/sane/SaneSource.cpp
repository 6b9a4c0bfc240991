#include "scanners/sane/SaneSource.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <thread>

#include "base/Sentence.h"
#include "base/Text.h"
#include "scanners/ScanError.h"
#include "scanners/sane/SaneDevice.h"
#include "scanners/sane/SaneWords.h"

namespace daiban::scanners {
namespace {

constexpr std::array<double, 9> commonDpis{75, 100, 150, 200, 240, 300, 400, 600, 1200};
/// Feeders for long paper offer metres; A3 is 420 mm, tabloid 432.
constexpr double longestPaperMillimetres = 432;
/// A3 in colour at 1,200 dpi has 835 million bytes, in 16 bits twice that.
constexpr std::size_t mostFrameBytes = std::size_t{1'700'000'000};

// The names that the SANE standard (4.5) and its saneopts.h give to settings that many drivers have.
const std::string sourceSetting = "source", modeSetting = "mode", depthSetting = "depth", dpiSetting = "resolution";

[[noreturn]] void refuse(const SaneDevice& device, const base::Sentence& wish,
                         const std::vector<std::string>& offered) {
    const base::Sentence instead = offered.empty() ? base::Sentence("choose another")
                                                   : base::Sentence("it offers {}", base::joined(offered, ", "));
    throw ScanError(ScanProblem::BadSetting, base::Sentence("{} cannot scan {}; {}.", device.name(), wish, instead));
}

bool offersNumber(const SaneOption& option, double number) {
    if (!option.numbers.empty())
        return std::find(option.numbers.begin(), option.numbers.end(), number) != option.numbers.end();
    return option.least && number >= *option.least && number <= *option.most;
}

/// Epson's drivers choose one-sided or two-sided apart from the source, others by a switch.
std::optional<SaneOption> duplexSetting(const SaneDevice& device) {
    for (const auto* name : {"adf-mode", "duplex", "adf-duplex"})
        if (auto option = device.option(name)) return option;
    return {};
}

bool offers(const std::vector<ScanSource>& offered, ScanSource source) {
    return std::find(offered.begin(), offered.end(), source) != offered.end();
}

std::vector<ScanSource> sourcesOf(const SaneDevice& device) {
    const auto option = device.option(sourceSetting);
    if (!option) return {ScanSource::Flatbed};
    std::vector<ScanSource> found;
    const auto add = [&](ScanSource source) {
        if (std::find(found.begin(), found.end(), source) == found.end()) found.push_back(source);
    };
    for (const auto& name : option->texts)
        if (const auto source = sourceNamed(name)) add(*source);
    if (offers(found, ScanSource::Adf) && duplexSetting(device)) add(ScanSource::AdfDuplex);
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<ScanMode> modesOf(const SaneDevice& device) {
    const auto option = device.option(modeSetting);
    if (!option) return {ScanMode::Color, ScanMode::Gray};
    std::vector<ScanMode> found;
    for (const auto mode : {ScanMode::Color, ScanMode::Gray, ScanMode::BlackWhite})
        if (bestNameFor(mode, option->texts)) found.push_back(mode);
    const auto depth = device.option(depthSetting);
    const bool gray = std::find(found.begin(), found.end(), ScanMode::Gray) != found.end();
    const bool bits = depth && offersNumber(*depth, 1);
    if (gray && bits && found.back() != ScanMode::BlackWhite) found.push_back(ScanMode::BlackWhite);
    return found;
}

std::optional<SaneOption> dpiOption(const SaneDevice& device) {
    if (auto option = device.option(dpiSetting)) return option;
    return device.option("x-resolution");
}

std::vector<double> dpisOf(const SaneDevice& device) {
    const auto option = dpiOption(device);
    if (!option) return {};
    std::vector<double> found;
    std::copy_if(commonDpis.begin(), commonDpis.end(), std::back_inserter(found),
                 [&](double dpi) { return offersNumber(*option, dpi); });
    return found.empty() ? option->numbers : found;
}

template <class Wish>
std::vector<std::string> namesOf(const std::vector<Wish>& wishes) {
    std::vector<std::string> names;
    for (const auto wish : wishes) names.push_back(nameOf(wish));
    return names;
}

void setDuplex(SaneDevice& device, ScanSource source) {
    const auto option = duplexSetting(device);
    if (!option) return;
    const bool duplex = source == ScanSource::AdfDuplex;
    if (option->type == SaneOption::Type::Switch) return device.set(*option, std::string(duplex ? "yes" : "no"));
    for (const auto& name : option->texts)
        if ((sourceNamed(name) == ScanSource::AdfDuplex) == duplex) return device.set(*option, name);
}

void setSource(SaneDevice& device, ScanSource source) {
    const auto offered = sourcesOf(device);
    if (!offers(offered, source)) refuse(device, base::Sentence("from {}", nameOf(source)), namesOf(offered));
    const auto option = device.option(sourceSetting);
    if (!option) return;
    const auto choose = [&](ScanSource wanted) {
        const auto found = std::find_if(option->texts.begin(), option->texts.end(),
                                        [&](const std::string& name) { return sourceNamed(name) == wanted; });
        if (found != option->texts.end()) device.set(*option, *found);
        return found != option->texts.end();
    };
    if (!choose(source) && source == ScanSource::AdfDuplex) choose(ScanSource::Adf);
    if (source != ScanSource::Flatbed) setDuplex(device, source);
}

void setMode(SaneDevice& device, ScanMode mode) {
    const auto offered = modesOf(device);
    if (std::find(offered.begin(), offered.end(), mode) == offered.end())
        refuse(device, base::Sentence("in {}", nameOf(mode)), namesOf(offered));
    const auto option = device.option(modeSetting);
    if (!option) return;
    const auto name = bestNameFor(mode, option->texts);
    device.set(*option, name ? *name : *bestNameFor(ScanMode::Gray, option->texts));
    const auto depth = device.option(depthSetting);
    if (!depth) return;
    const double bits = mode != ScanMode::BlackWhite ? 8 : name ? 0 : 1;
    if (bits > 0 && offersNumber(*depth, bits)) device.set(*depth, bits);
}

/// Answers with the dpi the device takes it for.
double setDpi(SaneDevice& device, double dpi) {
    const auto option = dpiOption(device);
    if (!option) return 0;
    const bool anything = option->numbers.empty() && !option->least;
    if (!anything && !offersNumber(*option, dpi)) {
        std::vector<std::string> offered;
        for (const double common : dpisOf(device)) offered.push_back(std::to_string(std::lround(common)));
        refuse(device, base::Sentence("at {} dpi", std::lround(dpi)), offered);
    }
    device.set(*option, dpi);
    if (option->name != dpiSetting)
        if (const auto down = device.option("y-resolution")) device.set(*down, dpi);
    return device.number(*option);
}

void setWholeSheet(SaneDevice& device) {
    const auto setTo = [&](const char* name, bool far) {
        const auto option = device.option(name);
        if (!option || !option->least) return;
        const double end = option->inMillimetres ? std::min(*option->most, longestPaperMillimetres) : *option->most;
        device.set(*option, far ? end : *option->least);
    };
    // Some feeders clip the area to the paper they are told of.
    setTo("page-width", true);
    setTo("page-height", true);
    setTo("tl-x", false);
    setTo("tl-y", false);
    setTo("br-x", true);
    setTo("br-y", true);
}

void setDeviceSettings(SaneDevice& device, const ScanOptions& options) {
    for (const auto& [name, value] : options.deviceSettings) {
        const auto option = device.option(name);
        if (!option)
            throw ScanError(ScanProblem::BadSetting,
                            base::Sentence("{} has no setting {} now; leave it out or choose another mode or source.",
                                           device.name(), name));
        device.set(*option, value);
    }
}

/// Two sheets drawn in at once are one page too few. Names as SANE's drivers of feeders (fujitsu, canon_dr, epsonds)
/// give them; a device without them does not tell.
void stopAtTwoSheets(SaneDevice& device) {
    for (const auto* name : {"df-action", "df-thickness", "df-length", "double-feed-detection"}) {
        const auto option = device.option(name);
        if (!option) continue;
        if (option->type == SaneOption::Type::Switch) device.set(*option, std::string("yes"));
        for (const auto& text : option->texts)
            if (base::startsWith(text, "Stop")) device.set(*option, text);
    }
}

/// The taker wants no more in the middle of a page.
struct Stopped {};

/// Tells how far a scan is, a few times a second.
class Progress {
  public:
    explicit Progress(const ScanTaker& taker) : taker_(taker) {}
    /// Throws Stopped.
    void tell(const ScanProgress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if (!taker_.onProgress || now - told_ < std::chrono::milliseconds(200)) return;
        told_ = now;
        if (!taker_.onProgress(progress)) throw Stopped{};
    }

  private:
    const ScanTaker& taker_;
    std::chrono::steady_clock::time_point told_;
};

/// The bytes of a frame; empty optional when the device says that there is no paper after all.
std::optional<std::vector<std::uint8_t>> readFrame(SaneDevice& device, const FrameShape& shape, int pagesBefore,
                                                   Progress& progress) {
    std::vector<std::uint8_t> bytes;
    if (shape.lines > 0 && shape.bytesPerLine > 0)
        bytes.reserve(std::min(mostFrameBytes,
                               static_cast<std::size_t>(shape.lines) * static_cast<std::size_t>(shape.bytesPerLine)));
    while (true) {
        switch (device.read(bytes, pagesBefore)) {
            case SaneDevice::Step::EndOfFrame:
                return bytes;
            case SaneDevice::Step::NoPaper:
                return {};
            case SaneDevice::Step::Done:
                break;
        }
        ScanProgress now{.page = pagesBefore + 1};
        if (bytes.capacity() > 0 && shape.lines > 0)
            now.share = std::min(1.0, static_cast<double>(bytes.size()) / shape.bytesPerLine / shape.lines);
        progress.tell(now);
        if (bytes.size() > mostFrameBytes) throw scanError(ScanProblem::OutOfMemory, device.name(), pagesBefore);
    }
}

/// The next page's pixels; empty when there is no more paper.
std::optional<cv::Mat> readPage(SaneDevice& device, int pagesBefore, Progress& progress) {
    PageFrames frames;
    try {
        for (bool first = true, last = false; !last; first = false) {
            if (device.start(pagesBefore) == SaneDevice::Step::NoPaper && first) return {};
            const auto shape = device.shape(pagesBefore);
            const auto bytes = readFrame(device, shape, pagesBefore, progress);
            if (!bytes && first) return {};
            if (!bytes) throw scanError(ScanProblem::BadPage, device.name(), pagesBefore);
            frames.add(shape, *bytes);
            last = shape.last;
        }
    } catch (const std::invalid_argument&) {
        throw scanError(ScanProblem::BadPage, device.name(), pagesBefore);
    } catch (const std::bad_alloc&) {
        throw scanError(ScanProblem::OutOfMemory, device.name(), pagesBefore);
    }
    auto pixels = frames.pixels();
    if (pixels.empty()) throw scanError(ScanProblem::BadPage, device.name(), pagesBefore);
    return pixels;
}

cv::Mat inMode(const cv::Mat& pixels, ScanMode mode) {
    if (mode != ScanMode::Gray || pixels.channels() == 1) return pixels;
    cv::Mat gray;
    cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

/// The settings of a scan; gives the dpi that the device takes them for.
double setUp(SaneDevice& device, const ScanOptions& options, ScanSource source) {
    setSource(device, source);
    setMode(device, options.mode);
    double dpi = setDpi(device, options.dpi);
    setWholeSheet(device);
    stopAtTwoSheets(device);
    setDeviceSettings(device, options);
    if (const auto option = dpiOption(device)) dpi = device.number(*option);
    return dpi;
}

/// The first page, waited for as long as the options say; empty when no paper came.
std::optional<cv::Mat> firstPage(SaneDevice& device, const ScanOptions& options, Progress& progress) {
    const auto end = std::chrono::steady_clock::now() + options.paperPatience;
    while (true) {
        auto pixels = readPage(device, 0, progress);
        if (pixels || std::chrono::steady_clock::now() >= end) return pixels;
        device.cancel();  // drivers look at the feeder anew only after it
        progress.tell({.waitsForPaper = true});
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
    }
}

int scanPages(SaneDevice& device, const ScanOptions& options, const ScanTaker& taker) {
    const auto offered = sourcesOf(device);
    const bool chooses = options.source == ScanSource::Auto;
    auto source = options.source;
    if (chooses) source = offers(offered, ScanSource::Adf) || offered.empty() ? ScanSource::Adf : offered.front();
    const bool hasGlassToo = chooses && source == ScanSource::Adf && offers(offered, ScanSource::Flatbed);
    double dpi = setUp(device, options, source);
    Progress progress(taker);
    int pages = 0;
    try {
        auto pixels = hasGlassToo ? readPage(device, 0, progress) : firstPage(device, options, progress);
        if (!pixels && hasGlassToo) {
            device.cancel();
            source = ScanSource::Flatbed;
            dpi = setUp(device, options, source);
            pixels = readPage(device, 0, progress);
        }
        const int most = source == ScanSource::Flatbed ? 1 : options.maxPages;
        while (pixels) {
            ++pages;
            if (!taker.onPage({inMode(*pixels, options.mode), dpi, {options.device, pages, ""}})) return pages;
            if (most != 0 && pages >= most) return pages;
            pixels = readPage(device, pages, progress);
        }
    } catch (const Stopped&) {
        return pages;
    }
    if (pages == 0) throw scanError(ScanProblem::FeederEmpty, options.device);
    return pages;
}

}  // namespace

std::vector<DeviceInfo> SaneSource::devices() {
    return SaneLibrary().devices();
}

Capabilities SaneSource::capabilities(const std::string& name) {
    const SaneDevice device(name);
    const auto farEnd = [&](const char* side) {
        const auto option = device.option(side);
        return option && option->inMillimetres ? option->most.value_or(0) : 0;
    };
    return {sourcesOf(device), modesOf(device), dpisOf(device), farEnd("br-x"), farEnd("br-y")};
}

SaneSource::SaneSource() = default;

SaneSource::~SaneSource() {
    letGo();
}

void SaneSource::letGo() {
    if (device_) device_->cancel();
    device_.reset();
}

int SaneSource::scan(const ScanOptions& options, const ScanTaker& taker) {
    letGo();
    device_ = std::make_unique<SaneDevice>(options.device);
    return scanPages(*device_, options, taker);
}

}  // namespace daiban::scanners
