#pragma once

#include "process/Worker.h"
#include "scanners/PageSource.h"

namespace daiban::scanners {

/// Every scanner, worked by `daiban worker scan`: drivers are foreign code. One that crashes or hangs costs no page
/// that came before, and one that hangs when it is to stop (SANE's own `test` kills its reader thread wherever it
/// stands, now and then with the lock of the memory in its hand) is ended when its time is over.
class WorkerSource final : public PageSource {
  public:
    explicit WorkerSource(const ScanWorker& worker);
    [[nodiscard]] std::vector<DeviceInfo> devices() override;
    [[nodiscard]] Capabilities capabilities(const std::string& device) override;
    int scan(const ScanOptions& options, const ScanTaker& taker) override;

  private:
    process::WorkerOptions options_;
};

}  // namespace daiban::scanners
