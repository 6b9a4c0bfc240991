#pragma once

#include <optional>
#include <string>
#include <vector>

#include "desk/Parts.h"
#include "store/Records.h"

namespace daiban::desk {

/// Where the things of a case are and what happened to it.
struct TrackView {
    store::CaseRecord record;
    std::string itemName;
    std::vector<store::Thing> things;
    std::vector<store::HistoryEntry> history;
    std::optional<store::PickupRecord> pickup;  ///< who took its certificate; empty: nobody yet
};

/// Looking for things.
class Tracking {
  public:
    explicit Tracking(const Parts& parts) : parts_(parts) {}

    [[nodiscard]] TrackView track(const staff::Actor& actor, const std::string& key) const;
    /// Cases the actor may see whose number, label, applicant's name or number holds the text; newest first.
    [[nodiscard]] store::CaseList search(const staff::Actor& actor, const std::string& text,
                                         const std::string& cursor = {}) const;

    /// Who an entry of the history names, as people call him; an account that is none stays as it is written.
    [[nodiscard]] std::string personOf(const std::string& account) const;

  private:
    const Parts& parts_;
};

}  // namespace daiban::desk
