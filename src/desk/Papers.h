#pragma once

#include <optional>
#include <string>

#include "desk/Cases.h"
#include "desk/Labels.h"
#include "desk/Parts.h"
#include "desk/Slips.h"
#include "store/PrintJobs.h"

namespace daiban::desk {

/// A paper as it is printed.
struct PrintedPaper {
    std::string pdf;
    std::string png;  ///< its first page, for a screen; empty: it could not be drawn
};

/// What is asked to be printed of a case.
struct PaperRequest {
    std::string kind;  ///< "receipt", "notice", ... of models/slips; "folder-label", "certificate-label"
    std::optional<base::Date> until{};
};

/// Slips and labels of a case as files; and its labels on a printer.
class Papers {
  public:
    explicit Papers(const Parts& parts) : parts_(parts), slips_(parts), labels_(parts) {}

    /// Throws Error{BadArguments} for a kind that is none, Error{CheckFailed} when what it would say is not so.
    [[nodiscard]] PrintedPaper ofCase(const staff::Actor& actor, const std::string& key,
                                      const PaperRequest& request) const;
    [[nodiscard]] std::string ofHandoff(const staff::Actor& actor, const std::string& key,
                                        const std::string& kind) const;
    /// Sends a slip to a printer that was made by ofCase() and lies in the data folder as `file`; `id`: its sender's.
    store::PrintJob printSlip(const staff::Actor& actor, const store::PrintJobId& id, const std::string& kind,
                              const std::string& file, const std::string& printer) const;
    /// Sends a case's label to a printer; `id`: its sender's.
    store::PrintJob printLabel(const staff::Actor& actor, const store::PrintJobId& id, const std::string& key,
                               const std::string& kind, const std::string& printer) const;
    /// Its papers as one searchable PDF/A; see Cases::exportPapers.
    [[nodiscard]] std::string exported(const staff::Actor& actor, const std::string& key, const Readers& readers,
                                       const intake::ReadingPlace& pictures, const std::string& creator) const;

  private:
    const Parts& parts_;
    Slips slips_;
    Labels labels_;
};

}  // namespace daiban::desk
