#include <algorithm>
#include <tuple>

#include "desk/Cases.h"
#include "desk/Finding.h"
#include "desk/Lookup.h"

// Lists and counts that are asked for all day long.
namespace daiban::desk {

namespace {

using cases::DeadlineLight;

bool isAmong(const std::vector<DeadlineLight>& lights, DeadlineLight light) {
    return std::ranges::find(lights, light) != lights.end();
}

}  // namespace

/// A case whose limit runs, and how it stands.
struct Finding::Timed {
    store::AcceptedCase accepted;
    DeadlineLight light = DeadlineLight::Normal;
    int left = 0;
};

store::CaseFilter Finding::filterOf(const staff::Actor& actor, const CaseQuery& query) const {
    parts_.demandInLists(actor, staff::Verb::Search);
    const Sight sight = parts_.sightOf(actor);
    store::CaseFilter filter{.offices = sight.offices,
                             .handedTo = sight.handedTo,
                             .statuses = query.statuses,
                             .item = query.item,
                             .text = {},
                             .cursor = {},
                             .limit = 500};
    if (query.office.empty()) return filter;
    const bool sees = !sight.offices || std::ranges::find(*sight.offices, query.office) != sight.offices->end();
    filter.offices = sees ? std::vector{query.office} : std::vector<std::string>{};
    return filter;
}

std::vector<Finding::Timed> Finding::timed(const store::CaseFilter& filter) const {
    // Most cases of a day have the same limit: 10,000 cases are some hundreds of days and limits.
    std::map<std::tuple<std::chrono::sys_days, int>, std::pair<DeadlineLight, int>> known;
    std::vector<Timed> all;
    for (auto& accepted : parts_.store.acceptedCases(filter)) {
        const auto opened = base::dayOf(accepted.openedAt);
        const int days = itemOf(parts_, accepted).days;
        const auto standing = [&](const std::vector<cases::ClockStop>& stops) {
            const auto deadline = cases::deadlineOf(opened, days, stops, parts_.models.calendar(), parts_.today());
            return std::pair(deadline.light, deadline.left);
        };
        std::pair<DeadlineLight, int> at;
        if (accepted.stopped) {
            at = standing(parts_.store.clockStops(accepted.id));
        } else {
            const auto [found, isNew] = known.try_emplace({std::chrono::sys_days(opened), days});
            if (isNew) found->second = standing({});
            at = found->second;
        }
        all.push_back({.accepted = std::move(accepted), .light = at.first, .left = at.second});
    }
    return all;
}

CaseTally Finding::tallyOf(const store::CaseFilter& filter, const std::vector<Timed>& timed) const {
    CaseTally tally;
    for (const auto& count : parts_.store.countCases(filter)) tally.statuses[count.office][count.status] += count.cases;
    for (const auto& one : timed) ++tally.lights[one.accepted.office][one.light];
    return tally;
}

CaseTally Finding::tally(const staff::Actor& actor, const CaseQuery& query) const {
    const auto filter = filterOf(actor, query);
    return tallyOf(filter, timed(filter));
}

CasePart Finding::list(const staff::Actor& actor, const CaseQuery& query, const ListPart& part) const {
    auto filter = filterOf(actor, query);
    const auto running = timed(filter);
    CasePart found{.cases = {}, .nextCursor = {}, .tally = tallyOf(filter, running)};
    const auto most = static_cast<std::size_t>(part.limit);
    const auto recordOf = [&](const base::CaseId& id) { return *parts_.store.findCase(id.text()); };
    const auto take = [&](const store::CaseRecord& record) {  // false: one too many
        if (found.cases.size() == most) {
            found.nextCursor = std::to_string(found.cases.back().record.sequence);
            return false;
        }
        found.cases.push_back(detailsOf(record));
        return true;
    };
    if (!part.anyLight && !part.unclocked) {
        const auto before = store::sequenceBefore(part.cursor);
        for (const auto& one : running)
            if (isAmong(part.lights, one.light) && one.accepted.sequence < before && !take(recordOf(one.accepted.id)))
                break;
        return found;
    }
    std::map<std::int64_t, DeadlineLight> lights;
    if (!part.anyLight)
        for (const auto& one : running) lights.emplace(one.accepted.sequence, one.light);
    filter.cursor = part.cursor;
    filter.limit = part.limit;
    do {
        const auto some = parts_.store.listCases(filter);
        for (const auto& record : some.cases) {
            const auto light = lights.find(record.sequence);
            if (light != lights.end() && !isAmong(part.lights, light->second)) continue;
            if (!take(record)) return found;
        }
        if (part.anyLight) {
            found.nextCursor = some.nextCursor;
            return found;
        }
        filter.cursor = some.nextCursor;
    } while (!filter.cursor.empty());
    return found;
}

CaseStanding Finding::standing(const staff::Actor& actor, std::size_t most) const {
    const auto filter = filterOf(actor, {});
    auto all = timed(filter);
    CaseStanding standing{.tally = tallyOf(filter, all), .urgent = {}};
    std::erase_if(all, [](const Timed& one) { return one.light == DeadlineLight::Normal; });
    std::ranges::stable_sort(all, {}, &Timed::left);
    if (all.size() > most) all.resize(most);
    for (const auto& one : all) standing.urgent.push_back(detailsOf(*parts_.store.findCase(one.accepted.id.text())));
    return standing;
}

std::int64_t Finding::thingsInTransit(const staff::Actor& actor) const {
    return parts_.store.countThingsInTransit(filterOf(actor, {}));
}

}  // namespace daiban::desk
