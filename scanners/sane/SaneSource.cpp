#include "scanners/sane/SaneSource.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

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

std::vector<ScanSource> sourcesOf(const SaneDevice& device) {
    const auto option = device.option(sourceSetting);
    if (!option) return {ScanSource::Flatbed};
    std::vector<ScanSource> found;
    const auto add = [&](ScanSource source) {
        if (std::find(found.begin(), found.end(), source) == found.end()) found.push_back(source);
    };
    for (const auto& name : option->texts)
        if (const auto source = sourceNamed(name)) add(*source);
    const bool feeds = std::find(found.begin(), found.end(), ScanSource::Adf) != found.end();
    if (feeds && duplexSetting(device)) add(ScanSource::AdfDuplex);
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
    if (std::find(offered.begin(), offered.end(), source) == offered.end())
        refuse(device, base::Sentence("from {}", nameOf(source)), namesOf(offered));
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

/// The bytes of a frame; empty optional when the device says that there is no paper after all.
std::optional<std::vector<std::uint8_t>> readFrame(SaneDevice& device, const FrameShape& shape, int pagesBefore) {
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
        if (bytes.size() > mostFrameBytes) throw scanError(ScanProblem::OutOfMemory, device.name(), pagesBefore);
    }
}

/// The next page's pixels; empty when there is no more paper.
std::optional<cv::Mat> readPage(SaneDevice& device, int pagesBefore) {
    PageFrames frames;
    try {
        for (bool first = true, last = false; !last; first = false) {
            if (device.start(pagesBefore) == SaneDevice::Step::NoPaper && first) return {};
            const auto shape = device.shape(pagesBefore);
            const auto bytes = readFrame(device, shape, pagesBefore);
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

int scanPages(SaneDevice& device, const ScanOptions& options, const std::function<bool(page::Page)>& take) {
    setSource(device, options.source);
    setMode(device, options.mode);
    double dpi = setDpi(device, options.dpi);
    setWholeSheet(device);
    setDeviceSettings(device, options);
    if (const auto option = dpiOption(device)) dpi = device.number(*option);

    const int most = options.source == ScanSource::Flatbed ? 1 : options.maxPages;
    int pages = 0;
    while (most == 0 || pages < most) {
        auto pixels = readPage(device, pages);
        if (!pixels) break;
        ++pages;
        if (!take({inMode(*pixels, options.mode), dpi, {options.device, pages, ""}})) return pages;
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
    return {sourcesOf(device), modesOf(device), dpisOf(device)};
}

SaneSource::SaneSource() = default;

SaneSource::~SaneSource() {
    letGo();
}

void SaneSource::letGo() {
    if (device_) device_->cancel();
    device_.reset();
}

int SaneSource::scan(const ScanOptions& options, const std::function<bool(page::Page)>& onPage) {
    letGo();
    device_ = std::make_unique<SaneDevice>(options.device);
    return scanPages(*device_, options, onPage);
}

}  // namespace daiban::scanners
