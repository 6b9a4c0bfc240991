#pragma once

#include "base/Json.h"
#include "desk/Desk.h"
#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] base::Json caseRowJson(Station& station, const desk::FoundCase& found);
[[nodiscard]] base::Json thingJson(const desk::Models& models, const store::Thing& thing);
[[nodiscard]] base::Json caseDetailJson(const Call& call, const std::string& key);
/// How many there are of each state and light; counted as cases are found.
class CaseCounts {
  public:
    void add(const desk::FoundCase& found);
    [[nodiscard]] base::Json json() const;
    [[nodiscard]] int open() const { return open_; }

  private:
    std::map<std::string, int> states_, lights_;
    int open_ = 0;
};

}  // namespace daiban::web
