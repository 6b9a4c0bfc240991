#pragma once

#include "scanners/PageSource.h"

namespace daiban::scanners {

/// A document camera: "camera:/dev/video0"; a film of one does as well: "camera:FILE.avi". Takes each page by itself
/// when it lies still, flat and in focus (PageWatch), until so many are taken as were asked for or nothing is laid
/// under it for `paperPatience` (a minute where none is given). Source and dpi are ignored: the pages have no dpi. Of
/// the settings of the device, "still" is the number of still frames a page is taken after.
class CameraSource final : public PageSource {
  public:
    [[nodiscard]] std::vector<DeviceInfo> devices() override;
    [[nodiscard]] Capabilities capabilities(const std::string& device) override;
    int scan(const ScanOptions& options, const ScanTaker& taker) override;
};

}  // namespace daiban::scanners
