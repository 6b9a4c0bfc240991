#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "page/Page.h"

namespace daiban::scanners {

/// Auto: the feeder where paper lies in it, else the glass.
enum class ScanSource { Flatbed, Adf, AdfDuplex, Auto };
enum class ScanMode { Color, Gray, BlackWhite };

/// Names as the command line takes and prints them: "flatbed", "adf", "adf-duplex", "auto"; "color", "gray", "bw".
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
    /// The largest sheet of its sources, in millimetres; 0 where the device does not say. One with a feeder for long
    /// paper says metres.
    double width = 0, height = 0;
};

struct ScanOptions {
    std::string device{};
    ScanSource source = ScanSource::Flatbed;
    ScanMode mode = ScanMode::Color;
    double dpi = 300;
    int maxPages = 0;  ///< 0: until the feeder is empty (a flatbed gives one)
    /// How long an empty feeder is waited for until somebody puts paper in; Auto takes the glass at once.
    std::chrono::milliseconds paperPatience{0};
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
    /// Bytes a driver may take. A3 in colour at 1,200 dpi has 835 million, drivers that give 16 bits twice that, beside
    /// the page.
    std::int64_t memory = 8LL << 30;
};

/// How far a scan is.
struct ScanProgress {
    int page = 1;  ///< the one that comes now, from 1
    /// Of its lines, 0 to 1; nothing where the device does not know how long the page will be.
    std::optional<double> share{};
    bool waitsForPaper = false;
};

/// Who takes what a scan gives.
struct ScanTaker {
    template <class OnPage>
    requires std::is_invocable_r_v<bool, OnPage, page::Page> ScanTaker(
        OnPage take, std::function<bool(const ScanProgress&)> told = {})  // NOLINT: a function takes pages
        : onPage(std::move(take)), onProgress(std::move(told)) {}

    std::function<bool(page::Page)> onPage;  ///< false: no more pages
    /// A few times a second; false: stop now, in the middle of a page, which is not given then. May be empty.
    std::function<bool(const ScanProgress&)> onProgress;
};

/// One kind of scanner. Pages are handed over one by one as they come; those before an error stay with the caller.
class PageSource {
  public:
    virtual ~PageSource() = default;
    [[nodiscard]] virtual std::vector<DeviceInfo> devices() = 0;
    [[nodiscard]] virtual Capabilities capabilities(const std::string& device) = 0;
    /// Scans until the source is empty or the taker wants no more. Returns the number of pages given.
    /// Throws ScanError.
    virtual int scan(const ScanOptions& options, const ScanTaker& taker) = 0;
};

/// The source that knows `device`; the only place that names the backends. "folder:/path" is a folder whose picture
/// and PDF files are fed in the order of their names; every other name is SANE's. A scanner is let go of when its
/// source goes. Throws ScanError{NoDevice} for an empty name; whether the device is there is seen when it is used.
[[nodiscard]] std::unique_ptr<PageSource> openPageSource(const std::string& device, const ScanWorker& worker = {});
/// Devices of every backend.
[[nodiscard]] std::vector<DeviceInfo> allDevices(const ScanWorker& worker = {});

}  // namespace daiban::scanners
