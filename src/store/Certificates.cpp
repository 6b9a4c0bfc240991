#include <algorithm>

#include "base/Id.h"
#include "base/Json.h"
#include "store/StoreImpl.h"

// Certificates that come back and are collected.
namespace daiban::store {

namespace {

using handoff::CaseStep;

Return returnFrom(const Row& row) {
    return {.caseId = base::CaseId(row.text("case_id")),
            .page = base::PageId(row.text("page")),
            .matchJson = row.text("match_json"),
            .actor = row.text("actor"),
            .recordedAt = row.time("recorded_at"),
            .sequence = row.number("sequence")};
}

PickupRecord pickupFrom(const Row& row) {
    handoff::Pickup pickup{.way = handoff::pickupWayNamed(row.text("way")).value_or(handoff::PickupWay::InPerson),
                           .personName = row.text("person_name"),
                           .personIdNumber = row.text("person_id_number"),
                           .relation = row.text("relation"),
                           .authorization = base::PageId(row.text("authorization_page")),
                           .postalNumber = row.text("postal_number"),
                           .signature = base::PageId(row.text("signature_page")),
                           .photo = base::PageId(row.text("photo_page"))};
    return {.id = base::EventId(row.text("id")),
            .caseId = base::CaseId(row.text("case_id")),
            .pickup = std::move(pickup),
            .senderTime = row.time("sender_time"),
            .recordedAt = row.time("recorded_at"),
            .actor = row.text("actor"),
            .sequence = row.number("sequence")};
}

bool isSame(const NewPickup& taken, const PickupRecord& stored) {
    const auto& a = taken.pickup;
    const auto& b = stored.pickup;
    return taken.caseId == stored.caseId && a.way == b.way && a.personName == b.personName &&
           a.personIdNumber == b.personIdNumber && a.relation == b.relation && a.authorization == b.authorization &&
           a.postalNumber == b.postalNumber && a.signature == b.signature && a.photo == b.photo;
}

std::vector<Thing> certificatesOf(Database& database, const base::CaseId& caseId) {
    std::vector<Thing> certificates;
    for (const Row& row : database.rows(sql("thing.ofCase"), {{"case_id", caseId.text()}}))
        if (Thing thing = thingFrom(row); thing.kind == codes::TokenKind::Certificate)
            certificates.push_back(std::move(thing));
    return certificates;
}

handoff::PickupCase pickupCaseOf(const CaseRecord& opened, const std::vector<Thing>& certificates) {
    const handoff::Whereabouts here{opened.office, {}};
    return {.status = opened.status,
            .applicantName = opened.applicantName,
            .applicantIdNumber = opened.applicantIdNumber,
            .certificatesHere =
                std::ranges::all_of(certificates, [&](const Thing& thing) { return thing.whereabouts == here; })};
}

void insertPickup(Database& database, Change& change, const NewPickup& taken) {
    const handoff::Pickup& pickup = taken.pickup;
    database.run(sql("pickup.add"), {{"id", taken.id.text()},
                                     {"case_id", taken.caseId.text()},
                                     {"way", std::string(nameOf(pickup.way))},
                                     {"person_name", pickup.personName},
                                     {"person_id_number", pickup.personIdNumber},
                                     {"relation", pickup.relation},
                                     {"authorization_page", nullIfEmpty(pickup.authorization.text())},
                                     {"postal_number", pickup.postalNumber},
                                     {"signature_page", nullIfEmpty(pickup.signature.text())},
                                     {"photo_page", nullIfEmpty(pickup.photo.text())},
                                     {"actor", taken.actor.account},
                                     {"sender_time", timeValue(taken.senderTime)},
                                     {"recorded_at", change.atValue()},
                                     {"sequence", change.sequenceValue()}});
    change.touched(Table::Pickup, taken.id.text());
    change.isAbout(taken.id.text());
    change.belongsTo(taken.caseId);
    change.detail("way", nameOf(pickup.way));
}

void giveToResident(Database& database, Change& change, const std::vector<Thing>& certificates) {
    for (const Thing& thing : certificates) {
        database.run(sql("thing.move"), {{"id", thing.tokenId},
                                         {"desk", std::string(residentsHands)},
                                         {"in_transit_by", Value{}},
                                         {"audit", change.sequenceValue()}});
        change.touched(Table::Thing, thing.tokenId);
    }
}

}  // namespace

Added Store::recordReturn(const NewReturn& returned) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("return.recorded", returned.actor);
    const Parameters key{{"case_id", returned.caseId.text()}, {"page", returned.page.text()}};
    if (const auto row = impl_->database.row(sql("return.find"), key)) return {row->number("sequence"), false};
    requirePage(impl_->database, returned.page);
    const CaseRecord opened = caseById(impl_->database, returned.caseId);
    const std::string id = base::newUuidV7(impl_->clock, impl_->random);
    impl_->database.run(sql("return.add"), {{"id", id},
                                            {"case_id", returned.caseId.text()},
                                            {"page", returned.page.text()},
                                            {"match_json", returned.matchJson},
                                            {"actor", returned.actor.account},
                                            {"recorded_at", change.atValue()},
                                            {"sequence", change.sequenceValue()}});
    change.touched(Table::CertificateReturn, id);
    change.isAbout(returned.page.text());
    change.belongsTo(returned.caseId);
    stepCase(impl_->database, change, opened, CaseStep::CertificateReturned);
    change.commit();
    return {change.sequence(), true};
}

std::vector<Return> Store::returnsOf(const base::CaseId& caseId) const {
    const std::lock_guard lock(impl_->mutex);
    std::vector<Return> returns;
    for (const Row& row : impl_->database.rows(sql("return.ofCase"), {{"case_id", caseId.text()}}))
        returns.push_back(returnFrom(row));
    return returns;
}

PickupOutcome Store::recordPickup(const NewPickup& taken) {
    requireUuid(taken.id.text(), "pickup id");
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("pickup.recorded", taken.actor);
    if (const auto row = impl_->database.row(sql("row.pickup"), {{"id", taken.id.text()}})) {
        if (!isSame(taken, pickupFrom(*row))) refuseOtherContent("pickup");
        return {{}, row->number("sequence"), false};
    }
    const CaseRecord opened = caseById(impl_->database, taken.caseId);
    const auto certificates = certificatesOf(impl_->database, taken.caseId);
    if (auto problems = handoff::problemsOf(taken.pickup, pickupCaseOf(opened, certificates)); !problems.empty())
        return {std::move(problems), 0, false};
    for (const base::PageId& page : {taken.pickup.authorization, taken.pickup.signature, taken.pickup.photo})
        if (!page.empty()) requirePage(impl_->database, page);
    insertPickup(impl_->database, change, taken);
    giveToResident(impl_->database, change, certificates);
    stepCase(impl_->database, change, opened, CaseStep::PickedUp);
    change.commit();
    return {{}, change.sequence(), true};
}

std::optional<PickupRecord> Store::pickupOf(const base::CaseId& caseId) const {
    const std::lock_guard lock(impl_->mutex);
    const auto row = impl_->database.row(sql("pickup.ofCase"), {{"case_id", caseId.text()}});
    return row ? std::optional(pickupFrom(*row)) : std::nullopt;
}

}  // namespace daiban::store
