#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Id.h"
#include "base/Sentence.h"
#include "staff/Actor.h"

namespace daiban::store {

using PrintJobId = base::Id<struct PrintJobTag>;

/// queued -> sending -> printed, failed or unknown; failed -> sending when it is tried again. Nothing leaves printed
/// and unknown: a reprint is another job, and a person's act.
enum class PrintState {
    Queued,
    Sending,  ///< bytes may have left; after a crash nobody knows
    Printed,
    Failed,   ///< not sent: safe to try again
    Unknown,  ///< 不确定，请核对后补打
};
[[nodiscard]] std::string_view nameOf(PrintState state);  ///< "queued", "sending", "printed", "failed", "unknown"
[[nodiscard]] std::string_view chineseNameOf(PrintState state);
[[nodiscard]] std::optional<PrintState> printStateNamed(std::string_view name);

struct NewPrintJob {
    PrintJobId id;         ///< the sender's; sent again with the same content it changes nothing
    std::string printer;   ///< its name or address
    std::string content;   ///< what is printed, for whoever draws it; no personal data
    PrintJobId reprintOf;  ///< empty: printed for the first time
    staff::Actor actor;
};

struct PrintJob {
    PrintJobId id;
    std::string printer;
    std::string content;
    PrintState state = PrintState::Queued;
    base::Sentence sentence;  ///< what became of it
    int attempts = 0;      ///< how often sending was begun
    PrintJobId reprintOf;
    PrintJobId reprintedAs;  ///< the newest reprint; empty: none. Filled by findPrintJob and listPrintJobs
    std::string actor;
    base::Instant queuedAt{};
    base::Instant changedAt{};
    std::int64_t sequence = 0;
};

struct PrintJobFilter {
    std::vector<PrintState> states;  ///< empty: any
    std::string printer;             ///< empty: any
    std::string cursor;
    int limit = 50;
};

struct PrintJobList {
    std::vector<PrintJob> jobs;  ///< newest first
    std::string nextCursor;
};

}  // namespace daiban::store
