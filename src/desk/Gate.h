#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "desk/GateJournal.h"
#include "desk/Handoffs.h"

namespace daiban::desk {

enum class GateOutcome {
    Ok,       ///< signed, or signed before
    Short,    ///< nothing was scanned for a while, and things are missing
    Surplus,  ///< 多件
    Refused,  ///< it cannot be here, or not be signed for by this account
    Unknown,  ///< no label of ours, or one nobody registered
    Kept,     ///< on the disk, not in the books yet: they are busy
};
[[nodiscard]] std::string_view nameOf(GateOutcome outcome);  ///< "ok", "short", ...
[[nodiscard]] std::string_view chineseNameOf(GateOutcome outcome);
[[nodiscard]] std::optional<GateOutcome> gateOutcomeNamed(std::string_view name);

struct GateAnswer {
    base::EventId scan;  ///< empty: nothing was scanned
    GateOutcome outcome = GateOutcome::Ok;
    std::string number;  ///< what people call the thing by; empty: unknown
    base::Sentence sentence;
    std::size_t signedFor = 0;  ///< things this side has signed for by now
    std::size_t missing = 0;    ///< things it has not: the giver's planned ones, the receiver's that are on the way
    bool late = false;          ///< Kept was said of it before
};

struct GateOptions {
    std::string handoff;  ///< number or id
    handoff::Side side = handoff::Side::Receiver;
    /// For the books; what takes longer is answered by Kept and recorded afterwards.
    std::chrono::milliseconds patience{1000};
    std::chrono::milliseconds triesEvery{500};  ///< while the books are busy
};

/// A handoff point without a screen: codes come in, one by one, and each is answered. Every scan has an id of its own
/// and is on the disk before it is answered; the books are written by a thread of its own, in the order of the scans,
/// so that a scan never waits for them. What an earlier run could not record is recorded first.
class Gate {
  public:
    /// Throws when the actor may not see the handoff, it is closed, or another program is its gate on that side.
    Gate(const Parts& parts, staff::Actor actor, GateOptions options);
    ~Gate();
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    /// One scan; answers within the patience. Throws Error{StorageFailed} when it cannot even be kept.
    [[nodiscard]] GateAnswer scan(const std::string& code);
    /// What was Kept and is recorded by now; empty: nothing new.
    [[nodiscard]] std::optional<GateAnswer> nextLate();
    /// Whether something is missing now; nothing when all is there or the books are busy.
    [[nodiscard]] std::optional<GateAnswer> whatIsShort() const;
    /// Waits for the books. Gives how many scans are recorded at the next start only.
    std::size_t end(std::chrono::milliseconds patience);

  private:
    struct Tally {
        std::size_t signedFor = 0, missing = 0;
    };
    void work();
    void settle(const base::EventId& id);
    /// Empty: the books are busy.
    [[nodiscard]] std::optional<GateAnswer> record(const GateScan& scan) const;
    [[nodiscard]] Tally tally() const;

    const Parts& parts_;
    Handoffs handoffs_;
    staff::Actor actor_;
    GateOptions options_;
    process::Descriptor lock_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::filesystem::path journalFile_;
    std::optional<GateJournal> journal_;
    std::deque<GateScan> toRecord_;
    std::deque<GateAnswer> answers_;
    std::string awaited_;  ///< the id of the scan somebody waits for
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace daiban::desk
