#include "desk/Tracking.h"

#include "desk/Lookup.h"

namespace daiban::desk {

TrackView Tracking::track(const staff::Actor& actor, const std::string& key) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::Track, record);
    const auto* item = parts_.models.items().find(record.itemCode);
    return {.record = record,
            .itemName = item == nullptr ? record.itemCode : item->name,
            .things = parts_.store.thingsOfCase(record.id),
            .history = parts_.store.history(record.id),
            .pickup = parts_.store.pickupOf(record.id)};
}

std::string Tracking::personOf(const std::string& account) const {
    const auto found = parts_.store.findAccount(account.substr(0, account.find('/')));  // "zhang/courier:zhang"
    return found && !found->fullName.empty() ? found->fullName : account;
}

store::CaseList Tracking::search(const staff::Actor& actor, const std::string& text, const std::string& cursor) const {
    parts_.demandInLists(actor, staff::Verb::Search);
    const Sight sight = parts_.sightOf(actor);
    return parts_.store.listCases(
        {.offices = sight.offices, .handedTo = sight.handedTo, .text = text, .cursor = cursor});
}

}  // namespace daiban::desk
