#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "page/Page.h"

namespace daiban::scanners {

/// Hands a page over; false: no more are wanted.
using TakePage = std::function<bool(const page::Page&)>;

/// What is done with a driver.
struct DriverWork {
    std::function<int(const TakePage&)> scan;  ///< answers with the number of pages, or throws ScanError
    std::function<void()> tidyUp;              ///< called when everything that was scanned has been handed over
    /// Given to tidyUp. It takes a driver milliseconds, a scanner that moves its carriage home a second or two.
    std::chrono::seconds patience{5};
};

/// Does the work in a process of its own, forked from this one, and hands its pages to `onPage` here. Drivers are
/// foreign code: one that crashes costs no page that came before, and one that hangs when it is to stop (SANE's own
/// `test` kills its reader thread wherever it stands, now and then with the lock of the memory in its hand) is ended
/// when its patience is over.
/// Throws what the work throws, and ScanError{Offline} when the driver dies or no process can be started.
int runDriver(const std::string& device, const DriverWork& work, const TakePage& onPage);

}  // namespace daiban::scanners
