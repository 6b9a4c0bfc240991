#include "desk/Households.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/Error.h"

namespace daiban::desk {

namespace {

using base::Error;
using base::ErrorKind;
using base::Sentence;
using staff::Verb;
using store::Household;

bool holds(const Household& household, const std::string& text) {
    return text.empty() || household.number.find(text) != std::string::npos ||
           household.address.find(text) != std::string::npos;
}

/// Goes through a table: what its words mean, and what stands there now.
class Planner {
  public:
    Planner(const Parts& parts, const staff::Actor& actor)
        : parts_(parts), actor_(actor), accounts_(parts.store.accounts(parts.officesOf(actor))) {}

    void take(HouseholdPlan& plan, store::HouseholdRow row) {
        if (auto why = resolve(row.household)) {
            plan.refused.push_back({row.row, *why});
            return;
        }
        if (!seen_.insert(row.household.community + "/" + row.household.number).second) {
            plan.refused.push_back({row.row, Sentence("household {} is given twice.", row.household.number)});
            return;
        }
        const auto& there = of(row.household.community);
        const auto found = there.find(row.household.number);
        if (found == there.end())
            plan.added.push_back(std::move(row));
        else if (found->second == row.household)
            ++plan.unchanged;
        else
            plan.changed.push_back({row.row, found->second, std::move(row.household)});
    }

  private:
    /// Puts code and account in the place of names; why the row cannot be taken.
    std::optional<Sentence> resolve(Household& household) {
        if (auto why = resolveCommunity(household.community)) return why;
        return resolveWorker(household);
    }

    std::optional<Sentence> resolveCommunity(std::string& community) {
        std::vector<const staff::Office*> named;
        for (const auto& office : parts_.models.offices().all())
            if (office.kind == staff::OfficeKind::Community && !office.closed &&
                (office.code == community || office.name == community))
                named.push_back(&office);
        if (named.empty()) return Sentence("没有社区“{}”；请写社区编码或全名", community);
        if (named.size() > 1) return Sentence("叫“{}”的社区不止一个；请写社区编码", community);
        const auto place = staff::placeOf(actor_, named.front()->code, parts_.models.offices());
        if (!staff::mayDo(actor_, Verb::ManageHouseholds, place).allowed())
            return Sentence("社区“{}”的住户不归你管", community);
        community = named.front()->code;
        return std::nullopt;
    }

    std::optional<Sentence> resolveWorker(Household& household) const {
        std::string& worker = household.socialWorker;
        const auto good = [&](const store::Account& account) { return account.state == store::AccountState::Active; };
        std::vector<const store::Account*> named;
        for (const auto& account : accounts_) {
            if (account.name == worker) {
                if (!good(account)) return Sentence("社工账号“{}”已停用；请换一位", worker);
                return std::nullopt;
            }
            if (account.fullName == worker && account.office == household.community && good(account))
                named.push_back(&account);
        }
        if (named.empty()) return Sentence("没有社工“{}”；请写账号，或本社区一位社工的姓名", worker);
        if (named.size() > 1) return Sentence("本社区叫“{}”的不止一位；请写账号", worker);
        worker = named.front()->name;
        return std::nullopt;
    }

    const std::map<std::string, Household>& of(const std::string& community) {
        const auto [at, isNew] = there_.try_emplace(community);
        if (isNew)
            for (auto& household : parts_.store.householdsOfCommunity(community))
                at->second.emplace(household.number, household);
        return at->second;
    }

    const Parts& parts_;
    const staff::Actor& actor_;
    std::vector<store::Account> accounts_;
    std::map<std::string, std::map<std::string, Household>> there_;
    std::set<std::string> seen_;
};

}  // namespace

bool Households::mayManage(const staff::Actor& actor, const std::string& community) const {
    const auto place = staff::placeOf(actor, community, parts_.models.offices());
    return staff::mayDo(actor, Verb::ManageHouseholds, place).allowed();
}

std::vector<HouseholdLoad> Households::loads(const staff::Actor& actor) const {
    parts_.demand(actor, Verb::SeeHouseholds, actor.office);
    std::map<std::string, std::string> names;
    for (const auto& account : parts_.store.accounts()) names[account.name] = account.fullName;
    std::vector<HouseholdLoad> loads;
    for (const auto& load : parts_.store.workerLoads()) {
        const auto place = staff::placeOf(actor, load.community, parts_.models.offices());
        if (!staff::mayDo(actor, Verb::SeeHouseholds, place).allowed()) continue;
        loads.push_back({.worker = load.socialWorker,
                         .workerName = names[load.socialWorker],
                         .community = load.community,
                         .communityName = parts_.models.officeName(load.community),
                         .households = load.households});
    }
    std::ranges::sort(loads, [](const HouseholdLoad& a, const HouseholdLoad& b) {
        return std::tie(a.community, a.worker) < std::tie(b.community, b.worker);
    });
    return loads;
}

std::vector<Household> Households::candidates(const HouseholdFilter& filter,
                                              const std::vector<HouseholdLoad>& loads) const {
    if (!filter.worker.empty()) return parts_.store.householdsOfWorker(filter.worker);
    if (!filter.community.empty()) return parts_.store.householdsOfCommunity(filter.community);
    std::vector<Household> all;
    std::string last;
    for (const auto& load : loads) {
        if (load.community == last) continue;
        last = load.community;
        for (auto& household : parts_.store.householdsOfCommunity(load.community)) all.push_back(std::move(household));
    }
    return all;
}

HouseholdPart Households::find(const staff::Actor& actor, const HouseholdFilter& filter, std::size_t most) const {
    if (!filter.community.empty()) parts_.demand(actor, Verb::SeeHouseholds, filter.community, filter.community);
    const auto seen = loads(actor);
    const auto visible = [&](const Household& household) {
        return std::ranges::any_of(seen, [&](const auto& load) { return load.community == household.community; });
    };
    HouseholdPart part;
    std::string known;  // the last community that was seen: they come in order
    for (auto& household : candidates(filter, seen)) {
        if (!filter.community.empty() && household.community != filter.community) continue;
        if (!holds(household, filter.text)) continue;
        if (household.community != known && !visible(household)) continue;
        known = household.community;
        ++part.found;
        if (part.households.size() < most) part.households.push_back(std::move(household));
    }
    return part;
}

std::vector<store::Account> Households::workers(const staff::Actor& actor) const {
    parts_.demand(actor, Verb::SeeHouseholds, actor.office);
    auto accounts = parts_.store.accounts(parts_.officesOf(actor));
    std::erase_if(accounts, [](const auto& account) { return account.state != store::AccountState::Active; });
    std::ranges::sort(accounts, [](const store::Account& a, const store::Account& b) {
        return std::tie(a.office, a.fullName, a.name) < std::tie(b.office, b.fullName, b.name);
    });
    return accounts;
}

HouseholdPlan Households::plan(const staff::Actor& actor, const std::string& bytes, const std::string& name) const {
    parts_.demand(actor, Verb::ManageHouseholds, actor.office);
    auto table = store::householdTableFrom(bytes, name);
    HouseholdPlan plan{.added = {}, .changed = {}, .refused = std::move(table.faults), .unchanged = 0};
    Planner planner(parts_, actor);
    for (auto& row : table.rows) planner.take(plan, std::move(row));
    std::ranges::stable_sort(plan.refused, {}, &store::HouseholdFault::row);
    return plan;
}

store::HouseholdsImported Households::import(const staff::Actor& actor, const std::string& bytes,
                                             const std::string& name, const store::HouseholdsImported& seen) const {
    const auto now = plan(actor, bytes, name);
    const auto size = [](const auto& list) { return static_cast<int>(list.size()); };
    if (size(now.added) != seen.added || size(now.changed) != seen.changed)
        throw Error(ErrorKind::CheckFailed, Sentence("住户在预览之后变了，没有导入；请看新的预览再确认。"));
    std::vector<Household> households;
    for (const auto& row : now.added) households.push_back(row.household);
    for (const auto& change : now.changed) households.push_back(change.after);
    auto imported = parts_.store.importHouseholds(households, actor);
    imported.unchanged += now.unchanged;
    return imported;
}

store::HouseholdsImported Households::reassign(const staff::Actor& actor, const std::vector<HouseholdId>& households,
                                               const std::string& worker) const {
    for (const auto& id : households) parts_.demand(actor, Verb::ManageHouseholds, id.community, id.community);
    const auto good = workers(actor);
    if (std::ranges::find(good, worker, &store::Account::name) == good.end())
        throw Error(ErrorKind::NotFound, Sentence("没有在用的社工账号“{}”；没有改派。", worker));
    std::map<std::string, std::vector<Household>> there;
    std::vector<Household> changed;
    for (const auto& id : households) {
        const auto [at, isNew] = there.try_emplace(id.community);
        if (isNew) at->second = parts_.store.householdsOfCommunity(id.community);
        const auto found = std::ranges::find(at->second, id.number, &Household::number);
        if (found == at->second.end()) throw Error(ErrorKind::NotFound, Sentence("没有住户 {}；没有改派。", id.number));
        changed.push_back(*found);
        changed.back().socialWorker = worker;
    }
    return parts_.store.importHouseholds(changed, actor);
}

}  // namespace daiban::desk
