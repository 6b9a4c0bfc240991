#pragma once

#include <memory>

#include "scanners/PageSource.h"

namespace daiban::scanners {

class SaneDevice;

/// Scanners with a SANE driver. The whole glass or sheet is scanned, up to A3; what the device itself takes as
/// settings may be given in ScanOptions::deviceSettings and comes last. Where a feeder can tell two sheets drawn in at
/// once from one, it is told to stop at them. The scanner is ours until this goes or scans
/// again; drivers may hang when they let go of it.
class SaneSource final : public PageSource {
  public:
    SaneSource();
    ~SaneSource() override;
    SaneSource(const SaneSource&) = delete;
    SaneSource& operator=(const SaneSource&) = delete;
    [[nodiscard]] std::vector<DeviceInfo> devices() override;
    [[nodiscard]] Capabilities capabilities(const std::string& device) override;
    int scan(const ScanOptions& options, const ScanTaker& taker) override;

  private:
    void letGo();

    std::unique_ptr<SaneDevice> device_;
};

}  // namespace daiban::scanners
