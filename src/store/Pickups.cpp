#include <fmt/format.h>

#include <algorithm>

#include "base/Error.h"
#include "base/Json.h"
#include "store/StoreImpl.h"

// Certificates that are collected.
namespace daiban::store {

namespace {

using handoff::CaseStep;

PickupRecord pickupFrom(const Row& row) {
    handoff::Pickup pickup{.way = handoff::pickupWayNamed(row.text("way")).value_or(handoff::PickupWay::InPerson),
                           .personName = row.text("person_name"),
                           .personIdNumber = row.text("person_id_number"),
                           .relation = row.text("relation"),
                           .authorization = base::PageId(row.text("authorization_page")),
                           .postalNumber = row.text("postal_number"),
                           .signature = base::PageId(row.text("signature_page")),
                           .photo = base::PageId(row.text("photo_page")),
                           .waiver = row.text("waiver")};
    return {.id = base::EventId(row.text("id")),
            .event = base::EventId(row.text(row.isNull("event") ? "id" : "event")),
            .caseId = base::CaseId(row.text("case_id")),
            .pickup = std::move(pickup),
            .senderTime = row.time("sender_time"),
            .recordedAt = row.time("recorded_at"),
            .actor = row.text("actor"),
            .sequence = row.number("sequence")};
}

std::vector<PickupRecord> pickupsBy(Database& database, std::string_view statement, const Parameters& parameters) {
    std::vector<PickupRecord> pickups;
    for (const Row& row : database.rows(statement, parameters)) pickups.push_back(pickupFrom(row));
    return pickups;
}

std::vector<base::CaseId> casesOf(const NewPickup& taken) {
    std::vector<base::CaseId> cases{taken.caseId};
    for (const auto& more : taken.moreCases)
        if (std::ranges::find(cases, more) == cases.end()) cases.push_back(more);
    return cases;
}

bool isSame(const NewPickup& taken, const PickupRecord& stored) {
    const auto& a = taken.pickup;
    const auto& b = stored.pickup;
    return a.way == b.way && a.personName == b.personName && a.personIdNumber == b.personIdNumber &&
           a.relation == b.relation && a.authorization == b.authorization && a.postalNumber == b.postalNumber &&
           (a.signature == b.signature || a.signature.empty()) && a.photo == b.photo && a.waiver == b.waiver &&
           taken.senderTime == stored.senderTime && taken.actor.account == stored.actor;
}

bool isSame(const NewPickup& taken, const std::vector<PickupRecord>& stored) {
    const auto cases = casesOf(taken);
    return stored.size() == cases.size() && std::ranges::all_of(stored, [&](const PickupRecord& one) {
               return isSame(taken, one) && std::ranges::find(cases, one.caseId) != cases.end();
           });
}

std::vector<Thing> certificatesOf(Database& database, const base::CaseId& caseId) {
    std::vector<Thing> certificates;
    for (const Row& row : database.rows(sql("thing.ofCase"), {{"case_id", caseId.text()}}))
        if (Thing thing = thingFrom(row); thing.kind == codes::TokenKind::Certificate)
            certificates.push_back(std::move(thing));
    return certificates;
}

bool isFiled(Database& database, const CaseRecord& record, const base::PageId& page) {
    const auto row = database.row(sql("row.case_page"), {{"id", record.id.text() + "/" + page.text()}});
    return row && row->isNull("removed_by");
}

handoff::PickupCase pickupCaseOf(Database& database, const NewPickup& taken, const CaseRecord& opened,
                                 const std::vector<Thing>& certificates) {
    const handoff::Whereabouts here{opened.office, {}, {}};
    const auto faults = taken.mandateFaults.find(opened.id);
    return {.status = opened.status,
            .applicantName = opened.applicantName,
            .applicantIdNumber = opened.applicantIdNumber,
            .certificatesHere =
                std::ranges::all_of(certificates, [&](const Thing& thing) { return thing.whereabouts == here; }),
            .authorizationFiled = isFiled(database, opened, taken.pickup.authorization),
            .supervised = taken.actor.is(staff::Role::Supervisor),
            .mandateFaults = faults == taken.mandateFaults.end() ? std::vector<base::Sentence>{} : faults->second};
}

void insertPickup(Database& database, Change& change, const NewPickup& taken, const CaseRecord& record,
                  const std::string& id) {
    const handoff::Pickup& pickup = taken.pickup;
    database.run(sql("pickup.add"), {{"id", id},
                                     {"case_id", record.id.text()},
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
                                     {"event", taken.id.text()},
                                     {"waiver", nullIfEmpty(pickup.waiver)},
                                     {"sequence", change.sequenceValue()}});
    change.touched(Table::Pickup, id);
}

/// A case that is collected, with what speaks against it.
struct Collected {
    CaseRecord record;
    std::vector<Thing> certificates;
};

void collect(Database& database, Change& change, const NewPickup& taken, const std::vector<Collected>& collected) {
    for (const Collected& one : collected) {
        const bool first = one.record.id == taken.caseId;
        const std::string id = first ? taken.id.text() : base::derivedUuid(taken.id.text(), one.record.id.text());
        insertPickup(database, change, taken, one.record, id);
        for (const Thing& thing : one.certificates) placeThing(database, change, thing, std::string(residentsHands));
        stepCase(database, change, caseById(database, one.record.id), CaseStep::PickedUp);
    }
    change.isAbout(taken.id.text());
    change.belongsTo(taken.caseId);
    change.detail("way", nameOf(taken.pickup.way));
    if (collected.size() > 1) change.detail("cases", collected.size());
    if (!taken.pickup.waiver.empty()) change.detail("waiver", taken.pickup.waiver);
}

}  // namespace

PickupOutcome Store::recordPickup(const NewPickup& taken) {
    requireUuid(taken.id.text(), base::Sentence("pickup id"));
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("pickup.recorded", taken.actor);
    if (const auto stored = pickupsBy(database, sql("pickup.ofEvent"), {{"event", taken.id.text()}}); !stored.empty()) {
        if (!isSame(taken, stored)) refuseOtherContent(base::Sentence("pickup"));
        return {{}, stored.front().sequence, false};
    }
    std::vector<Collected> collected;
    std::vector<base::Sentence> problems;
    const auto cases = casesOf(taken);
    for (const base::CaseId& id : cases) {
        collected.push_back({caseById(database, id), certificatesOf(database, id)});
        const CaseRecord& record = collected.back().record;
        for (base::Sentence& problem :
             handoff::problemsOf(taken.pickup, pickupCaseOf(database, taken, record, collected.back().certificates)))
            problems.push_back(cases.size() > 1 ? base::Sentence("办件 {}：{}", record.number, problem)
                                                : std::move(problem));
    }
    for (const base::PageId& page : {taken.pickup.authorization, taken.pickup.signature, taken.pickup.photo})
        if (!page.empty()) requirePage(database, page);
    if (!problems.empty()) return {std::move(problems), 0, false};
    collect(database, change, taken, collected);
    change.commit();
    return {{}, change.sequence(), true};
}

Decided Store::undoPickup(const PickupUndo& undo) {
    requireUuid(undo.id.text(), base::Sentence("id of the undoing"));
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("pickup.undone", undo.actor);
    const auto rows = database.rows(sql("pickup.ofEvent"), {{"event", undo.pickup.text()}});
    if (const auto done = database.rows(sql("pickup.undoneBy"), {{"undo", undo.id.text()}}); !done.empty()) {
        const Row& row = done.front();
        const bool same = pickupFrom(row).event == undo.pickup && row.text("undo_reason") == undo.reason &&
                          row.text("undone_by") == undo.actor.account;
        if (!same) refuseOtherContent(base::Sentence("undoing"));
        return {{}, row.number("audit"), false};
    }
    if (rows.empty()) notFound(base::Sentence("pickup"));
    if (base::Sentence why = handoff::whyMayNotUndoPickup(undo.actor, undo.reason); !why.empty())
        return {std::move(why), 0, false};
    for (const Row& row : rows) {
        const CaseRecord record = caseById(database, base::CaseId(row.text("case_id")));
        if (!row.isNull("undo")) return {base::Sentence("这次领取已经撤销过。"), 0, false};
        if (!handoff::after(record.status, CaseStep::PickupUndone))
            return {base::Sentence("办件 {} 已关闭，不能撤销领取。", record.number), 0, false};
        database.run(sql("pickup.undo"), {{"id", row.text("id")},
                                          {"undo", undo.id.text()},
                                          {"undone_by", undo.actor.account},
                                          {"undo_reason", undo.reason},
                                          {"audit", change.sequenceValue()}});
        change.touched(Table::Pickup, row.text("id"));
        for (const Thing& thing : certificatesOf(database, record.id))
            if (thing.whereabouts.desk == residentsHands) placeThing(database, change, thing, record.office);
        stepCase(database, change, record, CaseStep::PickupUndone);
        change.belongsTo(record.id);
    }
    change.isAbout(undo.pickup.text());
    change.detail("reason", undo.reason);
    change.commit();
    return {{}, change.sequence(), true};
}

Decided Store::signPickup(const base::EventId& pickup, const base::PageId& signature, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Database& database = impl_->database;
    Change change = impl_->begin("pickup.signed", actor);
    const auto rows = database.rows(sql("pickup.ofEvent"), {{"event", pickup.text()}});
    if (rows.empty()) notFound(base::Sentence("pickup"));
    requirePage(database, signature);
    for (const Row& row : rows) {
        if (!row.isNull("undo")) return {base::Sentence("这次领取已经撤销，不能补签。"), 0, false};
        if (row.text("signature_page") == signature.text()) return {{}, row.number("audit"), false};
        if (!row.isNull("signature_page")) return {base::Sentence("这次领取已有签字，不能替换。"), 0, false};
        database.run(sql("pickup.sign"),
                     {{"id", row.text("id")}, {"signature_page", signature.text()}, {"audit", change.sequenceValue()}});
        change.touched(Table::Pickup, row.text("id"));
        change.belongsTo(base::CaseId(row.text("case_id")));
    }
    change.isAbout(pickup.text());
    change.commit();
    return {{}, change.sequence(), true};
}

std::vector<UnsignedPickup> Store::unsignedPickups(const std::optional<std::vector<std::string>>& offices) const {
    if (offices && offices->empty()) return {};
    const Snapshot snapshot = impl_->read();
    std::vector<UnsignedPickup> waiting;
    for (const Row& row : snapshot->rows(sql("pickup.unsigned"), {{"offices", listOrNull(offices)}})) {
        const PickupRecord pickup = pickupFrom(row);
        waiting.push_back({.record = caseById(*snapshot, pickup.caseId),
                           .event = pickup.event,
                           .personName = pickup.pickup.personName,
                           .recordedAt = pickup.recordedAt});
    }
    return waiting;
}

std::optional<PickupRecord> Store::pickupOf(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    const auto row = snapshot->row(sql("pickup.standingOfCase"), {{"case_id", caseId.text()}});
    return row ? std::optional(pickupFrom(*row)) : std::nullopt;
}

std::vector<OverduePickup> Store::overduePickups(const std::optional<std::vector<std::string>>& offices,
                                                 int days) const {
    if (offices && offices->empty()) return {};
    const std::lock_guard lock(impl_->mutex);
    const base::Instant before = impl_->clock.now() - std::chrono::days{days};
    std::vector<OverduePickup> overdue;
    for (const Row& row : impl_->database.rows(sql("pickup.overdue"),
                                               {{"offices", listOrNull(offices)}, {"before", timeValue(before)}}))
        overdue.push_back({caseFrom(row), row.time("back_at")});
    return overdue;
}

void Store::recordReminder(const base::CaseId& caseId, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("pickup.reminded", actor);
    (void)caseById(impl_->database, caseId);
    change.isAbout(caseId.text());
    change.belongsTo(caseId);
    change.commit();
}

std::optional<base::Instant> Store::remindedAt(const base::CaseId& caseId) const {
    const Snapshot snapshot = impl_->read();
    std::optional<base::Instant> last;
    for (const Row& row : snapshot->rows(sql("audit.ofCase"), {{"case_id", caseId.text()}}))
        if (row.text("action") == "pickup.reminded") last = row.time("at");
    return last;
}

}  // namespace daiban::store
