#include "desk/Tracking.h"

#include "desk/LabelAlarm.h"
#include "desk/Lookup.h"
#include "desk/OfficeNames.h"

namespace daiban::desk {

TrackView Tracking::track(const staff::Actor& actor, const std::string& key) const {
    const auto record = withAlarm(parts_, actor, {}, [&] { return caseBy(parts_, key); });
    parts_.demand(actor, staff::Verb::Track, record);
    auto history = parts_.store.history(record.id);
    for (auto& entry : history) entry.sentence = namingOffices(entry.sentence, parts_.models);
    const auto* item = parts_.models.items().find(record.itemCode);
    return {.record = record,
            .itemName = item == nullptr ? record.itemCode : item->name,
            .things = parts_.store.thingsOfCase(record.id),
            .history = std::move(history),
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
