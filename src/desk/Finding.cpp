#include "desk/Finding.h"

#include <algorithm>

#include "base/Geometry.h"
#include "base/Json.h"
#include "base/Text.h"
#include "cases/items/Pinyin.h"
#include "desk/Cases.h"
#include "store/SearchGrams.h"

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

bool holds(const std::string& value, const std::string& searchable) {
    return store::searchable(value).find(searchable) != std::string::npos;
}

bool holdsText(const std::string& name, const std::string& idNumber, const std::string& text) {
    const std::string plain = store::searchable(text);
    return holds(name, plain) || holds(idNumber, plain) || soundsLike(name, text);
}

bool holdsText(const store::CaseRecord& record, const std::string& text) {
    return text.empty() || holds(record.number, store::searchable(text)) ||
           holdsText(record.applicantName, record.applicantIdNumber, text);
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

std::vector<FoundWords> Finding::wordsOn(const store::CaseRecord& record, const std::string& text) const {
    const std::string plain = store::searchable(text);
    std::vector<FoundWords> found;
    for (const auto& page : parts_.store.searchedPagesOf(record.id)) {
        const auto reading = parts_.store.reading(page);
        if (!reading) continue;
        const auto json = base::parseJson(reading->json, base::Sentence("A stored reading"));
        for (const auto& document : json.value("documents", base::Json::array()))
            for (const auto& line : document.value("lines", base::Json::array()))
                if (holds(line.value("text", ""), plain)) found.push_back({page, base::quadFromJson(line.at("quad"))});
    }
    return found;
}

std::string Finding::formerNameOf(const store::CaseRecord& record, const std::string& text) const {
    if (!record.corrected || record.erased) return {};
    for (const auto& former : parts_.store.formerApplicants(record.id))
        if (holdsText(former.name, former.idNumber, text)) return former.name;
    return {};
}

void Finding::find(const staff::Actor& actor, const CaseQuery& query,
                   const std::function<bool(const FoundCase&)>& take) const {
    parts_.demandInLists(actor, staff::Verb::Search);
    // A label of it, which stands in no text of it: that case comes first.
    const auto byKey = query.text.empty() ? std::nullopt : parts_.store.findCase(query.text);
    const auto fits = [&](const store::CaseRecord& record) {
        return wasOpened(record, query) && (query.office.empty() || record.office == query.office) &&
               (query.item.empty() || record.itemCode == query.item);
    };
    const auto isTaken = [&](const store::CaseRecord& record, bool isByKey, std::vector<FoundWords> words,
                             const std::string& former = {}) {
        FoundCase found = detailsOf(record);
        found.byKey = isByKey, found.words = std::move(words), found.formerName = former;
        if (!isDue(found.limit, query) || !isWhere(found.things, query)) return true;
        if (!query.collectedBy.empty() &&
            (!found.pickup || found.pickup->pickup.personName.find(query.collectedBy) == std::string::npos))
            return true;
        return take(found);
    };
    const Sight sight = parts_.sightOf(actor);
    store::CaseFilter filter{.offices = sight.offices,
                             .handedTo = sight.handedTo,
                             .statuses = query.statuses,
                             .text = byKey ? byKey->number : "",
                             .cursor = {},
                             .limit = 500};
    if (byKey)
        for (const auto& record : parts_.store.searchCases(filter).cases)
            if (record.id == byKey->id && fits(record) && !isTaken(record, true, {})) return;
    filter.text = query.text;
    do {
        const store::CaseList some = parts_.store.searchCases(filter);
        for (const auto& record : some.cases) {
            if (!fits(record) || (byKey && byKey->id == record.id)) continue;
            bool isByKey = holdsText(record, query.text);
            const std::string former = isByKey ? "" : formerNameOf(record, query.text);
            isByKey = isByKey || !former.empty();
            auto words = query.words && !isByKey ? wordsOn(record, query.text) : std::vector<FoundWords>{};
            if (words.empty() && !isByKey) continue;
            if (!isTaken(record, isByKey, std::move(words), former)) return;
        }
        filter.cursor = some.nextCursor;
    } while (!filter.cursor.empty());
}

}  // namespace daiban::desk
