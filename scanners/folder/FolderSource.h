#pragma once

#include "scanners/PageSource.h"

namespace daiban::scanners {

/// A folder as a feeder: "folder:/path". Its picture and PDF files are fed in the order of their names (2 before 10),
/// page by page; they stay where they are. Source and mode are ignored: files are as they are. `dpi` is that at which
/// PDF pages are drawn. Files that begin with a dot and files of other kinds are passed over, but not those that
/// are named like a picture or PDF and are none: they end the scan with ScanProblem::BadPage.
class FolderSource final : public PageSource {
  public:
    [[nodiscard]] std::vector<DeviceInfo> devices() override { return {}; }  ///< every folder is one
    [[nodiscard]] Capabilities capabilities(const std::string& device) override;
    int scan(const ScanOptions& options, const ScanTaker& taker) override;
};

}  // namespace daiban::scanners
