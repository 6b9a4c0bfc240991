#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <optional>

#include "scanners/PageSource.h"
#include "scanners/ScanError.h"
#include "support/TemporaryFolder.h"

namespace daiban::scanners {

/// SANE with its own two virtual scanners, `test` (a flatbed with a feeder of ten sheets that draws its pages itself and
/// answers with whatever status one asks for) and `pnm` (serves a file), with `faulty` (FaultyScanner.cpp), and no others.
inline void useVirtualScanners() {
    static const support::TemporaryFolder folder;
    static const bool done = [] {
        std::ofstream(folder.path() / "dll.conf") << "test\npnm\nfaulty\n";
        // Without a file of its own the test scanner has no sensible resolution.
        std::ofstream(folder.path() / "test.conf")
            << "number_of_devices 2\nresolution_min 1.0\nresolution_max 1200.0\nresolution_quant 1.0\n"
               "resolution 50.0\ngeometry_min 0.0\ngeometry_max 200.0\ngeometry_quant 1.0\n";
        return setenv("SANE_CONFIG_DIR", folder.path().c_str(), 1) == 0 &&
               setenv("LD_LIBRARY_PATH", FAULTY_SCANNER_FOLDER, 1) == 0;
    }();
    ASSERT_TRUE(done);
}

/// Drivers run in the worker that stations use.
inline ScanWorker scanWorker() {
    return {.program = DAIBAN_PROGRAM};
}

class VirtualScanners : public testing::Test {
  protected:
    void SetUp() override { useVirtualScanners(); }
};

struct Scanned {
    std::vector<page::Page> pages;
    int count = 0;
    std::optional<ScanProblem> problem;
    std::string sentence;
    int exitCode = 0;
};

inline Scanned scanned(const ScanOptions& options) {
    Scanned result;
    try {
        result.count = openPageSource(options.device, scanWorker())->scan(options, [&](page::Page page) {
            result.pages.push_back(std::move(page));
            return true;
        });
    } catch (const ScanError& error) {
        result.problem = error.problem();
        result.sentence = error.what();
        result.exitCode = error.exitCode();
    }
    return result;
}

}  // namespace daiban::scanners
