#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "cases/items/Subject.h"
#include "desk/Cases.h"
#include "desk/Parts.h"
#include "store/Records.h"

namespace daiban::desk {

/// Somebody takes certificates. Pictures are files; empty: none.
struct PickupRequest {
    base::EventId id;                ///< its sender's; empty: a new one
    std::vector<std::string> cases;  ///< at least one; several of one person under one signature
    handoff::PickupWay way = handoff::PickupWay::InPerson;
    cases::Identity person;
    std::string relation;
    std::string postalNumber;
    std::string waiver;  ///< a supervisor's reason to do without the agent's mandate
    std::filesystem::path authorization;
    std::filesystem::path signature;
    std::filesystem::path photo;
};

struct PickupAnswer {
    store::CaseRecord record;  ///< the first case, as it is now
    store::PickupOutcome outcome;
    base::EventId event;       ///< of the pickup: sign() is for it
    bool unsignedYet = false;  ///< it is recorded and nobody signed: on the list of unsignedPickups() until sign()
};

/// A message to a resident whose certificate waits. Nobody is named in it: whoever delivers it knows the resident by the
/// case's number.
struct Reminder {
    std::string number;      ///< of the case
    std::string office;      ///< code of the one where it waits
    std::string officeName;
    std::string item;        ///< its name
    int days = 0;            ///< it waits
    std::string text;        ///< the template, filled
};

struct ReminderOptions {
    int days = 0;      ///< waiting so many days or longer
    int again = 7;     ///< not within so many days after the last time
    std::string text;  ///< with {office}, {item}, {number}, {days}
};

struct Reminded {
    int sent = 0;
    int failed = 0;
    int early = 0;  ///< told not long ago
};

/// The pickup clerk's verbs.
class Pickups {
  public:
    explicit Pickups(const Parts& parts) : parts_(parts) {}

    /// An agent's mandate must be recognised as one, name him, the applicant, and each case's item or everything, be
    /// signed and in time (cases::faultsOfMandate); else only a supervisor's reason will do. `readers` read its pages
    /// where they were not read before; null: who is not read is no mandate.
    PickupAnswer pickUp(const staff::Actor& actor, const PickupRequest& request,
                        const Readers* readers = nullptr) const;
    /// The cases wait again. Only a supervisor may, with a reason.
    store::Decided undo(const staff::Actor& actor, const std::string& caseKey, const std::string& reason) const;
    /// The signature of a pickup that had none: the signed receipt (送达回执), as a picture. `caseKey`: any of its
    /// cases.
    store::Decided sign(const staff::Actor& actor, const std::string& caseKey,
                        const std::filesystem::path& signature) const;
    /// Certificates that left the desk without a signature, oldest first.
    [[nodiscard]] std::vector<store::UnsignedPickup> unsignedPickups(const staff::Actor& actor) const;
    /// Certificates that have waited for so many days or longer (逾期未领), longest first.
    [[nodiscard]] std::vector<store::OverduePickup> overdue(const staff::Actor& actor, int days) const;
    /// Has the residents told whose certificates wait: `send` gives true when the message is on its way, and that it was
    /// sent is in the case's history. Throws Error{BadArguments} for a placeholder in the text that there is not.
    Reminded remind(const staff::Actor& actor, const ReminderOptions& options,
                    const std::function<bool(const Reminder&)>& send) const;

  private:
    const Parts& parts_;
};

}  // namespace daiban::desk
