#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "desk/Batches.h"
#include "desk/Intakes.h"
#include "desk/Parts.h"
#include "scanners/PageSource.h"

namespace daiban::desk {

enum class KeptPage { New, ThereAlready };

/// Scanners of the station, and what they scan for an intake.
class Scanning {
  public:
    Scanning(const Parts& parts, scanners::ScanWorker worker)
        : parts_(parts), intakes_(parts), batches_(parts), worker_(std::move(worker)) {}

    /// Looks for those that are there now, which takes seconds; what was found is remembered.
    [[nodiscard]] std::vector<scanners::DeviceInfo> devices() const;
    /// What was found last, if that was within five minutes; else looks: every counter asks when it begins an intake.
    [[nodiscard]] std::vector<scanners::DeviceInfo> known() const;
    /// Whether it is one of those that were found last: a name somebody sends names no folder and no device of his own.
    [[nodiscard]] bool knows(const std::string& device) const;
    /// Scans into an intake until the source is empty or somebody answers false; each page is on the disk when
    /// `onKept` is told of it. `id`: the scan's sender's; one that goes on after a jam has an id of its own. Throws
    /// scanners::ScanError; pages before it are kept.
    int scan(const staff::Actor& actor, const store::IntakeId& intake, const base::BatchId& id,
             const scanners::ScanOptions& options, const std::function<bool(const base::PageId&)>& onKept,
             const std::function<bool(const scanners::ScanProgress&)>& onProgress = {}) const;

    /// The same into a batch. A folder that is fed again, after a crash, gives what was not kept yet: its pages are
    /// known by what is on them. Of a scanner everything is new, and whoever feeds it goes on behind the last page
    /// kept.
    int scanBatch(const staff::Actor& actor, const base::BatchId& batch, const base::EventId& id,
                  const scanners::ScanOptions& options,
                  const std::function<bool(const base::PageId&, KeptPage)>& onKept,
                  const std::function<bool(const scanners::ScanProgress&)>& onProgress = {}) const;

  private:
    [[nodiscard]] std::vector<scanners::DeviceInfo> looked() const;
    [[nodiscard]] std::filesystem::path writeScan(const std::string& name, std::string_view bytes) const;

    const Parts& parts_;
    Intakes intakes_;
    Batches batches_;
    scanners::ScanWorker worker_;
    mutable std::mutex looking_;  ///< taken before mutex_, for seconds
    mutable std::mutex mutex_;
    mutable std::vector<scanners::DeviceInfo> found_;
    mutable std::optional<base::Instant> foundAt_;
};

}  // namespace daiban::desk
