#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "desk/Gate.h"
#include "process/Descriptor.h"

namespace daiban::cli {

/// Sound and light of a gate: a program for each outcome, run without a shell, with nothing that was scanned, and ended
/// when its time is over. A scan never waits for one: while one runs, the newest outcome waits and those between are
/// left out.
class GateHooks {
  public:
    using Commands = std::map<desk::GateOutcome, std::vector<std::string>>;

    /// "ok=/usr/bin/aplay -q ok.wav", "refused=gate-lamp red": parted at spaces; each gets the outcome as its last
    /// argument. Throws Error{BadArguments} for another outcome, Error{DependencyMissing} for a program not there.
    [[nodiscard]] static Commands commandsOf(const std::vector<std::string>& texts);

    GateHooks(Commands commands, std::chrono::milliseconds limit);
    ~GateHooks();
    GateHooks(const GateHooks&) = delete;
    GateHooks& operator=(const GateHooks&) = delete;
    void run(desk::GateOutcome outcome);
    /// How many did not end by themselves, or not with 0.
    [[nodiscard]] int failures() const;

  private:
    void work();
    [[nodiscard]] bool runNow(desk::GateOutcome outcome) const;

    Commands commands_;
    std::chrono::milliseconds limit_;
    process::Descriptor nothing_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<desk::GateOutcome> next_;
    int failures_ = 0;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace daiban::cli
