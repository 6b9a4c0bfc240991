#include "desk/Overview.h"

#include <algorithm>
#include <map>

#include "desk/Lookup.h"
#include "desk/OfficeNames.h"
#include "handoff/Party.h"

namespace daiban::desk {

namespace {

/// Midnight in China at the begin of that day.
base::Instant beginOf(base::Date day) {
    return base::Instant(std::chrono::sys_days(day)) - std::chrono::hours(8);
}

/// Of values with how often each comes: the smallest that so many in a hundred do not exceed.
std::int64_t quantile(const std::map<std::int64_t, std::int64_t>& counted, std::int64_t all, int percent) {
    std::int64_t seen = 0;
    for (const auto& [value, times] : counted)
        if ((seen += times) * 100 >= all * percent) return value;
    return 0;
}

}  // namespace

store::CaseFilter Overview::sightOf(const staff::Actor& actor) const {
    parts_.demand(actor, staff::Verb::Search, actor.office);
    const Sight sight = parts_.sightOf(actor);
    return {.offices = sight.offices, .handedTo = sight.handedTo};
}

base::Instant Overview::workingDaysAgo(int days) const {
    const auto& calendar = parts_.models.calendar();
    std::chrono::sys_days day(parts_.today());
    for (int counted = 0; counted < days; day -= std::chrono::days{1})
        if (calendar.isWorkingDay(base::Date(day))) ++counted;
    return beginOf(base::Date(day + std::chrono::days{1}));
}

std::vector<PaperPlace> Overview::places(const staff::Actor& actor, int stillDays) const {
    std::map<std::pair<bool, std::string>, PaperPlace> known;
    for (const auto& at : parts_.store.thingsByPlace(sightOf(actor), workingDaysAgo(stillDays))) {
        const bool carried = at.carried || handoff::isCourier(at.desk);
        const std::string party = at.carried ? at.courier : carried ? handoff::accountOf(at.desk) : at.desk;
        PaperPlace& place = known[{carried, party}];
        place.carried = carried;
        place.party = party;
        (at.kind == codes::TokenKind::Folder ? place.folders : place.certificates) += at.things;
        place.still += at.still;
    }
    std::map<std::string, std::string> names;
    for (const auto& account : parts_.store.accounts()) names.emplace(account.name, account.fullName);
    std::vector<PaperPlace> places;
    for (auto& [key, place] : known) {
        const auto name = names.find(place.party);
        if (!place.carried)
            place.name = parts_.models.officeName(place.party);
        else
            place.name = name == names.end() ? place.party : name->second;
        places.push_back(std::move(place));
    }
    std::ranges::stable_sort(places, std::greater{},
                             [](const PaperPlace& place) { return place.folders + place.certificates; });
    return places;
}

StillPart Overview::still(const staff::Actor& actor, int stillDays, const std::string& office,
                          const std::string& courier, const std::string& cursor, int limit) const {
    const auto list = parts_.store.stillThings(
        sightOf(actor),
        {.before = workingDaysAgo(stillDays), .desk = office, .courier = courier, .cursor = cursor, .limit = limit});
    StillPart part{.things = {}, .nextCursor = list.nextCursor};
    for (const auto& one : list.things) {
        const auto record = *parts_.store.findCase(one.thing.caseId.text());
        part.things.push_back(
            {.record = record,
             .itemName = itemOf(parts_, record).name,
             .thing = one.thing,
             .movedAt = one.movedAt,
             .workingDays = parts_.models.calendar().workingDaysBetween(base::dayOf(one.movedAt), parts_.today())});
    }
    return part;
}

Trend Overview::trend(const staff::Actor& actor, int weeks) const {
    const auto filter = sightOf(actor);
    const std::chrono::sys_days today(parts_.today());
    const auto monday = today - (std::chrono::weekday(today) - std::chrono::Monday);
    Trend trend;
    std::vector<base::Instant> marks;
    for (int back = weeks - 1; back >= -1; --back) {
        const base::Date day(monday - std::chrono::weeks{back});
        marks.push_back(beginOf(day));
        if (back >= 0) trend.weeks.push_back({.monday = day});
    }
    const auto opened = parts_.store.casesOpened(filter, marks);
    for (std::size_t i = 0; i < trend.weeks.size(); ++i) trend.weeks[i].opened = opened[i];

    std::map<std::string, std::map<std::int64_t, std::int64_t>> daysOf;
    for (const auto& ended : parts_.store.casesEnded(filter, marks.front(), marks.back())) {
        trend.weeks.at(static_cast<std::size_t>(ended.week)).ended += ended.cases;
        daysOf[ended.itemCode][ended.days] += ended.cases;
    }
    for (const auto& [code, days] : daysOf) {
        ItemPace pace{.code = code, .name = code};
        for (const auto& [value, times] : days) pace.ended += times;
        pace.half = quantile(days, pace.ended, 50);
        pace.ninety = quantile(days, pace.ended, 90);
        if (const auto* item = parts_.models.items().find(code)) {
            pace.name = item->name;
            pace.limit = item->days;
        }
        trend.items.push_back(std::move(pace));
    }
    std::ranges::stable_sort(trend.items, std::greater{}, &ItemPace::ended);
    return trend;
}

std::vector<Workload> Overview::workload(const staff::Actor& actor) const {
    std::map<std::string, std::string> names;
    for (const auto& account : parts_.store.accounts()) names.emplace(account.name, account.fullName);
    std::vector<Workload> all;
    for (const auto& worker : parts_.store.casesByWorker(sightOf(actor))) {
        const auto name = names.find(worker.account);
        all.push_back({.office = worker.office,
                       .officeName = parts_.models.officeName(worker.office),
                       .account = worker.account,
                       .fullName = name == names.end() ? worker.account : name->second,
                       .open = worker.cases});
    }
    std::ranges::stable_sort(all, std::greater{}, &Workload::open);
    return all;
}

Waiting Overview::waiting(const staff::Actor& actor) const {
    Waiting waiting;
    const auto now = parts_.clock.now();
    for (const auto since : parts_.store.certificatesBackSince(sightOf(actor))) {
        const auto days = std::chrono::floor<std::chrono::days>(now - since).count();
        std::size_t at = 0;
        while (at < Waiting::bounds.size() && days > Waiting::bounds.at(at)) ++at;
        ++waiting.counts.at(at);
    }
    return waiting;
}

store::AuditList Overview::audit(const staff::Actor& actor, store::AuditFilter filter) const {
    parts_.demand(actor, staff::Verb::ReadAudit, actor.office);
    filter.offices = parts_.officesOf(actor);
    auto list = parts_.store.auditLines(filter);
    for (auto& line : list.lines) line.sentence = namingOffices(line.sentence, parts_.models);
    return list;
}

}  // namespace daiban::desk
