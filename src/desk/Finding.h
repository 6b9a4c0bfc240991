#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "desk/CaseLimit.h"
#include "desk/Parts.h"
#include "store/Records.h"

namespace daiban::desk {

/// What is looked for; everything that is given must hold.
struct CaseQuery {
    /// Part of the number or of the applicant's name or number; or the name's pinyin or its initials: "wangxl", "wxl".
    std::string text;
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

struct FoundCase {
    store::CaseRecord record;
    std::string itemName;  ///< its code when the item is not known any more
    CaseLimit limit;
    std::vector<store::Thing> things;
    std::optional<store::PickupRecord> pickup;
};

/// Lists and counts of cases.
class Finding {
  public:
    explicit Finding(const Parts& parts) : parts_(parts) {}

    /// Newest first; only what the actor may see. `take` gives false to end.
    void find(const staff::Actor& actor, const CaseQuery& query,
              const std::function<bool(const FoundCase&)>& take) const;

  private:
    [[nodiscard]] FoundCase detailsOf(const store::CaseRecord& record) const;
    const Parts& parts_;
};

/// Whether a name is written with the letters given: its characters' pinyin or initials from some character on, small or
/// large, with or without blanks. "秀兰" of 王秀兰 is xl, xiulan, xiul. Letters alone: at least two.
[[nodiscard]] bool soundsLike(std::string_view name, std::string_view letters);

}  // namespace daiban::desk
