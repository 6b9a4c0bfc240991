#pragma once

#include <memory>
#include <variant>

#include "base/Clock.h"
#include "intake/PageWorkers.h"

namespace daiban::intake {

/// Where pages are read and how: in this process, with its own tools, or in workers. Small; copied freely. What it was
/// made from must outlive it.
class ReadingPlace {
  public:
    /// In this process: for tests, benchmarks and pages that are our own.
    ReadingPlace(const ReadingTools& tools);  // NOLINT(google-explicit-constructor): tools are a place
    ReadingPlace(PageWorkers& workers, base::Date today, ReadingDepth depth = ReadingDepth::Everything);

    /// Throws Error: the file is none that can be opened.
    [[nodiscard]] FileFacts lookAt(const page::PageBytes& bytes, const page::DecodeLimits& limits) const;
    /// Throws Error with one sentence why there is no reading. `request`'s depth and day are the place's own.
    [[nodiscard]] PageReading read(const page::PageBytes& bytes, PageRequest request,
                                   const OnFirstLook& onFirstLook = {}) const;

  private:
    struct Here {
        ReadingTools tools;
        std::shared_ptr<OpenedFiles> files;
    };
    struct InWorkers {
        PageWorkers* workers;
        base::Date today;
        ReadingDepth depth;
    };
    std::variant<Here, InWorkers> place_;
};

/// What needs no models, in `workers` or, without any, in this process. Throw Error as PageWorkers does.
[[nodiscard]] FileFacts lookAt(const page::PageBytes& bytes, const page::DecodeLimits& limits, PageWorkers* workers);
[[nodiscard]] page::Page pictureOf(const page::PageBytes& bytes, const PageRequest& request, PageWorkers* workers);
[[nodiscard]] PageCodes codesOf(const page::PageBytes& bytes, const PageRequest& request, PageWorkers* workers);

}  // namespace daiban::intake
