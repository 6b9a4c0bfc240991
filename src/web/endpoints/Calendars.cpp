#include "web/endpoints/Calendars.h"

#include "base/Text.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

constexpr int earliest = 2000, latest = 2099;

Json yearJson(const cases::CalendarYear& year, bool own) {
    Json holidays = Json::array(), worked = Json::array();
    for (const auto& holiday : year.holidays)
        holidays.push_back(
            {{"name", holiday.name}, {"from", base::isoDate(holiday.from)}, {"to", base::isoDate(holiday.to)}});
    for (const auto& day : year.worked) worked.push_back(base::isoDate(day));
    return {{"year", year.year}, {"source", year.source}, {"provisional", year.provisional},
            {"own", own},        {"holidays", holidays},  {"worked", worked}};
}

int yearOf(const Call& call) {
    const std::string& text = call.at("year");
    const bool digits = text.size() == 4 && text.find_first_not_of("0123456789") == std::string::npos;
    const int year = digits ? std::stoi(text) : 0;
    if (year < earliest || year > latest) refuseInput("没有这一年。", "There is no such year.");
    return year;
}

std::string textOf(const Call& call) {
    return Input(call.request.body, {"text"}).secret("text");
}

}  // namespace

Response getCalendars(const Call& call) {
    const auto calendars = call.desk().calendars.list(call.actor());
    Json years = Json::array();
    for (const auto& file : calendars.years) years.push_back(yearJson(file.year, file.own));
    return json({{"years", years},
                 {"missing", calendars.missing},
                 {"provisional", calendars.provisional}});
}

Response checkCalendar(const Call& call) {
    return json(yearJson(call.desk().calendars.check(call.actor(), yearOf(call), textOf(call)), true));
}

Response saveCalendar(const Call& call) {
    return json(yearJson(call.desk().calendars.save(call.actor(), yearOf(call), textOf(call)), true));
}

}  // namespace daiban::web
