#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "desk/Parts.h"
#include "imaging/ArchiveDefects.h"
#include "store/Quality.h"

namespace daiban::desk {

/// What is inspected: a case, or what came on a day. By the case's key, or by the day.
struct QualityScope {
    std::string caseKey;  ///< number, short number, id; empty: a day
    base::Date day{};
    std::string office;  ///< of a day: whose cases' pages, with those below it; empty: the actor's
};

/// Something wrong with a page, as a machine sees it.
struct PageDefect {
    imaging::ArchiveDefect defect{};
    base::Sentence what;                ///< "倾斜 2.3 度。"
    std::optional<base::Quad> where{};  ///< pixels of the page
};

/// A page of the scope and what is known of it.
struct InspectedPage {
    base::PageId page;
    base::CaseId caseId;
    std::string caseNumber;
    int number = 0;            ///< among the case's pages, from 1
    bool looked = false;       ///< a machine looked at its picture as it is
    bool read = false;         ///< else nothing is said of which way it lies and of its place among the others
    base::Sentence failure{};  ///< why its picture could not be looked at; empty: it could
    imaging::ArchiveLook look{};
    std::vector<PageDefect> defects{};  ///< in the order of the enumeration

    [[nodiscard]] bool sound() const { return looked && failure.empty() && defects.empty(); }
};

/// A page drawn for a person, with what he said last.
struct SampledPage {
    store::SampleId sample;
    base::PageId page;
    std::size_t at = 0;   ///< of the report's pages
    bool erased = false;  ///< its person's data was deleted, or it was taken out of its case: it is not among the pages
    std::optional<store::QualityVerdict> verdict{};
};

struct QualityReport {
    store::SampleOf of;
    std::string caseNumber;  ///< of a case
    std::string officeName;
    base::Instant madeAt{};
    std::vector<InspectedPage> pages;
    std::vector<store::Sample> draws;  ///< oldest first
    std::vector<SampledPage> sample;
    std::map<imaging::ArchiveDefect, int> found{};   ///< pages with it, by machine
    std::map<imaging::ArchiveDefect, int> judged{};  ///< pages of the sample with it, by eye
    int looked = 0, sound = 0, unread = 0, failed = 0;
    int verdicts = 0, good = 0;  ///< of the sample
    int undrawn = 0;             ///< pages no sample was drawn from yet
};

/// What a person says of a page of the sample.
struct QualityWord {
    base::EventId id;  ///< the sender's
    store::SampleId sample;
    base::PageId page;
    std::vector<std::string> defects;  ///< codes (imaging::ArchiveDefect); empty: it is good
    std::string note;                  ///< at most 400 characters
};

/// Of the pages those that a sample takes: `share` in a hundred, rounded up, at least one where there is any. Which, is
/// told by SHA-256 of seed and page alone, so that anybody can draw them again and nobody can choose. In their order.
[[nodiscard]] std::vector<base::PageId> drawnFrom(const std::vector<base::PageId>& pages, const std::string& seed,
                                                  int share);

/// Pages looked at for the archive (归档质检), as DA/T 31-2017 asks: by a machine each, by a person a sample. The
/// pictures looked at are those that came, which are kept. For supervisors. All throw Error{NotFound} for a case or
/// sample that is not there, Error{NotAllowed} for an actor who may not.
class Quality {
  public:
    explicit Quality(const Parts& parts) : parts_(parts) {}

    /// As it stands: nothing is looked at, drawn or kept.
    [[nodiscard]] QualityReport report(const staff::Actor& actor, const QualityScope& scope) const;

    /// Has machines look at pages that they did not look at as they are, at most `most` of them, and keeps what they
    /// see. `onPage` is told how many are done of how many, and ends it with false. Says how many are left.
    int check(const staff::Actor& actor, const QualityScope& scope, int most,
              const std::function<bool(int done, int all)>& onPage = {}) const;

    /// Draws a sample of 5 in a hundred of the pages none was drawn from yet, where there are any. What was drawn
    /// stays. Says how many pages it drew.
    int draw(const staff::Actor& actor, const QualityScope& scope) const;

    /// Throws Error{BadArguments} for a defect of no name and for a note that is too long.
    void judge(const staff::Actor& actor, const QualityWord& word) const;

  private:
    const Parts& parts_;
};

}  // namespace daiban::desk
