#pragma once

#include <string>
#include <vector>

#include "desk/Parts.h"

namespace daiban::desk {

struct CalendarFile {
    cases::CalendarYear year;
    bool own = false;  ///< a version of the station's own is followed (ModelVersions)
};

struct Calendars {
    std::vector<CalendarFile> years;
    std::vector<int> missing;      ///< of this year and, from its last quarter on, the next: only weekends are left out
    std::vector<int> provisional;  ///< of these: by the law alone, the official notice was not out
};

/// The calendars of working days: seen by who keeps the station, and a year's list put in.
class CalendarKeeping {
  public:
    explicit CalendarKeeping(const Parts& parts) : parts_(parts) {}

    [[nodiscard]] Calendars list(const staff::Actor& actor) const;
    /// What a year's file (models/calendars) would be. Throws Error{Unreadable} "file:line: sentence".
    [[nodiscard]] cases::CalendarYear check(const staff::Actor& actor, int year, const std::string& text) const;
    /// Keeps it as a version of the station's own that counts from today on. Throws as check() and ModelVersions do.
    cases::CalendarYear save(const staff::Actor& actor, int year, const std::string& text) const;

  private:
    const Parts& parts_;
};

}  // namespace daiban::desk
