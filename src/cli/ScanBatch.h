#pragma once

#include <string>
#include <vector>

#include "scanners/PageSource.h"

namespace daiban::cli {

class Context;

/// A stack for many residents, from a scanner or from files.
struct BatchScan {
    std::string id;                 ///< goes on with that batch; empty: a new one
    scanners::ScanOptions options;  ///< without a device: `files`
    std::vector<std::string> files;
    bool read = true;  ///< and say how it falls into sections
};

/// Keeps every page before the next is asked for, then reads them and says how the batch falls into sections. Returns
/// the exit code. Throws ScanError; what came before is kept, and it is said how to go on.
int scanBatch(Context& context, const BatchScan& asked);

}  // namespace daiban::cli
