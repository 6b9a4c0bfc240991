#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Error.h"
#include "base/Random.h"
#include "codes/label/LabelToken.h"
#include "desk/Models.h"
#include "intake/PageWorkers.h"
#include "staff/Permissions.h"
#include "store/Store.h"

namespace daiban::desk {

/// The keys labels are signed with, opened when a verb first asks for them.
using Keys = std::function<const codes::TokenKeys&()>;

/// Refused by role: what the actor may see but not do. Of what he may not even see it is said that there is none.
class NotAllowed : public base::Error {
  public:
    using Error::Error;
};

/// What an actor sees in lists.
struct Sight {
    std::optional<std::vector<std::string>> offices;  ///< what is of these; empty: of all
    std::string handedTo;                             ///< only what was handed to this one; empty: all
};

/// What every verb of the desk works with; all outlive it.
struct Parts {
    const Models& models;
    store::Store& store;
    std::filesystem::path dataFolder;  ///< the store's
    Keys keys;
    const base::Clock& clock;
    base::Random& random;
    /// Who opens files and who reads codes alone, so that no stranger's bytes are parsed here; null: this process.
    std::function<intake::PageWorkers*()> fileWorkers = [] { return nullptr; };
    std::function<intake::PageWorkers*()> codesWorkers = [] { return nullptr; };

    /// Told of keys that were made or withdrawn, so that `keys` gives them.
    std::function<void(const codes::TokenKeys&)> keysChanged = [](const codes::TokenKeys&) {};

    [[nodiscard]] base::Date today() const { return base::dayOf(clock.now()); }
    template <class IdType>
    [[nodiscard]] IdType newId() const {
        return IdType::make(clock, random);
    }

    // All four throw Error{NotFound} when the actor may not, after writing the refusal into the audit log; NotAllowed
    // where it is his own office's, one's below it or was handed to him.

    /// To something of that office; `subject` is its id.
    void demand(const staff::Actor& actor, staff::Verb verb, const std::string& office,
                const std::string& subject = {}) const;
    /// To a case: of its office, or handed to the actor's.
    void demand(const staff::Actor& actor, staff::Verb verb, const store::CaseRecord& record) const;
    /// To lists, which hold what sightOf() says: of a bureau what was handed to it, of others their own offices'.
    void demandInLists(const staff::Actor& actor, staff::Verb verb) const;
    /// To the data folder as a whole.
    void demandOnStation(const staff::Actor& actor, staff::Verb verb) const;

    [[nodiscard]] Sight sightOf(const staff::Actor& actor) const;
    /// The offices whose handoffs and desks the actor sees: its own and those below it; empty: all.
    [[nodiscard]] std::optional<std::vector<std::string>> officesOf(const staff::Actor& actor) const;

  private:
    void demandAt(const staff::Actor& actor, staff::Verb verb, staff::Place place, const std::string& subject) const;
};

}  // namespace daiban::desk
