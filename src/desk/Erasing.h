#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cases/items/Subject.h"
#include "desk/Parts.h"
#include "store/Records.h"

namespace daiban::desk {

/// How long what is kept of people stays (DATA/retention.yaml; without it nothing is due and nothing must be kept).
struct Retention {
    int keepYears = 0;              ///< after closing: sooner nothing is deleted, not even on request
    std::optional<int> eraseYears;  ///< after closing: then the case is due to be deleted
};
/// Throws Error{Unreadable} "file:line: sentence".
[[nodiscard]] Retention retentionOf(const std::filesystem::path& dataFolder);

/// What would be deleted, before a person says yes.
struct ErasurePlan {
    std::vector<store::CaseRecord> cases;
    store::Erasure report;                     ///< its `problems` say why not
    std::vector<store::CaseRecord> otherName;  ///< the same number under another name: left alone, a person looks
    std::vector<store::CaseRecord> collected;  ///< of others, in which the person collected something: they stay
};

/// A person's data is deleted, on request or when its time is over: a supervisor's verb. Copies made before (backups,
/// exports, paper) are not reached.
class Erasing {
  public:
    explicit Erasing(const Parts& parts) : parts_(parts) {}

    /// Every case of the applicant at the offices the actor may delete at. Throws Error{NotFound} when there is none,
    /// Error{BadArguments} for a person without a name.
    [[nodiscard]] ErasurePlan planFor(const staff::Actor& actor, const cases::Identity& person) const;
    /// Closed cases whose time is over; `years` after closing, or as retention.yaml says. Throws Error{BadArguments}
    /// when neither does.
    [[nodiscard]] ErasurePlan planDue(const staff::Actor& actor, std::optional<int> years) const;
    /// What the plan says, all or nothing. `id`: its sender's; empty: a new one.
    store::Erasure erase(const staff::Actor& actor, const std::vector<base::CaseId>& cases, const std::string& reason,
                         const base::EventId& id = {}) const;

    /// What was deleted at the offices the actor may delete at, newest first.
    [[nodiscard]] std::vector<store::RecordedErasure> done(const staff::Actor& actor) const;
    [[nodiscard]] Retention retention() const { return retentionOf(parts_.dataFolder); }

  private:
    [[nodiscard]] std::optional<std::vector<std::string>> officesOf(const staff::Actor& actor) const;
    [[nodiscard]] ErasurePlan planOf(std::vector<store::CaseRecord> cases) const;
    const Parts& parts_;
};

}  // namespace daiban::desk
