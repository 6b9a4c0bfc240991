#pragma once

#include "scanners/PageSource.h"

namespace daiban::scanners {

/// Scanners with a SANE driver. The whole glass or sheet is scanned, up to A3; what the device itself takes as
/// settings may be given in ScanOptions::deviceSettings and comes last.
class SaneSource final : public PageSource {
  public:
    [[nodiscard]] std::vector<DeviceInfo> devices() override;
    [[nodiscard]] Capabilities capabilities(const std::string& device) override;
    int scan(const ScanOptions& options, const std::function<bool(page::Page)>& onPage) override;
};

}  // namespace daiban::scanners
