#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "desk/Parts.h"
#include "store/Overview.h"

namespace daiban::desk {

/// Where paper of open cases is: with an office, or with who carries it.
struct PaperPlace {
    bool carried = false;
    std::string party;  ///< an office's code, or an account; empty: carried by nobody named
    std::string name;   ///< in words
    std::int64_t folders = 0;
    std::int64_t certificates = 0;
    std::int64_t still = 0;  ///< of both, not moved for the working days asked for
};

/// What nobody moved for a while.
struct StillPaper {
    store::CaseRecord record;
    std::string itemName;
    store::Thing thing;
    base::Instant movedAt{};
    int workingDays = 0;
};

struct StillPart {
    std::vector<StillPaper> things;  ///< longest first
    std::string nextCursor;          ///< empty: no more
};

struct Week {
    base::Date monday{};
    std::int64_t opened = 0;
    std::int64_t ended = 0;
};

/// How long cases of an item took that ended in the weeks asked for; in days of the calendar.
struct ItemPace {
    std::string code;
    std::string name;
    int limit = 0;  ///< working days promised by its rule as it is now; 0: not known
    std::int64_t ended = 0;
    std::int64_t half = 0;    ///< half of them took no longer
    std::int64_t ninety = 0;  ///< nine in ten took no longer
};

struct Trend {
    std::vector<Week> weeks;      ///< oldest first; the last is the running one
    std::vector<ItemPace> items;  ///< most ended first
};

struct Workload {
    std::string office;
    std::string officeName;
    std::string account;
    std::string fullName;
    std::int64_t open = 0;
};

/// Certificates that wait for their residents, by how long: up to 7, 30, 90 days, and longer.
struct Waiting {
    static constexpr std::array<int, 3> bounds{7, 30, 90};
    std::array<std::int64_t, 4> counts{};
};

/// What a supervisor asks of many cases at once. Only what the actor may see; Error{NotFound} when he may see none.
class Overview {
  public:
    explicit Overview(const Parts& parts) : parts_(parts) {}

    /// Most paper first. `stillDays`: working days.
    [[nodiscard]] std::vector<PaperPlace> places(const staff::Actor& actor, int stillDays) const;
    /// At one place only where `office` or `courier` is given. `limit`: 1 to 500.
    [[nodiscard]] StillPart still(const staff::Actor& actor, int stillDays, const std::string& office,
                                  const std::string& courier, const std::string& cursor, int limit) const;
    /// `weeks`: 1 to 53, with the running one.
    [[nodiscard]] Trend trend(const staff::Actor& actor, int weeks) const;
    /// Most open cases first.
    [[nodiscard]] std::vector<Workload> workload(const staff::Actor& actor) const;
    [[nodiscard]] Waiting waiting(const staff::Actor& actor) const;
    /// Who did what, newest first: of accounts of the offices the actor sees.
    [[nodiscard]] store::AuditList audit(const staff::Actor& actor, store::AuditFilter filter) const;

  private:
    [[nodiscard]] store::CaseFilter sightOf(const staff::Actor& actor) const;
    /// The moment after which something moved within so many working days.
    [[nodiscard]] base::Instant workingDaysAgo(int days) const;
    const Parts& parts_;
};

}  // namespace daiban::desk
