#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/Id.h"
#include "process/Descriptor.h"

namespace daiban::desk {

/// A code a gate's reader read.
struct GateScan {
    base::EventId id;  ///< its own, from the moment it was read
    std::string code;
};

/// What was scanned at a gate and is not in the books yet: a line a scan, on the disk before anybody is answered. Holds
/// codes of labels, nothing of people. Not safe from several threads.
class GateJournal {
  public:
    /// Opens or makes it. Throws Error{StorageFailed}.
    explicit GateJournal(std::filesystem::path file);
    /// Those nobody recorded, in the order they were scanned.
    [[nodiscard]] const std::vector<GateScan>& waiting() const { return waiting_; }
    /// On the disk when it returns. Throws Error{StorageFailed}.
    void keep(const GateScan& scan);
    /// It is in the books, or never will be.
    void settle(const base::EventId& id);

  private:
    void append(const std::string& line);

    std::filesystem::path path_;
    process::Descriptor file_;
    std::vector<GateScan> waiting_;
};

}  // namespace daiban::desk
