#include "desk/Calendars.h"

#include "base/DurableFile.h"
#include "base/Error.h"

namespace daiban::desk {

namespace {

namespace fs = std::filesystem;

fs::path ownFolder(const Parts& parts) {
    return parts.dataFolder / "calendars";
}

bool isSame(const cases::CalendarYear& a, const cases::CalendarYear& b) {
    const auto days = [](const cases::CalendarYear& year) {
        std::vector<base::Date> all(year.worked);
        for (const auto& holiday : year.holidays) all.push_back(holiday.from), all.push_back(holiday.to);
        return all;
    };
    return a.source == b.source && a.provisional == b.provisional && days(a) == days(b);
}

}  // namespace

Calendars CalendarKeeping::list(const staff::Actor& actor) const {
    parts_.demandOnStation(actor, staff::Verb::ManageOffices);
    // As the files are now; what is reckoned with is as it was when the program began.
    const auto now = cases::WorkCalendar::load(parts_.models.folder() / "calendars", ownFolder(parts_));
    const auto& used = parts_.models.calendar().years();
    Calendars calendars;
    for (const auto& [number, year] : now.years()) {
        const bool own = fs::exists(ownFolder(parts_) / (std::to_string(number) + ".yaml"));
        calendars.years.push_back({.year = year, .own = own});
        const auto known = used.find(number);
        if (known == used.end() || !isSame(known->second, year)) calendars.restartNeeded = true;
    }
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
    return cases::WorkCalendar::parseYear(text, std::to_string(year) + ".yaml").years().at(year);
}

cases::CalendarYear CalendarKeeping::save(const staff::Actor& actor, int year, const std::string& text) const {
    auto checked = check(actor, year, text);
    std::error_code problem;
    fs::create_directories(ownFolder(parts_), problem);
    if (problem || base::writeDurably(ownFolder(parts_) / (std::to_string(year) + ".yaml"), text))
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The calendar could not be kept; see that the disk has room."));
    parts_.store.recordOfficeChange("calendar.saved", std::to_string(year), actor);
    return checked;
}

}  // namespace daiban::desk
