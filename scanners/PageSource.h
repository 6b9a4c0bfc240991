#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "page/Page.h"

namespace daiban::scanners {

enum class ScanSource { Flatbed, Adf, AdfDuplex };
enum class ScanMode { Color, Gray, BlackWhite };

/// Names as the command line takes and prints them: "flatbed", "adf", "adf-duplex"; "color", "gray", "bw".
[[nodiscard]] std::string nameOf(ScanSource source);
[[nodiscard]] std::string nameOf(ScanMode mode);

struct DeviceInfo {
    std::string name;   ///< what `scan --device` takes, e.g. "test:0", "folder:/path"
    std::string label;  ///< vendor and model for people
    std::string kind;   ///< "flatbed scanner", "virtual device", ...
};

struct Capabilities {
    std::vector<ScanSource> sources;
    std::vector<ScanMode> modes;
    std::vector<double> dpis;  ///< common values inside what the device offers
};

struct ScanOptions {
    std::string device{};
    ScanSource source = ScanSource::Flatbed;
    ScanMode mode = ScanMode::Color;
    double dpi = 300;
    int maxPages = 0;  ///< 0: until the feeder is empty (a flatbed gives one)
    /// Settings of the device itself by name, e.g. {"read-return-value", "SANE_STATUS_JAMMED"}.
    std::vector<std::pair<std::string, std::string>> deviceSettings{};
};

/// The program that works scanners for this one (`daiban worker scan`), so that no driver and no picture of a stranger
/// is met by it.
struct ScanWorker {
    std::filesystem::path program{};                  ///< daiban's own executable; empty: everything in this process
    std::chrono::milliseconds pagePatience{300'000};  ///< for each page: a lamp warms up, a feeder pulls again
    /// For a scanner to come to rest. It takes a driver milliseconds, one that moves its carriage home a second or two.
    std::chrono::milliseconds farewell{5'000};
};

/// One kind of scanner. Pages are handed over one by one as they come; those before an error stay with the caller.
class PageSource {
  public:
    virtual ~PageSource() = default;
    [[nodiscard]] virtual std::vector<DeviceInfo> devices() = 0;
    [[nodiscard]] virtual Capabilities capabilities(const std::string& device) = 0;
    /// Scans until the source is empty or `onPage` answers false. Returns the number of pages.
    /// Throws ScanError.
    virtual int scan(const ScanOptions& options, const std::function<bool(page::Page)>& onPage) = 0;
};

/// The source that knows `device`; the only place that names the backends. "folder:/path" is a folder whose picture
/// and PDF files are fed in the order of their names; every other name is SANE's. A scanner is let go of when its
/// source goes. Throws ScanError{NoDevice} for an empty name; whether the device is there is seen when it is used.
[[nodiscard]] std::unique_ptr<PageSource> openPageSource(const std::string& device, const ScanWorker& worker = {});
/// Devices of every backend.
[[nodiscard]] std::vector<DeviceInfo> allDevices(const ScanWorker& worker = {});

}  // namespace daiban::scanners
