#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "desk/Parts.h"
#include "store/HouseholdCsv.h"

namespace daiban::desk {

/// Which households are asked for; empty: any.
struct HouseholdFilter {
    std::string community;
    std::string worker;  ///< account
    std::string text;    ///< part of the number or the address
};

struct HouseholdLoad {
    std::string worker;      ///< account
    std::string workerName;  ///< empty: the account is gone
    std::string community;
    std::string communityName;
    std::int64_t households = 0;
};

struct HouseholdPart {
    std::vector<store::Household> households;  ///< by community and number
    std::int64_t found = 0;                    ///< with those that are left off
};

/// A household as it is and as the table has it.
struct HouseholdChange {
    int row = 0;
    store::Household before;
    store::Household after;
};

/// What an import would do, before a person says yes.
struct HouseholdPlan {
    std::vector<store::HouseholdRow> added;
    std::vector<HouseholdChange> changed;
    std::vector<store::HouseholdFault> refused;  ///< by row
    int unchanged = 0;
};

struct HouseholdId {
    std::string community;
    std::string number;
};

/// Which household belongs to which social worker. Throw Error{NotFound} for who may not.
class Households {
  public:
    explicit Households(const Parts& parts) : parts_(parts) {}

    /// Of the communities the actor sees.
    [[nodiscard]] std::vector<HouseholdLoad> loads(const staff::Actor& actor) const;
    [[nodiscard]] HouseholdPart find(const staff::Actor& actor, const HouseholdFilter& filter, std::size_t most) const;
    /// Who may be given households: good accounts of the offices the actor sees, by office and name.
    [[nodiscard]] std::vector<store::Account> workers(const staff::Actor& actor) const;
    /// Whether the actor may change those of a community.
    [[nodiscard]] bool mayManage(const staff::Actor& actor, const std::string& community) const;

    /// Changes nothing. Communities and social workers are given by code and account, or by name where one alone has
    /// it. Throws Error{Unreadable} for a file that is no such table.
    [[nodiscard]] HouseholdPlan plan(const staff::Actor& actor, const std::string& bytes,
                                     const std::string& name) const;
    /// What the plan says; its refused rows stay out. `seen`: how many were added and changed in the plan a person said
    /// yes to. Throws Error{CheckFailed} when it is another by now.
    store::HouseholdsImported import(const staff::Actor& actor, const std::string& bytes, const std::string& name,
                                     const store::HouseholdsImported& seen) const;
    /// All or none. Throws Error{NotFound} for a household or a good account that is not there.
    store::HouseholdsImported reassign(const staff::Actor& actor, const std::vector<HouseholdId>& households,
                                       const std::string& worker) const;

  private:
    [[nodiscard]] std::vector<store::Household> candidates(const HouseholdFilter& filter,
                                                           const std::vector<HouseholdLoad>& loads) const;
    const Parts& parts_;
};

}  // namespace daiban::desk
