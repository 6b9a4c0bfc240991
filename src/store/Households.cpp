#include <fmt/format.h>

#include "base/Error.h"
#include "store/Accounts.h"
#include "store/StoreImpl.h"

// Which household belongs to which social worker.
namespace daiban::store {

namespace {

std::string idOf(const Household& household) {
    return household.community + "/" + household.number;
}

Household householdFrom(const Row& row) {
    return {.community = row.text("community"),
            .number = row.text("number"),
            .address = row.text("address"),
            .socialWorker = row.text("social_worker")};
}

Parameters valuesOf(const Household& household, const Change& change, const staff::Actor& actor) {
    return {{"id", idOf(household)},
            {"address", household.address},
            {"social_worker", household.socialWorker},
            {"now", change.atValue()},
            {"actor", actor.account}};
}

void add(Database& database, Change& change, const Household& household, const staff::Actor& actor) {
    Parameters values = valuesOf(household, change, actor);
    values.emplace_back("community", household.community);
    values.emplace_back("number", household.number);
    values.emplace_back("sequence", change.sequenceValue());
    database.run(sql("household.add"), values);
}

void alter(Database& database, Change& change, const Household& household, const staff::Actor& actor) {
    Parameters values = valuesOf(household, change, actor);
    values.emplace_back("audit", change.sequenceValue());
    database.run(sql("household.change"), values);
}

void mustHaveWorker(Database& database, const Household& household) {
    if (!database.row(sql("row.account"), {{"id", household.socialWorker}}))
        throw base::Error(
            base::ErrorKind::NotFound,
            base::Sentence(
                "Household {} names the social worker {}, who has no account; add it first. Nothing was imported.",
                idOf(household), household.socialWorker));
}

}  // namespace

HouseholdsImported Store::importHouseholds(const std::vector<Household>& households, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("households.imported", actor);
    HouseholdsImported imported;
    for (const Household& household : households) {
        const auto row = impl_->database.row(sql("row.household"), {{"id", idOf(household)}});
        if (row && householdFrom(*row) == household) {
            ++imported.unchanged;
            continue;
        }
        mustHaveWorker(impl_->database, household);
        (row ? alter : add)(impl_->database, change, household, actor);
        ++(row ? imported.changed : imported.added);
        change.touched(Table::Household, idOf(household));
    }
    if (imported.added + imported.changed == 0) return imported;
    change.detail("added", imported.added);
    change.detail("changed", imported.changed);
    change.commit();
    return imported;
}

std::vector<Household> Store::householdsOfCommunity(const std::string& community) const {
    const Snapshot snapshot = impl_->read();
    std::vector<Household> households;
    for (const Row& row : snapshot->rows(sql("household.ofCommunity"), {{"community", community}}))
        households.push_back(householdFrom(row));
    return households;
}

std::vector<Household> Store::householdsOfWorker(const std::string& account) const {
    const Snapshot snapshot = impl_->read();
    std::vector<Household> households;
    for (const Row& row : snapshot->rows(sql("household.ofWorker"), {{"social_worker", account}}))
        households.push_back(householdFrom(row));
    return households;
}

std::vector<WorkerLoad> Store::workerLoads() const {
    const Snapshot snapshot = impl_->read();
    std::vector<WorkerLoad> loads;
    for (const Row& row : snapshot->rows(sql("household.counts")))
        loads.push_back({.socialWorker = row.text("social_worker"),
                         .community = row.text("community"),
                         .households = row.number("households")});
    return loads;
}

}  // namespace daiban::store
