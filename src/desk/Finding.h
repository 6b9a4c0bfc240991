#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/Geometry.h"
#include "desk/CaseLimit.h"
#include "desk/Parts.h"
#include "store/Records.h"

namespace daiban::desk {

/// What is looked for; everything that is given must hold.
struct CaseQuery {
    /// Part of the number or of the applicant's name or number; or the name's pinyin or its initials: "wangxl", "wxl".
    std::string text;
    bool words = false;                         ///< of what was read on the case's pages, too
    std::vector<handoff::CaseStatus> statuses;  ///< empty: any
    std::string office;                         ///< the community it was taken in at
    std::string item;                           ///< its code
    std::string desk;                           ///< an office that has one of its things now, not on the way
    std::string courier;                        ///< an account that carries one of its things now
    std::vector<cases::DeadlineLight> lights;   ///< of cases whose limit runs; empty: any case
    std::optional<base::Date> dueBy;            ///< of cases whose limit runs: due on that day or before
    std::optional<base::Date> openedFrom, openedTo;
    std::string collectedBy;  ///< part of the name of whoever took the certificate
};

/// Where a page holds a text.
struct FoundWords {
    base::PageId page;
    base::Quad quad;  ///< of the line, in pixels of the picture as it came
};

struct FoundCase {
    store::CaseRecord record;
    std::string itemName;  ///< its code when the item is not known any more
    CaseLimit limit;
    std::vector<store::Thing> things;
    std::optional<store::PickupRecord> pickup;
    bool byKey = true;              ///< the text is in its number, label, name or identity number; or none was given
    std::string formerName;         ///< by which it was found: the applicant's before he was corrected
    std::vector<FoundWords> words;  ///< where its pages hold the text, when that was asked for and byKey is not
};

/// How many cases there are, by office.
struct CaseTally {
    std::map<std::string, std::map<handoff::CaseStatus, std::int64_t>> statuses;
    std::map<std::string, std::map<cases::DeadlineLight, std::int64_t>> lights;  ///< of those whose limit runs
};

/// Which part of a list is wanted.
struct ListPart {
    bool anyLight = true;
    std::vector<cases::DeadlineLight> lights;  ///< unless any: of cases whose limit runs
    bool unclocked = false;                    ///< unless any: cases whose limit does not run, too
    std::string cursor;                        ///< nextCursor of the part before
    int limit = 50;                            ///< 1 to 500
};

struct CasePart {
    std::vector<FoundCase> cases;  ///< newest first
    std::string nextCursor;        ///< empty: no more
    CaseTally tally;               ///< of all that fit but for the lights
};

struct CaseStanding {
    CaseTally tally;
    std::vector<FoundCase> urgent;
};

/// Lists and counts of cases.
class Finding {
  public:
    explicit Finding(const Parts& parts) : parts_(parts) {}

    /// Newest first; only what the actor may see. `take` gives false to end.
    void find(const staff::Actor& actor, const CaseQuery& query,
              const std::function<bool(const FoundCase&)>& take) const;

    // What the store counts and orders by itself, so that a station's tenth year lists as quickly as its first. Only
    // what the actor may see. Of the query only statuses, office and item count.
    [[nodiscard]] CasePart list(const staff::Actor& actor, const CaseQuery& query, const ListPart& part) const;
    [[nodiscard]] CaseTally tally(const staff::Actor& actor, const CaseQuery& query) const;
    /// How all cases stand, and those whose limit is over or warned of, the worst first.
    [[nodiscard]] CaseStanding standing(const staff::Actor& actor, std::size_t most) const;
    [[nodiscard]] std::int64_t thingsInTransit(const staff::Actor& actor) const;

  private:
    struct Timed;
    [[nodiscard]] store::CaseFilter filterOf(const staff::Actor& actor, const CaseQuery& query) const;
    [[nodiscard]] std::vector<Timed> timed(const store::CaseFilter& filter) const;
    [[nodiscard]] CaseTally tallyOf(const store::CaseFilter& filter, const std::vector<Timed>& timed) const;
    [[nodiscard]] std::vector<FoundWords> wordsOn(const store::CaseRecord& record, const std::string& text) const;
    /// Under which the text finds it though it is not the applicant's now; empty: under none.
    [[nodiscard]] std::string formerNameOf(const store::CaseRecord& record, const std::string& text) const;
    [[nodiscard]] FoundCase detailsOf(const store::CaseRecord& record) const;
    const Parts& parts_;
};

/// Whether a name is written with the letters given: its characters' pinyin or initials from some character on, small
/// or large, with or without blanks. "秀兰" of 王秀兰 is xl, xiulan, xiul. Letters alone: at least two.
[[nodiscard]] bool soundsLike(std::string_view name, std::string_view letters);

}  // namespace daiban::desk
