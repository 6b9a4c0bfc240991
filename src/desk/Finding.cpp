#include "desk/Finding.h"

#include <algorithm>

#include "base/Text.h"
#include "cases/items/Pinyin.h"
#include "desk/Cases.h"

namespace daiban::desk {

namespace {

/// Whether the letters are the beginnings of readings of the characters from `at` on: each its whole reading or its
/// first letter, the last one any beginning.
bool soundsFrom(const std::u32string& name, std::size_t at, std::string_view letters) {
    if (letters.empty()) return true;
    if (at == name.size()) return false;
    return std::ranges::any_of(cases::readingsOf(name[at]), [&](std::string_view reading) {
        const std::size_t common = std::min(reading.size(), letters.size());
        if (letters.substr(0, common) == reading.substr(0, common) &&
            (common == letters.size() || soundsFrom(name, at + 1, letters.substr(common))))
            return true;
        return letters.front() == reading.front() && soundsFrom(name, at + 1, letters.substr(1));
    });
}

bool holdsText(const store::CaseRecord& record, const std::string& text) {
    if (text.empty()) return true;
    const auto holds = [&](const std::string& value) {
        return base::squeezed(value).find(base::squeezed(text)) != std::string::npos;
    };
    return holds(record.number) || holds(record.applicantName) || holds(record.applicantIdNumber) ||
           soundsLike(record.applicantName, text);
}

template <class Value>
bool isAmong(const std::vector<Value>& wanted, const Value& value) {
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool wasOpened(const store::CaseRecord& record, const CaseQuery& query) {
    const std::chrono::sys_days day = base::dayOf(record.openedAt);
    return (!query.openedFrom || day >= std::chrono::sys_days(*query.openedFrom)) &&
           (!query.openedTo || day <= std::chrono::sys_days(*query.openedTo));
}

bool isDue(const CaseLimit& limit, const CaseQuery& query) {
    if (query.lights.empty() && !query.dueBy) return true;
    if (limit.standing != CaseLimit::Standing::Running) return false;
    return isAmong(query.lights, limit.deadline.light) &&
           (!query.dueBy || std::chrono::sys_days(limit.deadline.deadline.date) <= std::chrono::sys_days(*query.dueBy));
}

bool isWhere(const std::vector<store::Thing>& things, const CaseQuery& query) {
    const auto one = [&](const auto& holds) { return std::ranges::any_of(things, holds); };
    return (query.desk.empty() || one([&](const store::Thing& thing) {
                return !thing.whereabouts.inTransit() && thing.whereabouts.desk == query.desk;
            })) &&
           (query.courier.empty() ||
            one([&](const store::Thing& thing) { return thing.whereabouts.courier == query.courier; }));
}

}  // namespace

bool soundsLike(std::string_view name, std::string_view letters) {
    std::string wanted;
    for (const char c : letters) {
        if (c == ' ') continue;
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (small < 'a' || small > 'z') return false;
        wanted += small;
    }
    if (wanted.size() < 2) return false;
    const std::u32string characters = base::toCodePoints(name);
    for (std::size_t at = 0; at < characters.size(); ++at)
        if (soundsFrom(characters, at, wanted)) return true;
    return false;
}

FoundCase Finding::detailsOf(const store::CaseRecord& record) const {
    const auto* item = parts_.models.items().find(record.itemCode);
    return {.record = record,
            .itemName = item == nullptr ? record.itemCode : item->name,
            .limit = Cases(parts_).limitOf(record),
            .things = parts_.store.thingsOfCase(record.id),
            .pickup = record.status == handoff::CaseStatus::PickedUp || record.status == handoff::CaseStatus::Closed
                          ? parts_.store.pickupOf(record.id)
                          : std::nullopt};
}

void Finding::find(const staff::Actor& actor, const CaseQuery& query,
                   const std::function<bool(const FoundCase&)>& take) const {
    parts_.demand(actor, staff::Verb::Search, actor.office);
    const auto byKey = query.text.empty() ? std::nullopt : parts_.store.findCase(query.text);  // a label of it
    const Sight sight = parts_.sightOf(actor);
    store::CaseFilter filter{.offices = sight.offices,
                             .handedTo = sight.handedTo,
                             .statuses = query.statuses,
                             .text = {},
                             .cursor = {},
                             .limit = 500};
    do {
        const store::CaseList some = parts_.store.listCases(filter);
        for (const auto& record : some.cases) {
            if (!(holdsText(record, query.text) || (byKey && byKey->id == record.id)) || !wasOpened(record, query) ||
                (!query.office.empty() && record.office != query.office) ||
                (!query.item.empty() && record.itemCode != query.item))
                continue;
            const FoundCase found = detailsOf(record);
            if (!isDue(found.limit, query) || !isWhere(found.things, query)) continue;
            if (!query.collectedBy.empty() &&
                (!found.pickup || found.pickup->pickup.personName.find(query.collectedBy) == std::string::npos))
                continue;
            if (!take(found)) return;
        }
        filter.cursor = some.nextCursor;
    } while (!filter.cursor.empty());
}

}  // namespace daiban::desk
