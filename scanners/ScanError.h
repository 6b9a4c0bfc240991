#pragma once

#include <string>

#include "base/Error.h"

namespace daiban::scanners {

/// What a scanner may say, in the operator's words.
enum class ScanProblem {
    FeederEmpty,  ///< no paper in the feeder at the start (at the end of a feed it is the normal end, no error)
    PaperJam,
    CoverOpen,
    DeviceBusy,
    Offline,     ///< cannot be reached or I/O error
    NoDevice,    ///< no such device
    BadSetting,  ///< the device refuses a setting
    AccessDenied,
    OutOfMemory,
    Cancelled,
    BadPage,  ///< a page came that cannot be read
};

/// Exit code of each problem: NotFound for NoDevice and AccessDenied, BadArguments for BadSetting, Unreadable else.
class ScanError : public base::Error {
  public:
    ScanError(ScanProblem problem, base::Sentence sentence);
    [[nodiscard]] ScanProblem problem() const { return problem_; }
    /// What happened and what to do next, for the operator at the counter.
    [[nodiscard]] std::string chinese() const;

  private:
    ScanProblem problem_;
};

/// The error with the sentence that goes with the problem. `pagesBefore` were scanned well before it, and stay.
[[nodiscard]] ScanError scanError(ScanProblem problem, const std::string& device, int pagesBefore = 0);

}  // namespace daiban::scanners
