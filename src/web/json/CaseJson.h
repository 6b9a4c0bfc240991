#pragma once

#include "base/Json.h"
#include "desk/Desk.h"
#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] base::Json caseRowJson(Station& station, const desk::FoundCase& found, const base::Words& words);
/// Who has it, in words.
[[nodiscard]] base::Sentence whereIs(const desk::Models& models, const store::Thing& thing);
[[nodiscard]] base::Json thingJson(const desk::Models& models, const store::Thing& thing, const base::Words& words);
[[nodiscard]] base::Json caseDetailJson(const Call& call, const std::string& key);
/// How many there are of each state and light; counted as cases are found.
class CaseCounts {
  public:
    void add(const desk::FoundCase& found);
    /// What the tally says of one office.
    void add(const desk::CaseTally& tally, const std::string& office);
    [[nodiscard]] base::Json json() const;
    [[nodiscard]] std::int64_t open() const { return open_; }

  private:
    void add(handoff::CaseStatus status, std::int64_t cases);
    std::map<std::string, std::int64_t> states_, lights_;
    std::int64_t open_ = 0;
};

}  // namespace daiban::web
