#include <array>
#include <string_view>

#include "base/Sentence.h"
#include "base/Text.h"
#include "scanners/PageSource.h"
#include "scanners/ScanError.h"
#include "scanners/camera/CameraSource.h"
#include "scanners/folder/FolderSource.h"
#include "scanners/sane/SaneSource.h"
#include "scanners/worker/WorkerSource.h"

namespace daiban::scanners {
namespace {

template <class Source>
std::unique_ptr<PageSource> make() {
    return std::make_unique<Source>();
}

struct Backend {
    std::string_view prefix;  ///< of its device names
    std::unique_ptr<PageSource> (*make)();
};

/// The first whose prefix fits takes a device; SANE's names have any form, so it comes last.
constexpr std::array backends{
    Backend{"folder:", make<FolderSource>},
    Backend{"camera:", make<CameraSource>},
    Backend{"", make<SaneSource>},
};

}  // namespace

std::unique_ptr<PageSource> openPageSource(const std::string& device, const ScanWorker& worker) {
    if (device.empty())
        throw ScanError(ScanProblem::NoDevice,
                        base::Sentence("No scanner is named; \"daiban devices\" lists those that are there."));
    if (!worker.program.empty()) return std::make_unique<WorkerSource>(worker);
    for (const auto& backend : backends)
        if (base::startsWith(device, backend.prefix)) return backend.make();
    throw scanError(ScanProblem::NoDevice, device);
}

std::vector<DeviceInfo> allDevices(const ScanWorker& worker) {
    if (!worker.program.empty()) return WorkerSource(worker).devices();
    std::vector<DeviceInfo> all;
    for (const auto& backend : backends)
        for (auto& device : backend.make()->devices()) all.push_back(std::move(device));
    return all;
}

std::string nameOf(ScanSource source) {
    switch (source) {
        case ScanSource::Flatbed:
            return "flatbed";
        case ScanSource::Adf:
            return "adf";
        case ScanSource::AdfDuplex:
            return "adf-duplex";
        case ScanSource::Auto:
            return "auto";
    }
    return "";
}

std::string nameOf(ScanMode mode) {
    switch (mode) {
        case ScanMode::Color:
            return "color";
        case ScanMode::Gray:
            return "gray";
        case ScanMode::BlackWhite:
            return "bw";
    }
    return "";
}

}  // namespace daiban::scanners
