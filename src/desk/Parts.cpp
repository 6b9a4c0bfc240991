#include "desk/Parts.h"

#include "base/Error.h"

namespace daiban::desk {

namespace {

bool isDistrict(const staff::Offices& offices, const std::string& code) {
    const auto* office = offices.find(code);
    return office != nullptr && office->kind == staff::OfficeKind::District;
}

}  // namespace

void Parts::demandAt(const staff::Actor& actor, staff::Verb verb, staff::Place place,
                     const std::string& subject) const {
    const staff::Decision decision = staff::mayDo(actor, verb, place);
    if (decision.allowed()) return;
    store.recordRefusal(actor, verb, subject, *decision.refusal);
    if (place != staff::Place::Foreign) throw NotAllowed(base::ErrorKind::NotFound, *decision.refusal);
    throw base::Error(base::ErrorKind::NotFound, *decision.refusal);
}

void Parts::demand(const staff::Actor& actor, staff::Verb verb, const std::string& office,
                   const std::string& subject) const {
    demandAt(actor, verb, staff::placeOf(actor, office, models.offices()), subject);
}

void Parts::demand(const staff::Actor& actor, staff::Verb verb, const store::CaseRecord& record) const {
    const bool wasHanded = record.office != actor.office && store.wasHandedTo(record.id, actor.office);
    const auto handed = wasHanded ? staff::Handed::Yes : staff::Handed::No;
    demandAt(actor, verb, staff::placeOf(actor, record.office, models.offices(), handed), record.id.text());
}

void Parts::demandInLists(const staff::Actor& actor, staff::Verb verb) const {
    const bool ofHanded = !sightOf(actor).handedTo.empty();
    demandAt(actor, verb, ofHanded ? staff::Place::Handed : staff::placeOf(actor, actor.office, models.offices()), {});
}

void Parts::demandOnStation(const staff::Actor& actor, staff::Verb verb) const {
    demandAt(actor, verb, staff::stationPlaceOf(actor, models.offices()), {});
}

Sight Parts::sightOf(const staff::Actor& actor) const {
    if (actor.office == staff::wholeStation || isDistrict(models.offices(), actor.office)) return {};
    const auto* office = models.offices().find(actor.office);
    if (office != nullptr && office->kind == staff::OfficeKind::Bureau)
        return {.offices = {}, .handedTo = actor.office};
    return {.offices = models.offices().seenFrom(actor.office), .handedTo = {}};
}

std::optional<std::vector<std::string>> Parts::officesOf(const staff::Actor& actor) const {
    if (actor.office == staff::wholeStation) return std::nullopt;
    return models.offices().seenFrom(actor.office);
}

}  // namespace daiban::desk
