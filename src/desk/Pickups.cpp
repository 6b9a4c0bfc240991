#include "desk/Pickups.h"

#include "base/Error.h"
#include "desk/Lookup.h"
#include "desk/Pictures.h"

namespace daiban::desk {

namespace {

using handoff::PickupPicture;

/// The pages a picture becomes take their ids from the event: sent again they are the pages they were.
base::PageId kept(const Parts& parts, const staff::Actor& actor, const base::EventId& event, PickupPicture picture,
                  const std::filesystem::path& file) {
    if (file.empty()) return {};
    const base::EventId id(handoff::pictureOf(event, picture).text());
    return keepPagesOf(parts, actor, id, "pickup", file).front();
}

}  // namespace

PickupAnswer Pickups::pickUp(const staff::Actor& actor, const PickupRequest& request) const {
    if (request.cases.empty()) throw base::Error(base::ErrorKind::BadArguments, "Say which case is collected.");
    std::vector<store::CaseRecord> records;
    for (const auto& key : request.cases) {
        records.push_back(caseBy(parts_, key));
        parts_.demand(actor, staff::Verb::PickUp, records.back());
    }
    const auto event = request.id.empty() ? parts_.newId<base::EventId>() : request.id;
    const auto authorization = kept(parts_, actor, event, PickupPicture::Authorization, request.authorization);
    std::vector<base::CaseId> more;
    for (const auto& record : records) {
        if (!authorization.empty()) parts_.store.addPagesToCase(record.id, {authorization}, actor);
        if (record.id != records.front().id) more.push_back(record.id);
    }
    const handoff::Pickup pickup{.way = request.way,
                                 .personName = request.person.name,
                                 .personIdNumber = request.person.idNumber,
                                 .relation = request.relation,
                                 .authorization = authorization,
                                 .postalNumber = request.postalNumber,
                                 .signature = kept(parts_, actor, event, PickupPicture::Signature, request.signature),
                                 .photo = kept(parts_, actor, event, PickupPicture::Photo, request.photo),
                                 .waiver = request.waiver};
    auto outcome = parts_.store.recordPickup({.id = event,
                                              .caseId = records.front().id,
                                              .pickup = pickup,
                                              .senderTime = base::timeOfUuidV7(event.text()),
                                              .actor = actor,
                                              .moreCases = std::move(more)});
    return {.record = *parts_.store.findCase(records.front().id.text()), .outcome = std::move(outcome)};
}

store::Decided Pickups::undo(const staff::Actor& actor, const std::string& caseKey, const std::string& reason) const {
    const auto record = caseBy(parts_, caseKey);
    parts_.demand(actor, staff::Verb::UndoPickup, record);
    const auto pickup = parts_.store.pickupOf(record.id);
    if (!pickup) throw base::Error(base::ErrorKind::NotFound, "Case " + record.number + " was not collected.");
    return parts_.store.undoPickup(
        {.id = parts_.newId<base::EventId>(), .pickup = pickup->event, .reason = reason, .actor = actor});
}

std::vector<store::OverduePickup> Pickups::overdue(const staff::Actor& actor, int days) const {
    parts_.demand(actor, staff::Verb::List, actor.office);
    return parts_.store.overduePickups(parts_.officesOf(actor), days);
}

}  // namespace daiban::desk
