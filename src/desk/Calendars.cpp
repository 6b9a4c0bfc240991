#include "desk/Calendars.h"

#include "desk/ModelVersions.h"

namespace daiban::desk {

Calendars CalendarKeeping::list(const staff::Actor& actor) const {
    parts_.demandOnStation(actor, staff::Verb::ManageOffices);
    const auto& now = parts_.models.calendar();
    Calendars calendars;
    for (const auto& [number, year] : now.years())
        calendars.years.push_back(
            {.year = year, .own = parts_.models.ownVersionInForce(ModelKind::Calendars, std::to_string(number)) > 0});
    const auto today = parts_.today();
    const int current = static_cast<int>(today.year());
    const bool lastQuarter = today.month() >= std::chrono::October;
    for (const int year : {current, current + 1}) {
        if (year != current && !lastQuarter) continue;
        if (!now.knowsYear(year)) calendars.missing.push_back(year);
        if (now.isProvisional(year)) calendars.provisional.push_back(year);
    }
    return calendars;
}

cases::CalendarYear CalendarKeeping::check(const staff::Actor& actor, int year, const std::string& text) const {
    parts_.demandOnStation(actor, staff::Verb::ManageOffices);
    return cases::WorkCalendar::loadYear({.file = std::to_string(year) + ".yaml", .text = text}).years().at(year);
}

cases::CalendarYear CalendarKeeping::save(const staff::Actor& actor, int year, const std::string& text) const {
    auto checked = check(actor, year, text);
    (void)ModelVersions(parts_).save(
        actor, {.id = parts_.newId<base::EventId>().text(),
                .draft = {.kind = ModelKind::Calendars, .code = std::to_string(year), .text = text},
                .effective = parts_.today(),
                .reason = checked.source});
    return checked;
}

}  // namespace daiban::desk
