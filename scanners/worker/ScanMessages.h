#pragma once

#include "base/Json.h"
#include "process/Channel.h"
#include "scanners/PageSource.h"
#include "scanners/ScanError.h"

namespace daiban::scanners {

// What is said between a scan's worker and its caller. Both sides are always the same program; what no such function
// wrote throws base::Json::exception.

[[nodiscard]] base::Json toJson(const ScanOptions& options);
[[nodiscard]] ScanOptions optionsFrom(const base::Json& json);

[[nodiscard]] base::Json toJson(const std::vector<DeviceInfo>& devices);
[[nodiscard]] std::vector<DeviceInfo> devicesFrom(const base::Json& json);

[[nodiscard]] base::Json toJson(const Capabilities& capabilities);
[[nodiscard]] Capabilities capabilitiesFrom(const base::Json& json);

[[nodiscard]] base::Json toJson(const ScanError& error);
[[nodiscard]] ScanError errorFrom(const base::Json& json);

/// A page with its pixels in shared memory. Throws Error when there is no memory for them, or none came.
[[nodiscard]] process::Message toMessage(const page::Page& page);
[[nodiscard]] page::Page pageFrom(const process::Message& message);

/// It brings no file, by which it is told from a page.
[[nodiscard]] process::Message toMessage(const ScanProgress& progress);
[[nodiscard]] ScanProgress progressFrom(const process::Message& message);

}  // namespace daiban::scanners
