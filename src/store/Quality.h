#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Id.h"
#include "staff/Actor.h"
#include "store/Records.h"

// Pages looked at for the archive: by a machine each, by a person a sample of them.
namespace daiban::store {

using SampleId = base::Id<struct SampleTag>;

/// What a machine saw on a page; another look takes its place.
struct StoredPageCheck {
    base::PageId page;
    std::string inputHash;  ///< SHA-256 of the bytes it was made from
    int version = 0;        ///< of what looked
    std::string json;
    base::Instant madeAt{};
};

struct PageOfCase {
    StoredPage page;
    base::CaseId caseId;
};

/// What pages are drawn from: those of a case, or those that came on a day.
enum class SampleScope { Case, Day };
[[nodiscard]] std::string_view nameOf(SampleScope scope);  ///< "case", "day"

/// Whose sample it is.
struct SampleOf {
    SampleScope scope = SampleScope::Case;
    std::string subject;  ///< the case's id, or the day as YYYY-MM-DD
    std::string office;   ///< whose pages, with those of offices below it
};

struct NewSample {
    SampleId id;
    SampleOf of;
    int share = 0;                    ///< in a hundred
    std::string seed;                 ///< hex
    std::vector<base::PageId> pages;  ///< drawn from, in order
    std::vector<base::PageId> drawn;
    staff::Actor actor;
};

struct Sample {
    SampleId id;
    SampleOf of;
    int share = 0;
    std::string seed;
    std::vector<base::PageId> pages;  ///< as it was then: some may have been erased since
    std::vector<base::PageId> drawn;
    std::string actor;
    base::Instant drawnAt{};
    std::int64_t sequence = 0;
};

/// What a person says of a page of a sample.
struct NewQualityVerdict {
    base::EventId id;  ///< the sender's
    SampleId sample;
    base::PageId page;
    std::vector<std::string> defects;  ///< codes; empty: it is good
    std::string note;                  ///< may hold personal data, so it is in no log
    staff::Actor actor;
};

struct QualityVerdict {
    base::PageId page;
    std::vector<std::string> defects;
    std::string note;
    std::string actor;
    base::Instant at{};
    std::int64_t sequence = 0;
};

}  // namespace daiban::store
