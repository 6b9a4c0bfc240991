#pragma once

#include <string>
#include <vector>

#include "desk/Parts.h"

namespace daiban::desk {

struct CalendarFile {
    cases::CalendarYear year;
    bool own = false;  ///< the station's own, in DATA/calendars
};

struct Calendars {
    std::vector<CalendarFile> years;
    std::vector<int> missing;      ///< of this year and, from its last quarter on, the next: only weekends are left out
    std::vector<int> provisional;  ///< of these: by the law alone, the official notice was not out
    bool restartNeeded = false;    ///< a file changed since the models were read
};

/// The calendars of working days: seen by who keeps the station, and a year's list put in.
class CalendarKeeping {
  public:
    explicit CalendarKeeping(const Parts& parts) : parts_(parts) {}

    [[nodiscard]] Calendars list(const staff::Actor& actor) const;
    /// What a year's file (models/calendars) would be. Throws Error{Unreadable} "file:line: sentence".
    [[nodiscard]] cases::CalendarYear check(const staff::Actor& actor, int year, const std::string& text) const;
    /// Keeps it in DATA/calendars; it counts from the next start of the server on. Throws as check() does.
    cases::CalendarYear save(const staff::Actor& actor, int year, const std::string& text) const;

  private:
    const Parts& parts_;
};

}  // namespace daiban::desk
